import type { Hash, Id } from './bytes.ts';
import { HASH_BYTES, ID_BYTES } from './bytes.ts';
import { LayoutError } from './shape.ts';
import type { LeafClass } from './wire-kind.ts';

/** Bytes of a leaf input: version 1 | site 16 | class 1 | receivedAt 8 | entry hash 32. */
export const LEAF_BYTES = 58;
const VERSION = 1;

/** What the tree says of one entry to everybody (WR15). seq is the leaf's index and stands nowhere else. */
export interface Leaf {
  readonly site: Id;
  readonly class: LeafClass;
  /** The server's clock, ms since 1970; never falls within a tenant. */
  readonly receivedAt: number;
  readonly entryHash: Hash;
}

/** Writes the leaf input into `into` at `at` (58 bytes, big-endian time). */
export function writeLeaf(leaf: Leaf, into: Uint8Array, at: number): void {
  into[at] = VERSION;
  into.set(leaf.site, at + 1);
  into[at + 1 + ID_BYTES] = leaf.class;
  let rest = leaf.receivedAt;
  for (let i = 7; i >= 0; i--) {
    into[at + 2 + ID_BYTES + i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  into.set(leaf.entryHash, at + 10 + ID_BYTES);
}

/** The 58 bytes whose RFC 9162 leaf hash stands in the tree. */
export function encodeLeaf(leaf: Leaf): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(LEAF_BYTES);
  writeLeaf(leaf, bytes, 0);
  return bytes;
}

/** Reads a leaf input. Throws LayoutError on another length, version or class. */
export function decodeLeaf(bytes: Uint8Array): Leaf {
  if (bytes.length !== LEAF_BYTES || bytes[0] !== VERSION)
    throw new LayoutError('leaf: 58 bytes of version 1 expected');
  const leafClass = bytes[1 + ID_BYTES] as number;
  if (leafClass > 2) throw new LayoutError('leaf class');
  let receivedAt = 0;
  for (let i = 0; i < 8; i++) receivedAt = receivedAt * 256 + (bytes[2 + ID_BYTES + i] as number);
  if (!Number.isSafeInteger(receivedAt)) throw new LayoutError('leaf time');
  return {
    site: bytes.subarray(1, 1 + ID_BYTES),
    class: leafClass as LeafClass,
    receivedAt,
    entryHash: bytes.subarray(10 + ID_BYTES, 10 + ID_BYTES + HASH_BYTES),
  };
}
