import { encodeCbor, type Hash } from '@siegel/wire';
import { MerkleFrontier } from './merkle-frontier.ts';
import type { TreeHasher } from './merkle-hash.ts';

/** One entry of the house in an attestation. */
export interface HouseLine {
  readonly seq: number;
  readonly receivedAt: number;
  readonly entryHash: Hash;
}

/** The houseRoot of an attestation: RFC 9162 root over all entries of class 0 below its log size, in order (JN32). Whoever
 *  begins at the attestation has the house in full: who belonged when, and nobody's removal left out. */
export function houseRoot(lines: Iterable<HouseLine>, hasher: TreeHasher): Hash {
  const tree = MerkleFrontier.empty(hasher);
  for (const { seq, receivedAt, entryHash } of lines)
    tree.append(hasher.leaf(encodeCbor(['siegel/house', seq, receivedAt, entryHash])));
  return tree.root();
}
