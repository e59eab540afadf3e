/** How many words of the sheet are asked for. */
const ASKED = 3;

/** Positions (from 0) of the words to type from the paper: different ones, in order. */
export function pickWords(count: number, random: (most: number) => number): readonly number[] {
  const all = Array.from({ length: count }, (_, at) => at);
  const picked = Array.from({ length: ASKED }, () => all.splice(random(all.length), 1)[0] ?? 0);
  return picked.toSorted((a, b) => a - b);
}

/** A random whole number below `most`. */
export function randomBelow(most: number): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return drawn % most;
}

/** True when what was typed is the word of the sheet; case and spaces do not matter. */
export function isWord(typed: string, word: string | undefined): boolean {
  return word !== undefined && typed.trim().toLowerCase() === word;
}
