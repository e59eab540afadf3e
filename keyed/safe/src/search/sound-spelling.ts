/** Sound-alikes by spelling: the first of the two keys behind the second group of results (docs/spec/search.md, SE5).
 *  The other one, the code of the Kölner Phonetik, comes from `@siegel/akten`, so that search and import agree. */
import { foldPlain } from './fold.ts';

/** Returns the sound spelling of one folded word: ä = e, ö = o, ü = u = y, ß = ss = sz = s, v = f = ph, th = t, double
 *  letters once. A beginning of the word gives nearly always a beginning of the spelling, so it works while typing.
 *  Rule SE5. Source: docs/spec/search.md §2. */
export function soundSpelling(word: string): string {
  return foldPlain(word.replace(/ae+/g, 'e'))
    .replace(/ph|v/g, 'f')
    .replace(/th/g, 't')
    .replace(/sz/g, 's')
    .replace(/y/g, 'u')
    .replace(/(.)\1+/gu, '$1');
}
