import { type CharsetEvidence, decodeText, hasLettersOf850, weighCharset } from './charset.ts';

/** Character sets in which tables come. */
export const TABLE_CHARSETS = [
  'utf-8',
  'windows-1252',
  'iso-8859-15',
  'cp850',
  'cp437',
  'utf-16le',
  'utf-16be',
] as const;
export type TableCharset = (typeof TABLE_CHARSETS)[number];

const LOOK_BYTES = 65_536;
/** Share of zero bytes on one side from which Latin text in two bytes per letter is likely. */
const ZERO_SHARE = 0.3;

/** Decides the character set of a table by all of its bytes: the first umlaut may stand in line 49,000 (IE20). */
export class CharsetWeigher {
  #first: Uint8Array | undefined;
  #upper = 0;
  #dos = 0;
  #is850 = false;
  #isUtf8 = true;
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });

  push(chunk: Uint8Array): void {
    this.#first ??= chunk.slice(0, LOOK_BYTES);
    const { upper, eightBit } = weighCharset(chunk);
    this.#upper += upper;
    this.#dos += eightBit === 'cp437' ? upper : -upper;
    this.#is850 ||= upper > 0 && hasLettersOf850(chunk);
    if (this.#isUtf8) this.#isUtf8 = this.#fits(chunk);
  }

  /** What the bytes say. Without any from 0x80 on all sets but those of two bytes say the same. */
  end(): TableCharset {
    const wide = wideCharset(this.#first ?? new Uint8Array(0));
    if (wide !== undefined) return wide;
    if (this.#isUtf8) this.#isUtf8 = this.#fits(undefined);
    if (this.#isUtf8 || this.#upper === 0) return 'utf-8';
    if (this.#dos <= 0) return 'windows-1252' satisfies CharsetEvidence['eightBit'];
    return this.#is850 ? 'cp850' : 'cp437';
  }

  #fits(chunk: Uint8Array | undefined): boolean {
    try {
      if (chunk === undefined) this.#utf8.decode();
      else this.#utf8.decode(chunk, { stream: true });
      return true;
    } catch {
      return false;
    }
  }
}

function wideCharset(first: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  let even = 0;
  let odd = 0;
  for (const [at, byte] of first.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const half = first.length / 2;
  if (odd > half * ZERO_SHARE && even < odd / 10) return 'utf-16le';
  return even > half * ZERO_SHARE && odd < even / 10 ? 'utf-16be' : undefined;
}

/** True for bytes that begin with the mark of UTF-8. */
export function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** Decodes a table piece by piece; a byte order mark is left out, that of UTF-8 also before what is none. */
export class TextPieces {
  readonly #decoder: TextDecoder | undefined;
  /** Says whether letters were lost: a U+FFFD in the text may have stood in the file. */
  readonly #strict: TextDecoder | undefined;
  readonly #charset: TableCharset;
  #isFaulty = false;
  #isFirst = true;

  constructor(charset: TableCharset) {
    this.#charset = charset;
    this.#decoder = charset === 'cp437' || charset === 'cp850' ? undefined : new TextDecoder(charset);
    this.#strict = MAY_FAIL.has(charset) ? new TextDecoder(charset, { fatal: true }) : undefined;
  }

  /** True when bytes had no letter of the set: it is the wrong one. */
  get isFaulty(): boolean {
    return this.#isFaulty;
  }

  /** What has no letter of the set becomes U+FFFD. */
  push(bytes: Uint8Array): string {
    const hasMark = this.#isFirst && this.#charset !== 'utf-8' && hasUtf8Mark(bytes);
    const chunk = hasMark ? bytes.subarray(3) : bytes;
    this.#isFirst = false;
    if (this.#charset === 'cp437' || this.#charset === 'cp850') return decodeText(chunk, this.#charset);
    this.#check((strict) => strict.decode(chunk, { stream: true }));
    return this.#decoder?.decode(chunk, { stream: true }) ?? '';
  }

  end(): string {
    this.#check((strict) => strict.decode());
    return this.#decoder?.decode() ?? '';
  }

  #check(decode: (strict: TextDecoder) => string): void {
    if (this.#strict === undefined || this.#isFaulty) return;
    try {
      decode(this.#strict);
    } catch {
      this.#isFaulty = true;
    }
  }
}

/** In the other sets every byte is a letter. */
const MAY_FAIL: ReadonlySet<TableCharset> = new Set<TableCharset>(['utf-8', 'utf-16le', 'utf-16be']);
