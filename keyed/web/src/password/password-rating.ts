import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import commonWords from '@zxcvbn-ts/language-de/dist/commonWords.json.esm.js';
import firstnames from '@zxcvbn-ts/language-de/dist/firstnames.json.esm.js';
import lastnames from '@zxcvbn-ts/language-de/dist/lastnames.json.esm.js';

/** What everybody tries first and no dictionary of words has. */
const OBVIOUS =
  'passwort password kennwort geheim hallo qwertz qwertzuiop asdfghjkl yxcvbnm siegel praxis arztpraxis'.split(' ');

const rater = new ZxcvbnFactory({ dictionary: { commonWords, firstnames, lastnames, obvious: OBVIOUS } });

/** Powers of ten of guesses that find `password`, by somebody who knows the names of the house (FR7). Loaded only where a
 *  password is chosen: the German words weigh more than the form. */
export function guessesOf(password: string, names: readonly string[]): number {
  const known = names.flatMap((name) => [name, ...name.split(/[\s.,@-]+/)]).filter((part) => part.length > 2);
  return rater.check(password, known).guessesLog10;
}
