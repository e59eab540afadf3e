import type { Hash } from '@siegel/wire';
import {
  type NodeSource,
  type StoredRange,
  storedNodeSource,
  storedRanges,
  type Subtree,
  type TreeHasher,
} from '@siegel/journal';
import type { JournalReads } from './contract.ts';

/** Nodes read for one proof, by level and index. */
export class KeptNodes {
  readonly #hashByNode = new Map<string, Hash>();

  /** Adds the nodes of a range; fewer hashes than asked for leave the rest missing. */
  add({ level, first }: StoredRange, hashes: readonly Hash[]): void {
    hashes.forEach((hash, i) => this.#hashByNode.set(`${level}/${first + i}`, hash));
  }

  get({ level, index }: Subtree): Hash | undefined {
    return this.#hashByNode.get(`${level}/${index}`);
  }
}

/** Reads the kept nodes that `subtrees` (a proof plan, flat) need, in one query per range, and answers them and the levels
 *  between to the proof functions of core/journal. A missing node is missing from the source, which `assembleProof`
 *  answers with DATABASE_DAMAGED. Source: docs/spec/journal-tree.md JT12. */
export async function readSubtrees(
  reads: Pick<JournalReads, 'treeNodes'>,
  hasher: TreeHasher,
  subtrees: Iterable<Subtree>,
): Promise<NodeSource> {
  const kept = new KeptNodes();
  for (const range of storedRanges(subtrees)) kept.add(range, await reads.treeNodes(range));
  return storedNodeSource(hasher, (subtree) => kept.get(subtree));
}
