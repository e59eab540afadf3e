import { SYNONYMS } from './synonyms.ts';

/** Shorter than that, a word is looked for as it is. */
const LEAST_FOR_SYNONYMS = 3;

/** What can be found: a name, and more words that lead to it. */
export interface Findable {
  readonly label: string;
  /** Where it is, and what else it is called. */
  readonly words: string;
}

/** What fits all words typed, best first: those whose name says them, then those named otherwise (EV11). Marks over letters are
 *  forgiven. Nothing typed finds nothing. */
export function findHelp<T extends Findable>(items: readonly T[], typed: string): readonly T[] {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return [];
  const rated = items.map((item, at) => ({ item, at, rate: rateOf(item, wanted) }));
  return rated
    .filter(({ rate }) => rate > 0)
    .toSorted((a, b) => b.rate - a.rate || a.at - b.at)
    .map(({ item }) => item);
}

/** The sum over the words typed; 0 when one of them leads nowhere. */
function rateOf({ label, words }: Findable, wanted: readonly string[]): number {
  const named = wordsOf(label);
  const around = wordsOf(words);
  const rates = wanted.map((one) => {
    if (named.some((word) => word.startsWith(one))) return 4;
    const others = othersOf(one);
    if (named.some((word) => others.some((other) => word.startsWith(other)))) return 3;
    if (around.some((word) => word.startsWith(one))) return 2;
    return around.some((word) => others.some((other) => word.startsWith(other))) ? 1 : 0;
  });
  return rates.includes(0) ? 0 : rates.reduce<number>((sum, rate) => sum + rate, 0);
}

/** Words of several parts count by their whole: what is named is compared word by word. */
function othersOf(one: string): readonly string[] {
  if (one.length < LEAST_FOR_SYNONYMS) return [];
  return SYNONYMS.filter((group) => group.some((word) => word.startsWith(one)))
    .flat()
    .filter((word) => !word.includes(' '));
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .split(/[^\p{L}\p{N}?/⇧]+/u)
    .filter((word) => word !== '');
}
