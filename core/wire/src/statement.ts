import type { Hash, Id } from './bytes.ts';
import { HASH_BYTES, ID_BYTES } from './bytes.ts';
import { decodeCbor, encodeCbor } from './cbor.ts';
import { LIMITS } from './limits.ts';
import { fixedBytes, label, LayoutError, natural, tuple } from './shape.ts';

/** What a device signs once for a whole batch (WR14). */
export interface BatchStatement {
  readonly tenant: Id;
  /** The instance the author writes to; a restored copy has its own. */
  readonly instance: Id;
  /** Author device, or the id of the server log key. */
  readonly device: Id;
  /** The newest checkpoint the author had verified. */
  readonly seenSize: number;
  readonly seenRoot: Hash;
  /** 1..1,000 entries. */
  readonly count: number;
  /** RFC 9162 tree root over the entry hashes, in order. */
  readonly root: Hash;
}

/** A statement as it travels and is kept: its exact bytes and the device's signature over them. */
export interface SignedStatement {
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

const LABEL = 'siegel/batch';
const VERSION = 1;

/** The bytes the author device signs. */
export function encodeStatement(s: BatchStatement): Uint8Array<ArrayBuffer> {
  return encodeCbor([LABEL, VERSION, s.tenant, s.instance, s.device, s.seenSize, s.seenRoot, s.count, s.root]);
}

/** Reads a statement; ids and hashes are views. Throws CborError or LayoutError. */
export function decodeStatement(bytes: Uint8Array): BatchStatement {
  return plainStatement(bytes) ?? anyStatement(bytes);
}

function anyStatement(bytes: Uint8Array): BatchStatement {
  const items = tuple(decodeCbor(bytes), 9, 'statement');
  label(items[0], LABEL);
  if (items[1] !== VERSION) throw new LayoutError('statement version');
  const count = natural(items[7], LIMITS.batchEntries, 'count');
  if (count === 0) throw new LayoutError('a batch has at least one entry');
  return {
    tenant: fixedBytes(items[2], ID_BYTES, 'tenant'),
    instance: fixedBytes(items[3], ID_BYTES, 'instance'),
    device: fixedBytes(items[4], ID_BYTES, 'device'),
    seenSize: natural(items[5], LIMITS.integer, 'seen size'),
    seenRoot: fixedBytes(items[6], HASH_BYTES, 'seen root'),
    count,
    root: fixedBytes(items[8], HASH_BYTES, 'root'),
  };
}

/** Array of nine, label, version: how every statement begins. */
const START = Uint8Array.of(0x89, ...encodeCbor(LABEL), VERSION);
/** Heads of byte strings of 16 and of 32. */
const ID_HEAD = Uint8Array.of(0x50);
const HASH_HEAD = Uint8Array.of(0x58, 0x20);
/** By the low bits of the head: how many bytes follow, and the least they may say (WR2). */
const LONG_UINTS: Readonly<Record<number, readonly [size: number, least: number]>> = {
  24: [1, 24],
  25: [2, 0x100],
  26: [4, 0x10000],
};

/** The statement where every head lies where it always lies, read without a value per item: who follows a journal reads each one several
 *  times. Undefined for anything else, and for what is to be refused: `anyStatement` says why. */
function plainStatement(bytes: Uint8Array): BatchStatement | undefined {
  const reader = new PlainReader(bytes);
  reader.expect(START);
  const statement = {
    tenant: reader.bytes(ID_HEAD, ID_BYTES),
    instance: reader.bytes(ID_HEAD, ID_BYTES),
    device: reader.bytes(ID_HEAD, ID_BYTES),
    seenSize: reader.uint(),
    seenRoot: reader.bytes(HASH_HEAD, HASH_BYTES),
    count: reader.uint(),
    root: reader.bytes(HASH_HEAD, HASH_BYTES),
  };
  const isCounted = statement.count > 0 && statement.count <= LIMITS.batchEntries;
  return reader.isWhole && isCounted ? statement : undefined;
}

/** Walks over bytes that are to lie in one order; notes when they do not, instead of saying where. */
class PlainReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #isPlain = true;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** True when everything was where it was expected, and nothing is left. */
  get isWhole(): boolean {
    return this.#isPlain && this.#at === this.#bytes.length;
  }

  expect(expected: Uint8Array): void {
    for (let i = 0; i < expected.length; i++) if (this.#bytes[this.#at + i] !== expected[i]) this.#isPlain = false;
    this.#at += expected.length;
  }

  bytes(head: Uint8Array, length: number): Uint8Array {
    this.expect(head);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  uint(): number {
    const head = this.#bytes[this.#at++] ?? 0xff;
    if (head < 24) return head;
    const [size, least] = LONG_UINTS[head] ?? [0, Infinity];
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + (this.#bytes[this.#at++] ?? 0);
    if (value < least) this.#isPlain = false;
    return value;
  }
}
