import { type EntryHasher, MerkleFrontier } from '@siegel/journal';
import { classOfKind, decodeStatement, encodeLeaf, equalBytes, type Hash } from '@siegel/wire';
import type { BoundBatch, JournalColumns } from './journal-columns.ts';

/** Roots of the own tree at batch ends, to hold other authors' seen heads against (JN25). */
export class SeenHeads {
  readonly #columns: JournalColumns;
  readonly #hasher: EntryHasher;
  readonly #tree: MerkleFrontier;
  readonly #roots = new Map<number, Hash>();

  constructor(columns: JournalColumns, hasher: EntryHasher) {
    this.#columns = columns;
    this.#hasher = hasher;
    this.#tree = MerkleFrontier.empty(hasher);
    this.#roots.set(0, this.#tree.root());
  }

  /** False when the author of `batch` had seen another journal than this one: the server forked it. Batches in order. */
  isOnTree(batch: BoundBatch, leafOf: (seq: number) => Uint8Array): boolean {
    const statement = decodeStatement(batch.statement.bytes);
    const root = this.#roots.get(statement.seenSize);
    for (let seq = batch.firstSeq; seq < batch.firstSeq + batch.count; seq++)
      this.#tree.append(this.#hasher.leaf(leafOf(seq)));
    this.#roots.set(this.#tree.size, this.#tree.root());
    return root !== undefined && equalBytes(root, statement.seenRoot);
  }

  /** The leaf input of a readable entry. */
  leafOf(seq: number): Uint8Array {
    const place = this.#columns.placeAt(seq);
    if (place === undefined) throw new Error('JN25: the leaf of an unreadable entry is kept apart');
    return encodeLeaf({
      site: place.site,
      class: classOfKind(place.kind),
      receivedAt: this.#columns.receivedAt(seq),
      entryHash: this.#columns.hashAt(seq),
    });
  }
}
