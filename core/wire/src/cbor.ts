import { compareBytes } from './bytes.ts';

/** Deterministic CBOR, only the subset Siegel writes (docs/spec/wire.md WR1..WR6; RFC 8949 §4.2.1).
 *  Accepted: integers within ±(2^53-1), byte strings, well-formed UTF-8 text, arrays, maps with text keys in ascending
 *  order of their encoded bytes, false, true, null; definite lengths, shortest heads. Everything else is refused:
 *  floats, tags, undefined, indefinite lengths, duplicate or unsorted keys, the key `__proto__`, trailing bytes.
 *  One value has exactly one encoding, so a hash over bytes is a hash over the value. */
export type CborValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly CborValue[]
  | { readonly [key: string]: CborValue };

/** Thrown by the decoder; the caller at the trust edge turns it into `CBOR_MALFORMED`. */
export class CborError extends Error {}

/** Nesting allowed in arrays and maps. */
export const CBOR_MAX_DEPTH = 16;

const UINT = 0,
  NEGATIVE = 1,
  BYTES = 2,
  TEXT = 3,
  ARRAY = 4,
  MAP = 5,
  SIMPLE = 7;
const MOST_HEAD_BYTES = 9;
const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

class Writer {
  buffer = new Uint8Array(512);
  length = 0;

  room(extra: number): void {
    if (this.length + extra <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.buffer.length * 2, this.length + extra));
    grown.set(this.buffer.subarray(0, this.length));
    this.buffer = grown;
  }

  head(major: number, value: number): void {
    this.room(MOST_HEAD_BYTES);
    const type = major << 5;
    const b = this.buffer;
    if (value < 24) b[this.length++] = type | value;
    else if (value < 0x100) {
      b[this.length++] = type | 24;
      b[this.length++] = value;
    } else if (value < 0x10000) {
      b[this.length++] = type | 25;
      b[this.length++] = value >>> 8;
      b[this.length++] = value & 255;
    } else if (value < 0x100000000) {
      b[this.length++] = type | 26;
      this.bigEndian(value, 4);
    } else {
      b[this.length++] = type | 27;
      this.bigEndian(value, 8);
    }
  }

  bigEndian(value: number, count: number): void {
    let rest = value;
    for (let i = count - 1; i >= 0; i--) {
      this.buffer[this.length + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    this.length += count;
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }
}

function writeNumber(writer: Writer, value: number): void {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new CborError('only safe integers are encoded');
  if (value >= 0) writer.head(UINT, value);
  else writer.head(NEGATIVE, -1 - value);
}

/** Longest text written char by char; above, the platform's encoder is faster. */
const MOST_SHORT_TEXT = 64;

function writeText(writer: Writer, value: string): void {
  if (value.length <= MOST_SHORT_TEXT && writeAscii(writer, value)) return;
  if (!value.isWellFormed()) throw new CborError('text must be well-formed');
  // The head depends on the number of bytes: the text is written behind the longest one and moved up to its own.
  writer.room(MOST_HEAD_BYTES + 3 * value.length);
  const start = writer.length + MOST_HEAD_BYTES;
  const { written } = utf8Encoder.encodeInto(value, writer.buffer.subarray(start));
  writer.head(TEXT, written);
  writer.buffer.copyWithin(writer.length, start, start + written);
  writer.length += written;
}

/** Labels and field names are short ASCII: written without an encoder's array in between. @returns false, with nothing
 *  written, for other text. */
function writeAscii(writer: Writer, value: string): boolean {
  const before = writer.length;
  writer.head(TEXT, value.length);
  writer.room(value.length);
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code > 0x7f) {
      writer.length = before;
      return false;
    }
    writer.buffer[writer.length++] = code;
  }
  return true;
}

function writeMap(writer: Writer, map: { readonly [key: string]: CborValue }, depth: number): void {
  // Sorting by (length, bytes) of the UTF-8 key equals sorting by the encoded key: the head grows with the length.
  const keys = Object.keys(map).toSorted(byEncodedKey);
  writer.head(MAP, keys.length);
  for (const key of keys) {
    if (key === '__proto__') throw new CborError('this key is reserved');
    writeText(writer, key);
    writeValue(writer, map[key] as CborValue, depth + 1);
  }
}

const ASCII = /^[\0-\x7f]*$/;

function byEncodedKey(a: string, b: string): number {
  // Of ASCII text, length and order in UTF-16 are those in UTF-8.
  if (ASCII.test(a) && ASCII.test(b)) return a.length - b.length || (a < b ? -1 : 1);
  const [left, right] = [utf8Encoder.encode(a), utf8Encoder.encode(b)];
  return left.length - right.length || compareBytes(left, right);
}

function writeValue(writer: Writer, value: CborValue, depth: number): void {
  if (depth > CBOR_MAX_DEPTH) throw new CborError('nested too deep');
  if (typeof value === 'number') return writeNumber(writer, value);
  if (typeof value === 'string') return writeText(writer, value);
  if (value === null) return writer.head(SIMPLE, 22);
  if (value === true) return writer.head(SIMPLE, 21);
  if (value === false) return writer.head(SIMPLE, 20);
  if (value instanceof Uint8Array) {
    writer.head(BYTES, value.length);
    return writer.raw(value);
  }
  if (Array.isArray(value)) {
    writer.head(ARRAY, value.length);
    for (const item of value) writeValue(writer, item, depth + 1);
    return;
  }
  if (typeof value === 'object') return writeMap(writer, value as { [key: string]: CborValue }, depth);
  throw new CborError(`a ${typeof value} has no encoding`);
}

const MOST_SPARE_BYTES = 65_536;
/** The writer of the last call: a buffer per call was most of the garbage of a server that sends 100,000 statements. */
let spare: Writer | undefined;

/** Encodes `value`; throws CborError on a value outside the subset (a bug of the caller). WR1. */
export function encodeCbor(value: CborValue): Uint8Array<ArrayBuffer> {
  return withEncodedCbor(value, (bytes) => bytes.slice());
}

/** Hands the encoding to `use`, which copies what it needs: the bytes are wiped when it returns. Throws as `encodeCbor`. */
export function withEncodedCbor<T>(value: CborValue, use: (bytes: Uint8Array<ArrayBuffer>) => T): T {
  const writer = spare ?? new Writer();
  // A getter of `value` that encodes in turn gets a writer of its own.
  spare = undefined;
  writer.length = 0;
  writeValue(writer, value, 0);
  const result = use(writer.buffer.subarray(0, writer.length));
  // What was encoded may be a secret: it does not stay behind in the buffer, nor where a text stood before it moved up.
  writer.buffer.fill(0, 0, writer.length + MOST_HEAD_BYTES);
  if (writer.buffer.length <= MOST_SPARE_BYTES) spare = writer;
  return result;
}

class Reader {
  readonly bytes: Uint8Array;
  at: number;
  /** Values read so far, and how many there may be. */
  values = 0;
  readonly most: number;
  constructor(bytes: Uint8Array, at: number, most = Number.POSITIVE_INFINITY) {
    this.bytes = bytes;
    this.at = at;
    this.most = most;
  }

  byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new CborError('cut off');
    return value;
  }

  argument(info: number): number {
    if (info < 24) return info;
    const size = info === 24 ? 1 : info === 25 ? 2 : info === 26 ? 4 : info === 27 ? 8 : 0;
    if (size === 0) throw new CborError('indefinite or reserved length');
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + this.byte();
    const shortest = size === 1 ? 24 : 2 ** (size * 4);
    if (value < shortest) throw new CborError('not the shortest form');
    if (value > Number.MAX_SAFE_INTEGER) throw new CborError('integer too large');
    return value;
  }

  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new CborError('cut off');
    const view = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return view;
  }

  text(length: number): string {
    try {
      return utf8Decoder.decode(this.take(length));
    } catch {
      throw new CborError('text is not UTF-8 or cut off');
    }
  }

  array(length: number, depth: number): CborValue[] {
    if (length > this.bytes.length - this.at) throw new CborError('cut off');
    const items: CborValue[] = [];
    for (let i = 0; i < length; i++) items.push(this.value(depth + 1));
    return items;
  }

  map(length: number, depth: number): { [key: string]: CborValue } {
    const map: { [key: string]: CborValue } = {};
    let previous: Uint8Array | undefined;
    for (let i = 0; i < length; i++) {
      const start = this.at;
      const head = this.byte();
      if (head >> 5 !== TEXT) throw new CborError('a key must be text');
      const key = this.text(this.argument(head & 31));
      const encoded = this.bytes.subarray(start, this.at);
      if (previous !== undefined && compareBytes(previous, encoded) >= 0) throw new CborError('keys not in order');
      if (key === '__proto__') throw new CborError('this key is reserved');
      previous = encoded;
      map[key] = this.value(depth + 1);
    }
    return map;
  }

  value(depth: number): CborValue {
    if (depth > CBOR_MAX_DEPTH) throw new CborError('nested too deep');
    if (++this.values > this.most) throw new CborError('too many values');
    const head = this.byte();
    const info = head & 31;
    switch (head >> 5) {
      case UINT:
        return this.argument(info);
      case NEGATIVE: {
        const value = -1 - this.argument(info);
        if (!Number.isSafeInteger(value)) throw new CborError('integer too large');
        return value;
      }
      case BYTES:
        return this.take(this.argument(info));
      case TEXT:
        return this.text(this.argument(info));
      case ARRAY:
        return this.array(this.argument(info), depth);
      case MAP:
        return this.map(this.argument(info), depth);
      case SIMPLE:
        return simpleValue(info);
      default:
        throw new CborError('tag');
    }
  }
}

function simpleValue(info: number): boolean | null {
  if (info === 20) return false;
  if (info === 21) return true;
  if (info === 22) return null;
  throw new CborError('float, undefined or simple value');
}

/** Decodes exactly one value that fills `bytes`. Byte strings are views into `bytes`. Throws CborError. WR2..WR5. */
export function decodeCbor(bytes: Uint8Array): CborValue {
  const reader = new Reader(bytes, 0);
  const value = reader.value(0);
  if (reader.at !== bytes.length) throw new CborError('bytes after the end');
  return value;
}

/** Decodes the value that starts at `at` and says where the next one starts (RFC 8742 sequences), and how many values, one within the
 *  other, it was made of. Throws CborError, also behind the value number `most`. */
export function decodeCborAt(
  bytes: Uint8Array,
  at: number,
  most?: number,
): { value: CborValue; next: number; values: number } {
  const reader = new Reader(bytes, at, most);
  const value = reader.value(0);
  return { value, next: reader.at, values: reader.values };
}
