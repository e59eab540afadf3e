/** Control signs (C0, C1, delete) and marks that turn the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}]/gu;

/** Text of an opened record as one line that is safe to print: a name may come from a foreign file, and control signs in it
 *  would steer the terminal of whoever reads it (CL5). */
export function printable(text: string): string {
  return text.replaceAll(/\s*\r?\n\s*/g, ' ⏎ ').replaceAll(UNPRINTABLE, '�');
}

const segmenter = new Intl.Segmenter('de');

/** The signs of a text as a reader counts them. */
export function signsOf(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Cut to `width` signs. */
export function clipped(text: string, width: number): string {
  const signs = signsOf(text);
  return signs.length <= width ? text : `${signs.slice(0, width - 1).join('')}…`;
}
