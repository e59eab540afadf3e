import { equalBytes, HASH_BYTES, type Hash } from '@siegel/wire';
import type { TreeHasher } from './merkle-hash.ts';

/** A tree at one moment. `root` is the root over the first `size` leaves. */
export interface TreeHead {
  readonly size: number;
  readonly root: Hash;
}

/** A leaf and where it is said to stand. */
export interface LeafPosition {
  readonly leafHash: Hash;
  /** The seq. */
  readonly index: number;
}

/** True only when `path` proves that the leaf stands at its index under `head` (JT6, JT7). Takes any input, never throws.
 *  Source: RFC 9162 §2.1.3.2. */
export function verifyInclusion(
  hasher: TreeHasher,
  leaf: LeafPosition,
  head: TreeHead,
  path: readonly Hash[],
): boolean {
  if (!isHead(head) || !isNatural(leaf.index) || leaf.index >= head.size) return false;
  if (!isHash(leaf.leafHash) || !path.every(isHash)) return false;
  // at: our node's index in its level; last: index of that level's last node, which may lie on the ragged edge.
  let at = leaf.index;
  let last = head.size - 1;
  let hash = leaf.leafHash;
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = hasher.node(sibling, hash);
      // A last node without a right sibling is the same node on the levels above, up to where it is a right child.
      while (at % 2 === 0) {
        at /= 2;
        last = half(last);
      }
    } else {
      hash = hasher.node(hash, sibling);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && equalBytes(hash, head.root);
}

/** True only when `path` proves that the tree of `newHead` has the one of `oldHead` as its beginning (JT8, JT9).
 *  Nothing is proven from an empty tree: with `oldHead.size` 0 only the same empty tree is true.
 *  Takes any input, never throws. Source: RFC 9162 §2.1.4.2. */
export function verifyConsistency(
  hasher: TreeHasher,
  oldHead: TreeHead,
  newHead: TreeHead,
  path: readonly Hash[],
): boolean {
  if (!isHead(oldHead) || !isHead(newHead) || oldHead.size > newHead.size || !path.every(isHash)) return false;
  if (oldHead.size === newHead.size) {
    if (oldHead.size === 0 && !equalBytes(oldHead.root, hasher.emptyRoot)) return false;
    return path.length === 0 && equalBytes(oldHead.root, newHead.root);
  }
  if (oldHead.size === 0) return false;
  return rehash(hasher, oldHead, newHead, path);
}

/** Hashes the path up to both roots at once; 1 <= old size < new size. */
function rehash(hasher: TreeHasher, oldHead: TreeHead, newHead: TreeHead, path: readonly Hash[]): boolean {
  // Both indices start at the largest complete subtree that ends the old tree.
  let at = oldHead.size - 1;
  let last = newHead.size - 1;
  while (at % 2 === 1) {
    at = half(at);
    last = half(last);
  }
  // at 0: the old tree is that subtree, and its root is known instead of sent.
  const start = at === 0 ? oldHead.root : path[0];
  if (start === undefined) return false;
  let oldHash = start;
  let newHash = start;
  for (const sibling of at === 0 ? path : path.slice(1)) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldHash = hasher.node(sibling, oldHash);
      newHash = hasher.node(sibling, newHash);
      while (at % 2 === 0) {
        at /= 2;
        last = half(last);
      }
    } else {
      newHash = hasher.node(newHash, sibling);
    }
    at = half(at);
    last = half(last);
  }
  return last === 0 && equalBytes(oldHash, oldHead.root) && equalBytes(newHash, newHead.root);
}

function half(n: number): number {
  return Math.floor(n / 2);
}

function isNatural(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

function isHash(hash: Hash): boolean {
  return hash.length === HASH_BYTES;
}

function isHead(head: TreeHead): boolean {
  return isNatural(head.size) && isHash(head.root);
}
