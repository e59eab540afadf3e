import { assembleProof, inclusionNodes, listNodeSource, type NodeSource } from '@siegel/journal';
import { platformHasher } from '@siegel/seal';
import { assert, encodeLeaf, type Hash } from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';

const LEAVES_AT_ONCE = 5_000;

/** The tree of a journal at one moment, with every node of it in memory: paths for as many entries as somebody asks for. About
 *  200 B per entry. */
export class LogTree {
  readonly size: number;
  readonly #source: NodeSource;

  private constructor(size: number, source: NodeSource) {
    this.size = size;
    this.#source = source;
  }

  /** Hashes the leaves below `size`; `pause` lets others have their turn and may refuse to go on by throwing. */
  static async over(columns: JournalColumns, size: number, pause: (done: number) => Promise<void>): Promise<LogTree> {
    const leaves: Hash[] = [];
    for (let seq = 0; seq < size; seq++) {
      if (seq % LEAVES_AT_ONCE === 0) await pause(seq);
      leaves.push(platformHasher.leaf(encodeLeaf(columns.leafAt(seq))));
    }
    return new LogTree(size, listNodeSource(platformHasher, leaves));
  }

  /** The hashes that prove the entry at `seq`, bottom up (JT6). */
  pathOf(seq: number): readonly Hash[] {
    const path = assembleProof(platformHasher, inclusionNodes(seq, this.size), this.#source);
    assert(path.ok, 'JT6: the tree holds every node below its size');
    return path.value;
  }
}
