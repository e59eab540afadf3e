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

/** Reads a statement. Throws CborError or LayoutError. */
export function decodeStatement(bytes: Uint8Array): BatchStatement {
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
