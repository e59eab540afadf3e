import { assert, type Hash } from '@siegel/wire';
import { MerkleFrontier } from './merkle-frontier.ts';
import type { TreeHasher } from './merkle-hash.ts';

/** Root of the tree over `leafHashes` in order; the empty list gives the empty root (JT3, JT4).
 *  Source: RFC 9162 §2.1.1. */
export function merkleRoot(hasher: TreeHasher, leafHashes: readonly Hash[]): Hash {
  const frontier = MerkleFrontier.empty(hasher);
  for (const leafHash of leafHashes) frontier.append(leafHash);
  return frontier.root();
}

/** Hash of a complete subtree from all its nodes of one level, left to right: 1, 2, 4, ... of them (JT12). */
export function subtreeRoot(hasher: TreeHasher, hashes: readonly Hash[]): Hash {
  let level = hashes;
  assert(level.length > 0 && Number.isInteger(Math.log2(level.length)), 'JT12: a complete level has 2^n nodes');
  while (level.length > 1) {
    const below = level;
    level = Array.from({ length: below.length / 2 }, (_, i) =>
      hasher.node(below[2 * i] as Hash, below[2 * i + 1] as Hash),
    );
  }
  return level[0] as Hash;
}
