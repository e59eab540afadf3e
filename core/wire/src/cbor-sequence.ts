import { concatBytes } from './bytes.ts';
import { CborError, type CborValue, decodeCborAt, encodeCbor } from './cbor.ts';

/** Media type of journal, envelopes and wraps on the wire (RFC 8742). */
export const CBOR_SEQUENCE_TYPE = 'application/cbor-seq';

/** The items one after the other. */
export function encodeSequence(items: readonly CborValue[]): Uint8Array<ArrayBuffer> {
  return concatBytes(...items.map(encodeCbor));
}

/** How much a sequence from somebody unknown may be made of: a value of one byte takes fifty in memory (WR20). */
export interface SequenceLimits {
  readonly items: number;
  /** Values in all, those within arrays and maps included. */
  readonly values: number;
}

/** All items of a complete sequence. Throws CborError, also as soon as there are more than `limits` say. */
export function decodeSequence(bytes: Uint8Array, limits?: SequenceLimits): CborValue[] {
  const items: CborValue[] = [];
  let left = limits?.values ?? Number.POSITIVE_INFINITY;
  for (let at = 0; at < bytes.length; ) {
    if (items.length >= (limits?.items ?? Number.POSITIVE_INFINITY)) throw new CborError('too many items');
    const { value, next, values } = decodeCborAt(bytes, at, left);
    items.push(value);
    at = next;
    if (limits !== undefined) left -= values;
  }
  return items;
}

const KIBI = 1024;

/** Reads a sequence that arrives in chunks. Feed chunks; complete items come out; `end` refuses a cut-off rest. */
export class SequenceReader {
  #rest: Uint8Array = new Uint8Array(0);
  readonly #mostItemBytes: number;

  constructor(mostItemBytes: number = 4 * KIBI * KIBI) {
    this.#mostItemBytes = mostItemBytes;
  }

  /** Items completed by `chunk`. Byte strings are views into memory owned by the reader's chunks. Throws CborError. */
  push(chunk: Uint8Array): CborValue[] {
    const items: CborValue[] = [];
    let at = this.#completeRest(chunk, items);
    while (at < chunk.length) {
      const length = this.#lengthAt(chunk, at);
      if (length === undefined || at + length > chunk.length) break;
      items.push(decodeCborAt(chunk, at).value);
      at += length;
    }
    if (at < chunk.length) this.#rest = chunk.slice(at);
    return items;
  }

  /** Throws CborError when the stream ended inside an item: the answer was cut off. */
  end(): void {
    if (this.#rest.length > 0) throw new CborError('sequence cut off');
  }

  /** Completes the item that began in an earlier chunk; copies only that item. @returns where the next one starts. */
  #completeRest(chunk: Uint8Array, items: CborValue[]): number {
    let taken = 0;
    while (this.#rest.length > 0) {
      const length = this.#lengthAt(this.#rest, 0);
      const missing = length === undefined ? Math.max(HEAD_BYTES, this.#rest.length) : length - this.#rest.length;
      if (missing <= 0) {
        items.push(decodeCborAt(this.#rest, 0).value);
        // A length that was unknown was asked for in steps: give back what lies behind the item.
        taken -= -missing;
        this.#rest = new Uint8Array(0);
      } else if (taken === chunk.length) return taken;
      else {
        const piece = chunk.subarray(taken, taken + missing);
        this.#rest = concatBytes(this.#rest, piece);
        taken += piece.length;
      }
    }
    return taken;
  }

  #lengthAt(bytes: Uint8Array, at: number): number | undefined {
    const length = sequenceItemLength(bytes, at);
    if ((length ?? bytes.length - at) > this.#mostItemBytes) throw new CborError('item too large');
    return length;
  }
}

/** Bytes asked for while the length of an item is not known yet. */
const HEAD_BYTES = 64;

/** Bytes of the item at `at` by its heads alone, or undefined when more bytes are needed to know. Nothing is decoded and no
 *  content is checked: for cutting a sequence between items. Throws CborError on an indefinite length. */
export function sequenceItemLength(bytes: Uint8Array, start: number): number | undefined {
  let at = start;
  for (let open = 1; open > 0; ) {
    if (at >= bytes.length) return undefined;
    const head = bytes[at] as number;
    const extra = argumentBytes(head & 31);
    if (at + 1 + extra > bytes.length) return undefined;
    const argument = extra === 0 ? head & 31 : bigEndian(bytes, at + 1, extra);
    at += 1 + extra;
    open += childrenOf(head >> 5, argument) - 1;
    if (head >> 5 === BYTES || head >> 5 === TEXT) at += argument;
  }
  return at - start;
}

const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;
const MAP = 5;

function argumentBytes(info: number): number {
  if (info < 24) return 0;
  if (info > 27) throw new CborError('indefinite or reserved length');
  return 1 << (info - 24);
}

function childrenOf(major: number, argument: number): number {
  if (major === ARRAY) return argument;
  return major === MAP ? 2 * argument : 0;
}

function bigEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) value = value * 256 + (bytes[at + i] as number);
  return value;
}
