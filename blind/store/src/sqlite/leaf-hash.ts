import { classOfKind, type Hash, LEAF_BYTES, writeLeaf } from '@siegel/wire';
import { peekBody } from '../body-peek.ts';
import { sha256, treeHasher } from './hashes.ts';

const leaf = new Uint8Array(LEAF_BYTES);

/** Leaf hash of a kept entry (WR15): everything in the leaf follows from the body and the time it came. */
export function leafHashOf(body: Uint8Array, receivedAt: number, entryHash: Hash = sha256(body)): Hash {
  const { kind, site } = peekBody(body);
  writeLeaf({ site, class: classOfKind(kind), receivedAt, entryHash }, leaf, 0);
  return treeHasher.leaf(leaf);
}
