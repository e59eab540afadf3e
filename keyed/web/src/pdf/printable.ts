/** A text as the font can set it. */
export interface Printable {
  readonly text: string;
  /** How many signs the font has not; each stands in the text by its number. */
  readonly missing: number;
}

/**
 * Makes a text settable: one form for composed signs, no controls, and for every sign without a glyph its number in brackets, `[U+4E2D]`.
 * A sign left out in silence could be the one that matters.
 */
export function printable(text: string, hasGlyph: (codePoint: number) => boolean): Printable {
  let missing = 0;
  let out = '';
  for (const sign of text.normalize('NFC').replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ')) {
    const codePoint = sign.codePointAt(0) ?? 0;
    if (sign === '\n' || hasGlyph(codePoint)) out += sign;
    else if (!/\p{Cc}|\p{Default_Ignorable_Code_Point}/u.test(sign)) {
      missing += 1;
      out += `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
    }
  }
  return { text: out, missing };
}
