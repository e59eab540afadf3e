import { type NodeSource, type StoredRange, storedNodeSource, storedRanges, type Subtree } from '@siegel/journal';
import type { Hash } from '@siegel/wire';
import { KeptNodes } from '../tree-source.ts';
import { treeHasher } from './hashes.ts';

/** The synchronous twin of `readSubtrees`. */
export function keptNodeSource(read: (range: StoredRange) => readonly Hash[], subtrees: Iterable<Subtree>): NodeSource {
  const kept = new KeptNodes();
  for (const range of storedRanges(subtrees)) kept.add(range, read(range));
  return storedNodeSource(treeHasher, (subtree) => kept.get(subtree));
}
