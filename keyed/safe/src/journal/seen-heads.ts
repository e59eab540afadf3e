import { type EntryHasher, MerkleFrontier } from '@siegel/journal';
import { encodeLeaf, equalBytes, type Hash } from '@siegel/wire';
import type { BoundBatch, JournalColumns } from './journal-columns.ts';
import { TreeNodes } from './tree-nodes.ts';

/** Roots of the own tree at batch ends, to hold other authors' seen heads against (JN25). */
export class SeenHeads {
  readonly #columns: JournalColumns;
  readonly #hasher: EntryHasher;
  readonly #nodes: TreeNodes;
  /** Grows along with the batches that are asked for; undefined where the nodes are put in by whoever follows. */
  readonly #tree: MerkleFrontier | undefined;
  #lastRoot: { readonly size: number; readonly root: Hash } | undefined;

  /** @param nodes of the tree over `columns`, where somebody keeps them anyway. */
  constructor(columns: JournalColumns, hasher: EntryHasher, nodes?: TreeNodes) {
    this.#columns = columns;
    this.#hasher = hasher;
    this.#nodes = nodes ?? new TreeNodes();
    this.#tree = nodes === undefined ? MerkleFrontier.empty(hasher) : undefined;
  }

  /** False when the author of `batch` had seen another journal than this one: the server forked it. Batches in order. */
  isOnTree(batch: BoundBatch, leafOf: (seq: number) => Uint8Array): boolean {
    const { seenSize, seenRoot } = batch.said;
    const isSame =
      seenSize <= batch.firstSeq && this.#isBatchEnd(seenSize) && equalBytes(this.#rootAt(seenSize), seenRoot);
    if (this.#tree !== undefined) this.#grow(this.#tree, batch, leafOf);
    return isSame;
  }

  /** The leaf input of a readable entry. */
  leafOf(seq: number): Uint8Array {
    if (this.#columns.kindAt(seq) === undefined) throw new Error('JN25: the leaf of an unreadable entry is kept apart');
    return encodeLeaf(this.#columns.leafAt(seq));
  }

  /** Heads are signed at the end of a batch and nowhere else. */
  #isBatchEnd(size: number): boolean {
    return size === 0 || this.#columns.batches.endsAt(size);
  }

  /** Neighbours have mostly seen the same. */
  #rootAt(size: number): Hash {
    if (this.#lastRoot?.size !== size) this.#lastRoot = { size, root: this.#nodes.rootAt(size, this.#hasher) };
    return this.#lastRoot.root;
  }

  #grow(tree: MerkleFrontier, { firstSeq, count }: BoundBatch, leafOf: (seq: number) => Uint8Array): void {
    for (let seq = firstSeq; seq < firstSeq + count; seq++) {
      const leaf = this.#hasher.leaf(leafOf(seq));
      this.#nodes.put(0, seq, leaf);
      tree.append(leaf, (level, index, hash) => this.#nodes.put(level, index, hash));
    }
  }
}
