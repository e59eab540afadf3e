const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map(Array.from(ALPHABET, (character, value) => [character.charCodeAt(0), value]));
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);
const PADDING = 0x3d;

/** Decodes base64, white space allowed anywhere; null when anything else is wrong. Source: RFC 4648 §4. */
export function decodeBase64(text: string): Uint8Array | null {
  const out = new Uint8Array(Math.floor((text.length * 3) / 4) + 3);
  let [length, bits, count, padding] = [0, 0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (SPACES.has(character)) continue;
    if (character === PADDING) {
      padding++;
      continue;
    }
    const value = VALUES.get(character);
    if (value === undefined || padding > 0) return null;
    bits = ((bits << 6) | value) & 0xffffff;
    count++;
    if (count % 4 === 0) {
      out[length++] = bits >> 16;
      out[length++] = (bits >> 8) & 255;
      out[length++] = bits & 255;
    }
  }
  const rest = count % 4;
  if (rest === 1 || (padding > 0 && (count + padding) % 4 !== 0)) return null;
  if (rest === 2) out[length++] = bits >> 4;
  if (rest === 3) {
    out[length++] = bits >> 10;
    out[length++] = (bits >> 2) & 255;
  }
  return out.slice(0, length);
}
