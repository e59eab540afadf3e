import type { Hash } from '@siegel/wire';
import { type NodeSource, storedNodeSource, storedRanges, type Subtree, type TreeHasher } from '@siegel/journal';
import type { JournalReads } from './contract.ts';

/** Reads the kept nodes that `subtrees` (a proof plan, flat) need, in one query per range, and answers them and the levels
 *  between to the proof functions of core/journal. A missing node is missing from the source, which `assembleProof`
 *  answers with DATABASE_DAMAGED. Source: docs/spec/journal-tree.md JT12. */
export async function readSubtrees(
  reads: Pick<JournalReads, 'treeNodes'>,
  hasher: TreeHasher,
  subtrees: Iterable<Subtree>,
): Promise<NodeSource> {
  const hashByNode = new Map<string, Hash>();
  for (const range of storedRanges(subtrees)) {
    const hashes = await reads.treeNodes(range);
    hashes.forEach((hash, i) => hashByNode.set(`${range.level}/${range.first + i}`, hash));
  }
  return storedNodeSource(hasher, ({ level, index }) => hashByNode.get(`${level}/${index}`));
}
