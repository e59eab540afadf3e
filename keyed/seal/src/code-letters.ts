/** Letters of codes on paper. Source: crockford.com/base32, without check digit. */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A typed code without what people type along: lower case, spaces, dashes and the slips O for 0, I and L for 1 are forgiven. */
export function typedLetters(text: string): string {
  return text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}
