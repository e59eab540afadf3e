import { assert, HASH_BYTES, type Hash, equalBytes } from '@siegel/wire';
import { MerkleFrontier } from './merkle-frontier.ts';
import type { TreeHasher } from './merkle-hash.ts';
import { completeSubtrees, type Subtree } from './merkle-subtree.ts';
import type { TreeHead } from './proof.ts';

/** What stands beside a run of leaves: the complete subtrees before it and after it, left to right. */
export interface RangeNodes {
  readonly left: readonly Subtree[];
  readonly right: readonly Subtree[];
}

/** The hashes of `RangeNodes`, in the same order: proves a whole batch at once. */
export interface RangeProof {
  readonly left: readonly Hash[];
  readonly right: readonly Hash[];
}

/** Neighbouring leaves and where they are said to stand. */
export interface LeafRange {
  /** The seq of the first one. */
  readonly first: number;
  readonly leafHashes: readonly Hash[];
}

/** Plans the proof of leaves `first` to `end` - 1 in a tree of `size` leaves (JT27).
 *  Throws unless 0 <= first < end <= size: the server names only leaves it has just written. */
export function rangeNodes(first: number, end: number, size: number): RangeNodes {
  assert(Number.isSafeInteger(first) && Number.isSafeInteger(end) && Number.isSafeInteger(size), 'JT11: whole numbers');
  assert(first >= 0 && first < end && end <= size, 'JT27: a proven range lies in the tree');
  return { left: completeSubtrees(0, first), right: completeSubtrees(end, size) };
}

/** True only when `proof` shows that exactly these leaves stand at these seqs under `head` (JT27, JT28).
 *  Takes any input, never throws; costs about one node hash per leaf. */
export function verifyRange(hasher: TreeHasher, range: LeafRange, head: TreeHead, proof: RangeProof): boolean {
  const end = range.first + range.leafHashes.length;
  if (![range.first, end, head.size].every((n) => Number.isSafeInteger(n) && n >= 0)) return false;
  if (end === range.first || end > head.size) return false;
  if (![...proof.left, ...proof.right, ...range.leafHashes, head.root].every(isHash)) return false;
  const { left, right } = rangeNodes(range.first, end, head.size);
  if (proof.left.length !== left.length || proof.right.length !== right.length) return false;
  const frontier = MerkleFrontier.ofHashes(hasher, range.first, proof.left);
  for (const leafHash of range.leafHashes) frontier.append(leafHash);
  right.forEach(({ level }, i) => frontier.appendSubtree(level, proof.right[i] as Hash));
  return equalBytes(frontier.root(), head.root);
}

function isHash(hash: Hash): boolean {
  return hash.length === HASH_BYTES;
}
