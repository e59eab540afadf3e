/** A complete subtree: the 2^level leaves from index * 2^level on. Level 0 is a leaf hash. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** Neighbouring stored nodes of one level: what one range query reads. */
export interface StoredRange {
  readonly level: number;
  readonly first: number;
  readonly count: number;
}

/** A server keeps the nodes of every fourth level only: a level-4 node stands for 16 leaf hashes (JT12). */
export const STORED_LEVEL_STEP = 4;
const GROUP = 2 ** STORED_LEVEL_STEP;

/** True when nodes of `level` are kept by a server (JT12). */
export function isStoredLevel(level: number): boolean {
  return level % STORED_LEVEL_STEP === 0;
}

/** Number of leaves under the left child of a tree of `leaves` > 1 leaves: the largest power of two below it (JT4). */
export function leftLeaves(leaves: number): number {
  return 2 ** floorLog2(leaves - 1);
}

/** The fewest complete subtrees that make up leaves `begin` to `end` - 1, left to right. From 0 on they get smaller;
 *  from elsewhere they first grow, because a subtree begins at a multiple of its size. None for an empty range. */
export function completeSubtrees(begin: number, end: number): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = begin; at < end; ) {
    let level = floorLog2(end - at);
    while (at % 2 ** level !== 0) level--;
    subtrees.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

/** The complete subtrees whose hashes give the root at `size`: a frontier's content (JT5). */
export function frontierNodes(size: number): Subtree[] {
  return completeSubtrees(0, size);
}

/** The stored nodes that give the hash of a complete subtree: itself, or its 2, 4 or 8 descendants (JT12). */
export function coveringNodes(subtree: Subtree): StoredRange {
  const below = subtree.level % STORED_LEVEL_STEP;
  const count = 2 ** below;
  return { level: subtree.level - below, first: subtree.index * count, count };
}

/** The range queries that read everything `subtrees` need: one per level and group of 16 siblings (JT12).
 *  A range may also read up to 15 neighbours nobody asked for; that costs less than a second query. */
export function storedRanges(subtrees: Iterable<Subtree>): StoredRange[] {
  const rangeByGroup = new Map<string, StoredRange>();
  for (const subtree of subtrees) {
    const { level, first, count } = coveringNodes(subtree);
    const group = `${level}/${Math.floor(first / GROUP)}`;
    const known = rangeByGroup.get(group);
    const begin = known === undefined ? first : Math.min(first, known.first);
    const end = known === undefined ? first + count : Math.max(first + count, known.first + known.count);
    rangeByGroup.set(group, { level, first: begin, count: end - begin });
  }
  return [...rangeByGroup.values()];
}

/** Largest e with 2^e <= n, for 1 <= n <= 2^53. */
function floorLog2(n: number): number {
  const high = Math.floor(n / 2 ** 32);
  return high > 0 ? 63 - Math.clz32(high) : 31 - Math.clz32(n);
}
