import { inventedName, INVENTED_COUNTS, type NameKind, numberOf } from './invented.ts';

const WORD = /\p{L}[\p{L}\p{M}’']*/gu;
/** Of names, but no names: they stand in every text. */
const PARTICLES = new Set(
  'von van vom zu zur zum und de der den dem des di da dos do du el al la le les ter ten auf im am dr prof med dipl ibn bin'.split(
    ' ',
  ),
);
const LEAST_LETTERS = 3;
/** Numbers and addresses shorter than that are not looked for in texts. */
const LEAST_VALUE = 5;

/** Real words and values, and what stands for each. */
export interface HiddenWords {
  /** Learns the words of a name; returns it with invented ones. */
  readonly name: (kind: NameKind, real: string) => string;
  /** Learns a value (number, street) to be found in texts, too. @returns `invented`. */
  readonly value: (real: string, invented: string) => string;
  /** A text with invented names and values for the real ones. */
  readonly text: (real: string) => string;
  /** True for a text that holds something invented. */
  readonly isInvented: (text: string) => boolean;
  readonly forget: () => void;
}

/** See `HiddenWords`. The same word is always replaced by the same one (EV32). @param salt random. */
export function hiddenWords(salt: string): HiddenWords {
  const inventedByWord = new Map<string, string>();
  const inventedByValue = new Map<string, string>();
  const used = new Set<string>();
  const usedValues = new Set<string>();

  function learn(kind: NameKind, word: string): string {
    const known = inventedByWord.get(word);
    if (known !== undefined) return known;
    // Nobody is hidden behind the name of somebody else.
    const first = numberOf(`${salt} ${word}`);
    const many = Array.from({ length: INVENTED_COUNTS[kind] }, (_, step) => inventedName(kind, first + step));
    const invented = many.find((one) => !inventedByWord.has(folded(one))) ?? many[0] ?? '';
    inventedByWord.set(word, invented);
    used.add(folded(invented));
    return invented;
  }
  const name = (kind: NameKind, real: string) =>
    real.replace(WORD, (word) => (PARTICLES.has(folded(word)) ? word : cased(learn(kind, folded(word)), word)));

  function value(real: string, invented: string): string {
    if (real.length < LEAST_VALUE) return invented;
    inventedByValue.set(real, invented);
    usedValues.add(invented);
    return invented;
  }
  function text(real: string): string {
    let shown = real;
    for (const [one, invented] of inventedByValue) if (shown.includes(one)) shown = shown.replaceAll(one, invented);
    return shown.replace(WORD, (word) => {
      const low = folded(word);
      if (word.length < LEAST_LETTERS || PARTICLES.has(low)) return word;
      const whole = inventedByWord.get(low);
      if (whole !== undefined) return cased(whole, word);
      const bare = low.endsWith('s') ? inventedByWord.get(low.slice(0, -1)) : undefined;
      return bare === undefined || word.length <= LEAST_LETTERS ? word : `${cased(bare, word)}s`;
    });
  }
  function isInvented(shown: string): boolean {
    if ((shown.match(WORD) ?? []).some((word) => used.has(folded(word)) || used.has(folded(word).replace(/s$/, ''))))
      return true;
    return [...usedValues].some((one) => shown.includes(one));
  }
  function forget(): void {
    for (const kept of [inventedByWord, inventedByValue, used, usedValues]) kept.clear();
  }
  return { name, value, text, isInvented, forget };
}

function folded(word: string): string {
  return word.toLowerCase();
}

/** As large or small as the word it stands for. */
function cased(invented: string, word: string): string {
  if (word.length > 1 && word === word.toUpperCase()) return invented.toUpperCase();
  return word === word.toLowerCase() ? invented.toLowerCase() : invented;
}
