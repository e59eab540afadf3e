/** Character sets of medical files in Germany. */
export type Charset = 'utf-8' | 'cp437' | 'cp850' | 'windows-1252' | 'iso-8859-15' | 'din-66003';

// Code page 437, upper half. Source: Unicode Consortium, MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT.
const CP437_UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
// Code page 850, upper half: umlauts as in 437, more letters instead of lines. Source: MAPPINGS/VENDORS/MICSFT/PC/CP850.TXT.
const CP850_UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';
// Seven bit German: the letters that took the places of brackets. Source: DIN 66003:1974.
const DIN_66003: Readonly<Record<string, string>> = {
  '@': '§',
  '[': 'Ä',
  '\\': 'Ö',
  ']': 'Ü',
  '{': 'ä',
  '|': 'ö',
  '}': 'ü',
  '~': 'ß',
};
const EMAIL_IN_DIN = /^\S+§\S+\.[A-Za-z]{2,}$/;

const decoders = new Map<string, TextDecoder>();

/** Decodes bytes; never fails, what has no character becomes U+FFFD. In DIN 66003 a whole e-mail address keeps its @. */
export function decodeText(bytes: Uint8Array, charset: Charset): string {
  if (charset === 'cp437') return decodeDos(bytes, CP437_UPPER);
  if (charset === 'cp850') return decodeDos(bytes, CP850_UPPER);
  if (charset === 'din-66003') return decodeDin66003(bytes);
  let decoder = decoders.get(charset);
  if (decoder === undefined) {
    decoder = new TextDecoder(charset, { ignoreBOM: true });
    decoders.set(charset, decoder);
  }
  return decoder.decode(bytes);
}

function decodeDos(bytes: Uint8Array, upper: string): string {
  let text = '';
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : (upper[byte - 0x80] ?? '\ufffd');
  return text;
}

/** True when bytes hold letters of names by code page 850 where 437 has signs and lines. */
export function hasLettersOf850(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte >= 0x80 && isLetterOf850Only(byte));
}

function isLetterOf850Only(byte: number): boolean {
  const letter = CP850_UPPER[byte - 0x80] ?? '';
  return letter !== CP437_UPPER[byte - 0x80] && /\p{L}/u.test(letter);
}

function decodeDin66003(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    text += byte < 0x80 ? (DIN_66003[character] ?? character) : '\ufffd';
  }
  return EMAIL_IN_DIN.test(text) ? text.replace('§', '@') : text;
}

/** What the bytes themselves say about their character set. */
export interface CharsetEvidence {
  /** Bytes from 0x80. */
  readonly upper: number;
  /** True when all upper bytes form valid UTF-8 sequences (and there is at least one). */
  readonly isUtf8: boolean;
  /** The likeliest eight bit set: umlauts of CP437 against those of the ISO and Windows sets. */
  readonly eightBit: 'cp437' | 'windows-1252';
}

// ü ä ö Ä Ö Ü ß, once in CP437 and once in ISO 8859-1 and its kin.
const CP437_UMLAUTS = new Set([0x81, 0x84, 0x94, 0x8e, 0x99, 0x9a, 0xe1]);
const LATIN_UMLAUTS = new Set([0xfc, 0xe4, 0xf6, 0xc4, 0xd6, 0xdc, 0xdf]);

/** Looks at (a part of) a file. A sequence cut off at the end of the part does not speak against UTF-8. */
export function weighCharset(bytes: Uint8Array): CharsetEvidence {
  let upper = 0;
  let cp437 = 0;
  let latin = 0;
  for (const byte of bytes) {
    if (byte < 0x80) continue;
    upper++;
    if (CP437_UMLAUTS.has(byte)) cp437++;
    if (LATIN_UMLAUTS.has(byte)) latin++;
  }
  return { upper, isUtf8: upper > 0 && isUtf8(bytes), eightBit: cp437 > latin ? 'cp437' : 'windows-1252' };
}

/** True when the bytes are valid UTF-8, apart from a last sequence that is cut off. */
export function isUtf8(bytes: Uint8Array): boolean {
  let end = bytes.length;
  // Step back over an incomplete last sequence: at most three continuation bytes and their lead byte.
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      if (wanted > back) end = bytes.length - back;
      break;
    }
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end));
    return true;
  } catch {
    return false;
  }
}
