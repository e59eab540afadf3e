/** Control signs (C0, C1, delete) and marks that turn the direction of writing. */
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text of an opened record as one line that is safe to print: a name may come from a foreign file, and control signs in it
 *  would steer the terminal of whoever reads it (CL5). */
export function printable(text: string): string {
  return text.replaceAll(/\s*\r?\n\s*/g, ' ⏎ ').replaceAll(UNPRINTABLE, '�');
}

/** Cut to `width` signs. */
export function clipped(text: string, width: number): string {
  const signs = [...text];
  return signs.length <= width ? text : `${signs.slice(0, width - 1).join('')}…`;
}
