const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE_BY_CHARACTER = new Map(Array.from(ALPHABET, (character, value) => [character, value]));
const SHAPE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Standard base64 with padding. Source: RFC 4648 §4. */
export function base64OfBytes(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] ?? 0, bytes[i + 1], bytes[i + 2]];
    text += character(a >> 2) + character(((a & 3) << 4) | ((b ?? 0) >> 4));
    text += b === undefined ? '=' : character(((b & 15) << 2) | ((c ?? 0) >> 6));
    text += c === undefined ? '=' : character(c & 63);
  }
  return text;
}

/** The only bytes `base64OfBytes` writes as `text`, or undefined: no white space, no missing padding, no URL alphabet,
 *  no stray bits in the last character, because a second spelling would be a second note (JT14). */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!SHAPE.test(text)) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    let quad = 0;
    for (let i = 0; i < 4; i++) quad = (quad << 6) | (VALUE_BY_CHARACTER.get(text.charAt(from + i)) ?? 0);
    for (let i = 0; i < 3; i++) {
      const byte = (quad >> (16 - 8 * i)) & 255;
      if (to + i < bytes.length) bytes[to + i] = byte;
      else if (byte !== 0) return undefined;
    }
  }
  return bytes;
}

function character(value: number): string {
  return ALPHABET.charAt(value);
}
