/** Folding: the one spelling in which names are stored in the index and looked for (docs/spec/search.md, SE1 to SE3). */

/** Letters that Unicode does not take apart into a base letter and a mark, and the German ones that become two letters. */
const LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe',
  ı: 'i',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
const PLAIN = /^[a-z]+$/;
// Apostrophes join (O'Brien = OBrien); every other sign separates, the hyphen included.
const APOSTROPHE = /['’‘`´ʼʹ′]/g;
const SEPARATOR = /[^\p{L}\p{N}]+/gu;

/** Folds a text for storing and comparing: lower case, ä ö ü ß as ae oe ue ss, other marks dropped, hyphen and every
 *  other sign as one space, no space at the ends.
 *  Folding a folded text changes nothing. Rules SE1, SE2. Source: docs/spec/search.md §1. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower
    .normalize('NFC')
    .replace(APOSTROPHE, '')
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(APOSTROPHE, '')
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(SEPARATOR, ' ')
    .trim();
}

/** Takes the written-out umlauts of a folded text back to the plain vowel, so that Mueller, Müller and Muller meet.
 *  "ue" after a vowel or q stays: there the e is a sound of its own (Bauer, Quelle).
 *  @param folded a text from `fold`. Applying it twice changes nothing. Rule SE3. Source: docs/spec/search.md §1. */
export function foldPlain(folded: string): string {
  return folded.replace(/([ao])e+|(?<![aeouq])(u)e+/g, '$1$2');
}
