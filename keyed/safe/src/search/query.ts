/** The search grammar of the one search field: text as typed -> what is looked for (docs/spec/search.md §3). */
import { type BirthMask, birthMasks } from './birth-mask.ts';
import { fold } from './fold.ts';

/** What a typed text asks for. Words are folded; `born` is empty when no date of birth was typed. */
export type PersonQuery =
  | { readonly kind: 'empty' }
  /** `>befehl`: not for the person search; `text` is what follows the sign. */
  | { readonly kind: 'command'; readonly text: string }
  /** `#20418`: a patient number or its beginning, lower case. */
  | { readonly kind: 'number'; readonly number: string }
  /** `...frag`: each fragment stands anywhere in a name, street or place. */
  | { readonly kind: 'infix'; readonly fragments: readonly string[]; readonly born: readonly BirthMask[] }
  /** `14031951`, `14.03.1951`: only a date; `number` is set when the digits may be a patient number as well. */
  | { readonly kind: 'born'; readonly born: readonly BirthMask[]; readonly number: string | undefined }
  /** `ilse brandt 1951`: every word begins a name, in any order. */
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly born: readonly BirthMask[] }
  /** `brandt, ilse` `,ilse` `b,i 1403`: words before the comma begin a family name, words after it a first name. */
  | {
      readonly kind: 'names';
      readonly familienname: readonly string[];
      readonly vorname: readonly string[];
      readonly born: readonly BirthMask[];
    };

/** Most words of one query that are looked at; more can only narrow further and are left out. */
const MAX_WORDS = 16;

// Said before a name on the telephone, no part of the name as stored.
const FORMS_OF_ADDRESS = new Set(['dr', 'prof', 'med', 'frau', 'herr']);

/** Parses what stands in the search field. Never fails: what means nothing is `empty`. Rules SE6 to SE14.
 *  Source: docs/spec/search.md §3. */
export function parsePersonQuery(text: string): PersonQuery {
  const typed = text.trim();
  if (typed.startsWith('>')) return { kind: 'command', text: typed.slice(1).trim() };
  if (typed.startsWith('#')) return numberQuery(typed.slice(1));
  const dots = /^(?:\.{2,}|…)/.exec(typed);
  if (dots !== null) return infixQuery(typed.slice(dots[0].length));
  const comma = typed.indexOf(',');
  return comma < 0 ? wordsQuery(typed) : namesQuery(typed.slice(0, comma), typed.slice(comma + 1));
}

function numberQuery(text: string): PersonQuery {
  const number = text.trim().toLowerCase();
  return number === '' ? { kind: 'empty' } : { kind: 'number', number };
}

function infixQuery(text: string): PersonQuery {
  const { words, born } = splitDates(text);
  return words.length === 0 ? { kind: 'empty' } : { kind: 'infix', fragments: words, born };
}

function wordsQuery(text: string): PersonQuery {
  const { words, born } = splitDates(text);
  if (words.length > 0) return { kind: 'words', words: withoutFormsOfAddress(words), born };
  if (born.length === 0) return { kind: 'empty' };
  return { kind: 'born', born, number: /^\d+$/.test(text) ? text : undefined };
}

function namesQuery(before: string, after: string): PersonQuery {
  const left = splitDates(before);
  const right = splitDates(after);
  const born = left.born.length > 0 ? left.born : right.born;
  const familienname = withoutFormsOfAddress(left.words);
  const vorname = right.words.slice(0, MAX_WORDS - familienname.length);
  if (familienname.length + vorname.length > 0) return { kind: 'names', familienname, vorname, born };
  return born.length > 0 ? { kind: 'born', born, number: undefined } : { kind: 'empty' };
}

/** Takes the first date out of the text; every other piece is folded into words. */
function splitDates(text: string): { words: string[]; born: readonly BirthMask[] } {
  const words: string[] = [];
  let born: readonly BirthMask[] = [];
  for (const piece of text.split(/[\s,]+/)) {
    const masks = born.length === 0 ? birthMasks(piece) : undefined;
    if (masks !== undefined) born = masks;
    else words.push(...fold(piece).split(' ').filter(isWord));
  }
  return { words: words.slice(0, MAX_WORDS), born };
}

function isWord(word: string): boolean {
  return word !== '';
}

function withoutFormsOfAddress(words: readonly string[]): readonly string[] {
  const names = words.filter((word) => !FORMS_OF_ADDRESS.has(word));
  return names.length > 0 ? names : words;
}
