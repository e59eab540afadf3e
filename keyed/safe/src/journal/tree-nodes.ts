import type { TreeHasher } from '@siegel/journal';
import { assert, type Hash, HASH_BYTES } from '@siegel/wire';

const FIRST_CAPACITY = 1024;

/** The hash of every complete subtree of a growing tree, so that its root at any earlier size is found without a leaf. 64 bytes per
 *  entry: only who checks a whole journal keeps them. */
export class TreeNodes {
  /** By level; 32 bytes per node, in order. */
  readonly #levels: Uint8Array<ArrayBuffer>[] = [];

  /** Keeps the node of `level` at `index`; a later one of the same place replaces it. */
  put(level: number, index: number, hash: Hash): void {
    const end = (index + 1) * HASH_BYTES;
    let nodes = this.#levels[level] ?? new Uint8Array(FIRST_CAPACITY * HASH_BYTES);
    if (nodes.length < end) {
      const wider = new Uint8Array(Math.max(nodes.length * 2, end));
      wider.set(nodes);
      nodes = wider;
    }
    nodes.set(hash, index * HASH_BYTES);
    this.#levels[level] = nodes;
  }

  /** The root over the first `size` leaves, all of which were put in (JT4); at most one node hash per level. */
  rootAt(size: number, hasher: TreeHasher): Hash {
    let root: Hash | undefined;
    // The complete subtrees that make up the tree, smallest and rightmost first.
    for (let level = 0, ends = size; ends > 0; level++, ends = Math.floor(ends / 2)) {
      if (ends % 2 === 0) continue;
      const node = this.#at(level, ends - 1);
      root = root === undefined ? node : hasher.node(node, root);
    }
    return root ?? hasher.emptyRoot;
  }

  #at(level: number, index: number): Hash {
    const nodes = this.#levels[level];
    assert(nodes !== undefined && nodes.length >= (index + 1) * HASH_BYTES, 'JT5: only what was put in is asked for');
    return nodes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }
}
