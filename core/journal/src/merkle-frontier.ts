import { assert, fail, type Failure, HASH_BYTES, type Hash, ok, type Result } from '@siegel/wire';
import type { TreeHasher } from './merkle-hash.ts';
import { completeSubtrees } from './merkle-subtree.ts';

/** Told of every interior node that an append completes, bottom up. Such a node never changes again. */
export type OnCompleted = (level: number, index: number, hash: Hash) => void;

const SIZE_BYTES = 8;

/** The right edge of a growing tree: one hash per complete subtree, so at most 53. Appending costs one node hash on
 *  average. Holds state: one owner at a time, `clone` for a try-out that may be thrown away (a batch that is refused). */
export class MerkleFrontier {
  readonly #hasher: TreeHasher;
  /** Hashes of the complete subtrees, largest first. */
  readonly #peaks: Hash[];
  #size: number;

  private constructor(hasher: TreeHasher, size: number, peaks: Hash[]) {
    this.#hasher = hasher;
    this.#size = size;
    this.#peaks = peaks;
  }

  /** The frontier of the tree without leaves. */
  static empty(hasher: TreeHasher): MerkleFrontier {
    return new MerkleFrontier(hasher, 0, []);
  }

  /** The frontier of a tree of `size` leaves from the hashes of `frontierNodes(size)`, in that order.
   *  The caller compares `root()` with a checkpoint: the hashes themselves say nothing. */
  static ofHashes(hasher: TreeHasher, size: number, hashes: readonly Hash[]): MerkleFrontier {
    assert(Number.isSafeInteger(size) && size >= 0, 'JT5: a tree size is a natural number');
    assert(hashes.length === completeSubtrees(0, size).length, 'JT5: one hash per complete subtree');
    assert(
      hashes.every((hash) => hash.length === HASH_BYTES),
      'JT5: hashes have 32 bytes',
    );
    return new MerkleFrontier(hasher, size, hashes.map(copyOf));
  }

  /** Reads what `toBytes` wrote. Fails with DATABASE_DAMAGED on any other length or an unsafe size.
   *  A flipped hash is not found here but by comparing `root()`. Rule JT5. */
  static ofBytes(hasher: TreeHasher, bytes: Uint8Array): Result<MerkleFrontier, Failure<'DATABASE_DAMAGED'>> {
    let size = 0;
    for (let i = 0; i < SIZE_BYTES; i++) size = size * 256 + (bytes[i] ?? 0);
    if (bytes.length < SIZE_BYTES || !Number.isSafeInteger(size)) return fail('DATABASE_DAMAGED');
    const count = completeSubtrees(0, size).length;
    if (bytes.length !== SIZE_BYTES + count * HASH_BYTES) return fail('DATABASE_DAMAGED', { size });
    const hashes = Array.from({ length: count }, (_, i) => {
      const at = SIZE_BYTES + i * HASH_BYTES;
      return copyOf(bytes.subarray(at, at + HASH_BYTES));
    });
    return ok(new MerkleFrontier(hasher, size, hashes));
  }

  /** Number of leaves so far, which is the seq of the next one. */
  get size(): number {
    return this.#size;
  }

  /** Adds one leaf hash; `completed` hears of the interior nodes this finishes (JT5). */
  append(leafHash: Hash, completed?: OnCompleted): void {
    this.appendSubtree(0, leafHash, completed);
  }

  /** Adds the 2^level leaves under one hash. Throws unless the size is a multiple of 2^level (JT27). */
  appendSubtree(level: number, subtreeHash: Hash, completed?: OnCompleted): void {
    const leaves = 2 ** level;
    assert(subtreeHash.length === HASH_BYTES, 'JT1: a leaf hash has 32 bytes');
    assert(this.#size % leaves === 0, 'JT27: a subtree begins at a multiple of its size');
    let index = this.#size / leaves;
    // The given hash may be a view into a buffer its owner writes to again; a node hash is ours.
    let hash = index % 2 === 0 ? copyOf(subtreeHash) : subtreeHash;
    for (let above = level + 1; index % 2 === 1; above++) {
      hash = this.#hasher.node(this.#peaks.pop() as Hash, hash);
      index = (index - 1) / 2;
      completed?.(above, index, hash);
    }
    this.#peaks.push(hash);
    this.#size += leaves;
  }

  /** Root of the tree so far; costs one node hash per complete subtree (JT4). */
  root(): Hash {
    let root = this.#peaks.at(-1);
    if (root === undefined) return this.#hasher.emptyRoot;
    for (let i = this.#peaks.length - 2; i >= 0; i--) root = this.#hasher.node(this.#peaks[i] as Hash, root);
    return root;
  }

  /** An independent copy. */
  clone(): MerkleFrontier {
    return new MerkleFrontier(this.#hasher, this.#size, [...this.#peaks]);
  }

  /** size 8 bytes big-endian | 32 bytes per complete subtree, largest first (JT5). */
  toBytes(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(SIZE_BYTES + this.#peaks.length * HASH_BYTES);
    let rest = this.#size;
    for (let i = SIZE_BYTES - 1; i >= 0; i--) {
      bytes[i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    this.#peaks.forEach((peak, i) => bytes.set(peak, SIZE_BYTES + i * HASH_BYTES));
    return bytes;
  }
}

/** A real copy: `slice` of Node's Buffer, which is a Uint8Array too, is a view. */
function copyOf(hash: Hash): Hash {
  return new Uint8Array(hash);
}
