import { assert, fail, type Failure, type Hash, ok, type Result } from '@siegel/wire';
import { subtreeRoot } from './merkle.ts';
import { MerkleFrontier } from './merkle-frontier.ts';
import type { TreeHasher } from './merkle-hash.ts';
import { coveringNodes, frontierNodes, isStoredLevel, type Subtree } from './merkle-subtree.ts';
import { inclusionNodes, type ProofPlan } from './proof-plan.ts';

/** Answers the hash of a complete subtree, or undefined when it is not there. */
export type NodeSource = (subtree: Subtree) => Hash | undefined;

/** Turns a plan into the path, with the hashes of `source` (JT12). Fails with DATABASE_DAMAGED {level, index} when the
 *  source lacks a node: the store is damaged or the plan is for a larger tree; the caller must not answer. */
export function assembleProof(
  hasher: TreeHasher,
  plan: ProofPlan,
  source: NodeSource,
): Result<Hash[], Failure<'DATABASE_DAMAGED'>> {
  const path: Hash[] = [];
  for (const step of plan) {
    let edge: Hash | undefined;
    for (const subtree of step.toReversed()) {
      const hash = source(subtree);
      if (hash === undefined) return fail('DATABASE_DAMAGED', { level: subtree.level, index: subtree.index });
      edge = edge === undefined ? hash : hasher.node(hash, edge);
    }
    assert(edge !== undefined, 'JT12: every path hash has at least one subtree');
    path.push(edge);
  }
  return ok(path);
}

/** A source over a store that keeps leaf hashes and the nodes of every fourth level: hashes the levels between (JT12).
 *  @param read the stored node of a level that is a multiple of 4, as read by the ranges of `storedRanges`. */
export function storedNodeSource(hasher: TreeHasher, read: NodeSource): NodeSource {
  return (subtree) => {
    if (isStoredLevel(subtree.level)) return read(subtree);
    const { level, first, count } = coveringNodes(subtree);
    const hashes: Hash[] = [];
    for (let index = first; index < first + count; index++) {
      const hash = read({ level, index });
      if (hash === undefined) return undefined;
      hashes.push(hash);
    }
    return subtreeRoot(hasher, hashes);
  };
}

/** The frontier a log had at `size`, from its kept nodes: to go on appending after a start, or to compare the root a
 *  device says it saw (JT5, JT12). Fails like `assembleProof`. */
export function frontierAt(
  hasher: TreeHasher,
  size: number,
  source: NodeSource,
): Result<MerkleFrontier, Failure<'DATABASE_DAMAGED'>> {
  const hashes = assembleProof(
    hasher,
    frontierNodes(size).map((subtree) => [subtree]),
    source,
  );
  return hashes.ok ? ok(MerkleFrontier.ofHashes(hasher, size, hashes.value)) : hashes;
}

/** A source over leaf hashes in memory (a batch): every complete subtree is hashed once, here. */
export function listNodeSource(hasher: TreeHasher, leafHashes: readonly Hash[]): NodeSource {
  const levels: (readonly Hash[])[] = [];
  for (let level = leafHashes; level.length > 0; ) {
    const below = level;
    levels.push(below);
    level = Array.from({ length: Math.floor(below.length / 2) }, (_, i) =>
      hasher.node(below[2 * i] as Hash, below[2 * i + 1] as Hash),
    );
  }
  return ({ level, index }) => levels[level]?.[index];
}

/** The path that proves leaf `index` of a list, to its `merkleRoot` (JT6). Throws when `index` is not in the list.
 *  For all paths of one list make a `listNodeSource` once: this costs as much as the root. */
export function inclusionPathOf(hasher: TreeHasher, leafHashes: readonly Hash[], index: number): Hash[] {
  const plan = inclusionNodes(index, leafHashes.length);
  const path = assembleProof(hasher, plan, listNodeSource(hasher, leafHashes));
  assert(path.ok, 'JT6: a list holds every node below its size');
  return path.value;
}
