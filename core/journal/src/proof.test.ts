import { createHash } from 'node:crypto';
import { concatBytes, type Hash } from '@siegel/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merkleRoot } from './merkle.ts';
import { MerkleFrontier } from './merkle-frontier.ts';
import { createTreeHasher } from './merkle-hash.ts';
import { isStoredLevel, storedRanges, type Subtree } from './merkle-subtree.ts';
import { type TreeHead, verifyConsistency, verifyInclusion } from './proof.ts';
import { assembleProof, frontierAt, inclusionPathOf, listNodeSource, storedNodeSource } from './proof-assemble.ts';
import { consistencyNodes, inclusionNodes, type ProofPlan } from './proof-plan.ts';
import { type LeafRange, rangeNodes, type RangeProof, verifyRange } from './proof-range.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
const hasher = createTreeHasher(sha256);
const LEAVES = Array.from({ length: 4_096 }, (_, i) => hasher.leaf(Uint8Array.of(i >> 8, i & 255)));
const headOf = (size: number): TreeHead => ({ size, root: merkleRoot(hasher, LEAVES.slice(0, size)) });
const wholeSource = listNodeSource(hasher, LEAVES);

function pathOf(plan: ProofPlan): Hash[] {
  const path = assembleProof(hasher, plan, wholeSource);
  if (!path.ok) throw new Error(path.error.code);
  return path.value;
}

/** RFC 9162 §2.1.1, §2.1.3.1 and §2.1.4.1 word for word: the slow twins. */
function split(n: number): number {
  let k = 1;
  while (2 * k < n) k *= 2;
  return k;
}
function naiveRoot(hashes: readonly Hash[]): Hash {
  if (hashes.length === 1) return hashes[0]!;
  const k = split(hashes.length);
  return sha256(concatBytes(Uint8Array.of(1), naiveRoot(hashes.slice(0, k)), naiveRoot(hashes.slice(k))));
}
function naivePath(m: number, hashes: readonly Hash[]): Hash[] {
  if (hashes.length === 1) return [];
  const k = split(hashes.length);
  const [left, right] = [hashes.slice(0, k), hashes.slice(k)];
  return m < k ? [...naivePath(m, left), naiveRoot(right)] : [...naivePath(m - k, right), naiveRoot(left)];
}
function naiveSubproof(m: number, hashes: readonly Hash[], known: boolean): Hash[] {
  if (m === hashes.length) return known ? [] : [naiveRoot(hashes)];
  const k = split(hashes.length);
  const [left, right] = [hashes.slice(0, k), hashes.slice(k)];
  return m <= k
    ? [...naiveSubproof(m, left, known), naiveRoot(right)]
    : [...naiveSubproof(m - k, right, false), naiveRoot(left)];
}

/** Every way to spoil a list of hashes: each byte flipped, each hash dropped, doubled, shortened, one put in. */
function* spoiled(path: readonly Hash[]): Generator<Hash[]> {
  const extra = new Uint8Array(32).fill(0xa5);
  for (let i = 0; i < path.length; i++) {
    for (let at = 0; at < 32; at++) {
      const flipped = path[i]!.slice();
      flipped[at]! ^= 1 << (at % 8);
      yield path.with(i, flipped);
    }
    yield path.toSpliced(i, 1);
    yield path.toSpliced(i, 0, path[i]!);
    yield path.toSpliced(i, 0, extra);
    yield path.with(i, path[i]!.subarray(1));
    yield path.with(i, concatBytes(path[i]!, Uint8Array.of(0)));
  }
  yield [...path, extra];
}

function flipEach(hash: Hash): Hash[] {
  return Array.from({ length: 32 }, (_, at) => {
    const flipped = hash.slice();
    flipped[at]! ^= 0x40;
    return flipped;
  });
}

describe('inclusion', () => {
  test('[JT6] makes the path of the recursive definition and verifies it, for every leaf of sizes 1 to 130', () => {
    for (let size = 1; size <= 130; size++) {
      const hashes = LEAVES.slice(0, size);
      const head = headOf(size);
      const source = listNodeSource(hasher, hashes);
      for (let index = 0; index < size; index++) {
        const path = assembleProof(hasher, inclusionNodes(index, size), source);
        const expected = naivePath(index, hashes);
        expect(path.ok && Buffer.concat(path.value).equals(Buffer.concat(expected))).toBe(true);
        expect(verifyInclusion(hasher, { leafHash: hashes[index]!, index }, head, expected)).toBe(true);
      }
    }
  });

  test('[JT6] makes and verifies paths in larger trees', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LEAVES.length }), fc.nat(), (size, n) => {
        const index = n % size;
        const path = pathOf(inclusionNodes(index, size));
        expect(path).toEqual(naivePath(index, LEAVES.slice(0, size)));
        expect(verifyInclusion(hasher, { leafHash: LEAVES[index]!, index }, headOf(size), path)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('[JT6] proves each entry of a batch of 1, 2, 999 and 1,000', () => {
    for (const count of [1, 2, 999, 1_000]) {
      const batch = LEAVES.slice(0, count);
      const head = headOf(count);
      const source = listNodeSource(hasher, batch);
      for (let index = 0; index < count; index++) {
        const path = assembleProof(hasher, inclusionNodes(index, count), source);
        expect(path.ok && verifyInclusion(hasher, { leafHash: batch[index]!, index }, head, path.value)).toBe(true);
      }
      expect(inclusionPathOf(hasher, batch, count - 1)).toEqual(naivePath(count - 1, batch));
    }
    expect(() => inclusionPathOf(hasher, LEAVES.slice(0, 3), 3)).toThrow('JT6');
    expect(() => inclusionNodes(0, 0)).toThrow('JT6');
    expect(() => inclusionNodes(-1, 3)).toThrow('JT6');
  });

  test('[JT7] refuses every spoiled path, leaf, index, size and root', () => {
    let refused = 0;
    const refuse = (verdict: boolean) => {
      expect(verdict).toBe(false);
      refused++;
    };
    for (const size of [1, 2, 3, 7, 8, 11, 64, 100, 129]) {
      const head = headOf(size);
      for (const index of new Set([0, 1, size >> 1, size - 2, size - 1].filter((i) => i >= 0 && i < size))) {
        const leaf = { leafHash: LEAVES[index]!, index };
        const path = pathOf(inclusionNodes(index, size));
        expect(verifyInclusion(hasher, leaf, head, path)).toBe(true);
        for (const wrong of spoiled(path)) refuse(verifyInclusion(hasher, leaf, head, wrong));
        for (const leafHash of flipEach(leaf.leafHash))
          refuse(verifyInclusion(hasher, { leafHash, index }, head, path));
        for (const root of flipEach(head.root)) refuse(verifyInclusion(hasher, leaf, { size, root }, path));
        for (let other = 0; other < size; other++)
          if (other !== index) refuse(verifyInclusion(hasher, { ...leaf, index: other }, head, path));
      }
    }
    expect(refused).toBeGreaterThan(9_000);
  });

  test('[JT7] refuses a path under the head of any other size', () => {
    // A path of one length fits trees of several sizes: it is the signed pair of size and root that tells them apart.
    const heads = Array.from({ length: 41 }, (_, size) => headOf(size));
    for (let size = 1; size <= 40; size++) {
      for (let index = 0; index < size; index++) {
        const path = pathOf(inclusionNodes(index, size));
        for (let other = 1; other <= 40; other++) {
          if (other === size) continue;
          expect(verifyInclusion(hasher, { leafHash: LEAVES[index]!, index }, heads[other]!, path)).toBe(false);
        }
      }
    }
  });

  test('[JT7] refuses a leaf behind the last one and a leaf hash of another length', () => {
    for (let size = 1; size <= 20; size++) {
      const head = headOf(size);
      for (const path of [[], pathOf(inclusionNodes(size - 1, size))])
        expect(verifyInclusion(hasher, { leafHash: LEAVES[size - 1]!, index: size }, head, path)).toBe(false);
    }
    expect(verifyInclusion(hasher, { leafHash: headOf(1).root, index: 1 }, headOf(1), [])).toBe(false);
    for (const leafHash of [LEAVES[0]!.subarray(1), concatBytes(LEAVES[0]!, Uint8Array.of(0)), new Uint8Array(0)])
      expect(verifyInclusion(hasher, { leafHash, index: 0 }, headOf(2), [LEAVES[1]!])).toBe(false);
  });

  test('[JT7] does not take an interior node for a leaf', () => {
    // Without the prefixes of JT1 and JT2 the root of two leaves could pass as a leaf input of 64 bytes.
    const node = hasher.node(LEAVES[0]!, LEAVES[1]!);
    const asLeaf = hasher.leaf(concatBytes(LEAVES[0]!, LEAVES[1]!));
    expect(verifyInclusion(hasher, { leafHash: asLeaf, index: 0 }, { size: 1, root: node }, [])).toBe(false);
  });

  test('[JT11] refuses sizes and indices that are not natural numbers', () => {
    const head = headOf(5);
    const path = pathOf(inclusionNodes(2, 5));
    for (const index of [-1, 0.5, 5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])
      expect(verifyInclusion(hasher, { leafHash: LEAVES[2]!, index }, head, path)).toBe(false);
    for (const size of [-5, 0, 5.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(verifyInclusion(hasher, { leafHash: LEAVES[2]!, index: 2 }, { ...head, size }, path)).toBe(false);
      expect(verifyConsistency(hasher, { ...head, size }, head, [])).toBe(false);
      expect(verifyConsistency(hasher, head, { ...head, size }, [])).toBe(false);
      expect(verifyRange(hasher, { first: size, leafHashes: LEAVES }, head, { left: [], right: [] })).toBe(false);
    }
  });

  test('[JT11] plans and verifies at the largest size a number holds', () => {
    const size = Number.MAX_SAFE_INTEGER;
    const leaf = { leafHash: LEAVES[0]!, index: size - 1 };
    const plan = inclusionNodes(leaf.index, size);
    expect(plan.length).toBe(52);
    const root = plan.reduce((hash) => hasher.node(LEAVES[1]!, hash), leaf.leafHash);
    const path = plan.map(() => LEAVES[1]!);
    expect(verifyInclusion(hasher, leaf, { size, root }, path)).toBe(true);
    expect(verifyInclusion(hasher, { ...leaf, index: size - 2 }, { size, root }, path)).toBe(false);
  });
});

describe('consistency', () => {
  test('[JT8] makes the path of the recursive definition and verifies it, for all sizes from 1 to 100', () => {
    const heads = Array.from({ length: 101 }, (_, size) => headOf(size));
    for (let size = 1; size <= 100; size++) {
      const hashes = LEAVES.slice(0, size);
      for (let old = 1; old <= size; old++) {
        const path = pathOf(consistencyNodes(old, size));
        expect(Buffer.concat(path).equals(Buffer.concat(naiveSubproof(old, hashes, true)))).toBe(true);
        expect(verifyConsistency(hasher, heads[old]!, heads[size]!, path)).toBe(true);
      }
    }
  });

  test('[JT8] makes and verifies paths in larger trees', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LEAVES.length }), fc.nat(), (size, n) => {
        const old = 1 + (n % size);
        const path = pathOf(consistencyNodes(old, size));
        expect(path).toEqual(naiveSubproof(old, LEAVES.slice(0, size), true));
        expect(verifyConsistency(hasher, headOf(old), headOf(size), path)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('[JT9] refuses every spoiled path, size and root', () => {
    let refused = 0;
    const refuse = (verdict: boolean) => {
      expect(verdict).toBe(false);
      refused++;
    };
    for (const [old, size] of [
      [1, 1],
      [1, 2],
      [2, 3],
      [3, 7],
      [4, 7],
      [6, 8],
      [7, 8],
      [8, 8],
      [64, 100],
      [65, 129],
      [127, 128],
    ] as const) {
      const [oldHead, newHead] = [headOf(old), headOf(size)];
      const path = pathOf(consistencyNodes(old, size));
      expect(verifyConsistency(hasher, oldHead, newHead, path)).toBe(true);
      for (const wrong of spoiled(path)) refuse(verifyConsistency(hasher, oldHead, newHead, wrong));
      for (const root of flipEach(oldHead.root)) refuse(verifyConsistency(hasher, { size: old, root }, newHead, path));
      for (const root of flipEach(newHead.root)) refuse(verifyConsistency(hasher, oldHead, { size, root }, path));
      if (old !== size) {
        refuse(verifyConsistency(hasher, newHead, oldHead, path));
        refuse(verifyConsistency(hasher, { ...oldHead, root: newHead.root }, newHead, path));
        refuse(verifyConsistency(hasher, oldHead, { ...newHead, root: oldHead.root }, path));
        refuse(verifyConsistency(hasher, oldHead, newHead, []));
      }
      refuse(verifyConsistency(hasher, { size: old, root: oldHead.root.subarray(1) }, newHead, path));
    }
    expect(refused).toBeGreaterThan(1_500);
  });

  test('[JT9] refuses the path of another pair of sizes', () => {
    const heads = Array.from({ length: 25 }, (_, size) => headOf(size));
    for (let size = 2; size < 25; size++) {
      for (let old = 1; old < size; old++) {
        const path = pathOf(consistencyNodes(old, size));
        for (let other = 1; other < size; other++)
          if (other !== old) expect(verifyConsistency(hasher, heads[other]!, heads[size]!, path)).toBe(false);
      }
    }
  });

  test('[JT9] refuses heads whose roots fit the path but whose sizes do not', () => {
    // Nobody but a lying log signs such a head: the sizes alone must give it away.
    const path = pathOf(consistencyNodes(3, 4));
    expect(verifyConsistency(hasher, headOf(3), headOf(4), path)).toBe(true);
    for (const size of [5, 6, 7, 8, 9])
      expect(verifyConsistency(hasher, headOf(3), { ...headOf(4), size }, path)).toBe(false);
    for (const [old, size] of [
      [2, 1],
      [4, 1],
      [4, 3],
    ] as const)
      expect(verifyConsistency(hasher, headOf(old), { size, root: headOf(old).root }, [])).toBe(false);
  });

  test('[JT9] finds a log that changed, dropped or put in one old leaf', () => {
    const old = headOf(20);
    const changed = LEAVES.slice(0, 33).with(13, LEAVES[900]!);
    const dropped = LEAVES.slice(0, 33).toSpliced(13, 1);
    const inserted = LEAVES.slice(0, 33).toSpliced(13, 0, LEAVES[900]!);
    for (const leaves of [changed, dropped, inserted]) {
      const head = { size: leaves.length, root: merkleRoot(hasher, leaves) };
      const path = assembleProof(hasher, consistencyNodes(20, leaves.length), listNodeSource(hasher, leaves));
      expect(path.ok && verifyConsistency(hasher, old, head, path.value)).toBe(false);
    }
  });

  test('[JT10] proves nothing from an empty tree', () => {
    const empty = headOf(0);
    expect(verifyConsistency(hasher, empty, headOf(3), [])).toBe(false);
    expect(verifyConsistency(hasher, empty, headOf(3), pathOf(inclusionNodes(0, 3)))).toBe(false);
    expect(verifyConsistency(hasher, empty, empty, [])).toBe(true);
    expect(verifyConsistency(hasher, { size: 0, root: LEAVES[0]! }, { size: 0, root: LEAVES[0]! }, [])).toBe(false);
    expect(() => consistencyNodes(0, 3)).toThrow('JT8');
    expect(() => consistencyNodes(4, 3)).toThrow('JT8');
    expect(() => consistencyNodes(0.5, 3)).toThrow('JT8');
  });
});

describe('proofs from kept nodes', () => {
  /** What a server keeps: leaf hashes and the nodes of every fourth level, as appending names them. */
  function keptNodes(size: number): Map<string, Hash> {
    const kept = new Map<string, Hash>();
    const frontier = MerkleFrontier.empty(hasher);
    LEAVES.slice(0, size).forEach((leafHash, seq) => {
      kept.set(`0/${seq}`, leafHash);
      frontier.append(leafHash, (level, index, hash) => {
        if (isStoredLevel(level)) kept.set(`${level}/${index}`, hash);
      });
    });
    return kept;
  }

  /** Reads the ranges of a plan first, as a database would, and then answers from that reading only. */
  function readRanges(kept: Map<string, Hash>, plan: ProofPlan) {
    const read = new Map<string, Hash>();
    const ranges = storedRanges(plan.flat());
    for (const { level, first, count } of ranges) {
      for (let index = first; index < first + count; index++) {
        const hash = kept.get(`${level}/${index}`);
        if (hash !== undefined) read.set(`${level}/${index}`, hash);
      }
    }
    return {
      ranges,
      source: storedNodeSource(hasher, ({ level, index }: Subtree) => read.get(`${level}/${index}`)),
    };
  }

  test('[JT12] proves from leaf hashes and every fourth level, with one range per group of siblings', () => {
    for (const size of [1, 2, 15, 16, 17, 255, 256, 257, 1_000, 4_095, 4_096]) {
      const kept = keptNodes(size);
      const head = headOf(size);
      for (const index of new Set([0, 1, size >> 1, size - 2, size - 1].filter((i) => i >= 0 && i < size))) {
        const plan = inclusionNodes(index, size);
        const { ranges, source } = readRanges(kept, plan);
        const path = assembleProof(hasher, plan, source);
        expect(path.ok && verifyInclusion(hasher, { leafHash: LEAVES[index]!, index }, head, path.value)).toBe(true);
        // Own groups bottom up, and at most as many again for the ragged right edge.
        expect(ranges.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(size + 1) / 4));
        const old = index + 1;
        const steps = consistencyNodes(old, size);
        const consistency = assembleProof(hasher, steps, readRanges(kept, steps).source);
        expect(consistency.ok && verifyConsistency(hasher, headOf(old), head, consistency.value)).toBe(true);
      }
    }
  });

  test('[JT12] gives the frontier and the root a log had at every earlier size', () => {
    const kept = keptNodes(600);
    const source = storedNodeSource(hasher, ({ level, index }) => kept.get(`${level}/${index}`));
    for (let size = 0; size <= 600; size += size < 40 ? 1 : 37) {
      const frontier = frontierAt(hasher, size, source);
      expect(frontier.ok && frontier.value.size).toBe(size);
      expect(frontier.ok && frontier.value.root()).toEqual(headOf(size).root);
    }
  });

  test('[JT13] names the missing node instead of making a shorter path', () => {
    const kept = keptNodes(300);
    const plan = inclusionNodes(3, 300);
    for (const { level, first, count } of storedRanges(plan.flat())) {
      for (let index = first; index < first + count; index++) {
        if (level === 0 && index === 3) continue;
        const without = new Map(kept);
        expect(without.delete(`${level}/${index}`)).toBe(true);
        const path = assembleProof(hasher, plan, readRanges(without, plan).source);
        // The neighbour that a range reads along is not needed.
        if (level === 4 && index === 0) expect(path.ok).toBe(true);
        else expect(path).toMatchObject({ ok: false, error: { code: 'DATABASE_DAMAGED' } });
      }
    }
    expect(assembleProof(hasher, inclusionNodes(0, 2), () => undefined)).toEqual({
      ok: false,
      error: { code: 'DATABASE_DAMAGED', facts: { level: 0, index: 1 } },
    });
    expect(frontierAt(hasher, 5, () => undefined)).toMatchObject({ ok: false, error: { code: 'DATABASE_DAMAGED' } });
  });
});

describe('ranges', () => {
  function aRange(first: number, end: number, size: number): [LeafRange, TreeHead, RangeProof] {
    const { left, right } = rangeNodes(first, end, size);
    const proof = {
      left: pathOf(left.map((subtree) => [subtree])),
      right: pathOf(right.map((subtree) => [subtree])),
    };
    return [{ first, leafHashes: LEAVES.slice(first, end) }, headOf(size), proof];
  }

  test('[JT27] proves every range of sizes 1 to 40', () => {
    for (let size = 1; size <= 40; size++) {
      for (let first = 0; first < size; first++) {
        for (let end = first + 1; end <= size; end++) {
          const [range, head, proof] = aRange(first, end, size);
          expect(verifyRange(hasher, range, head, proof)).toBe(true);
          expect(proof.left.length + proof.right.length).toBeLessThanOrEqual(3 * Math.ceil(Math.log2(size + 1)));
        }
      }
    }
    expect(() => rangeNodes(3, 3, 5)).toThrow('JT27');
    expect(() => rangeNodes(3, 6, 5)).toThrow('JT27');
    expect(() => rangeNodes(-1, 3, 5)).toThrow('JT27');
    expect(() => rangeNodes(0, 2.5, 5)).toThrow('JT11');
  });

  test('[JT27] proves random ranges of larger trees', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LEAVES.length }), fc.nat(), fc.nat(), (size, a, b) => {
        const first = a % size;
        const end = first + 1 + (b % (size - first));
        expect(verifyRange(hasher, ...aRange(first, end, size))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('[JT28] refuses other leaves, order, position, size, root and spoiled lists', () => {
    for (const [first, end, size] of [
      [0, 1, 1],
      [0, 3, 3],
      [5, 6, 11],
      [3, 9, 11],
      [100, 140, 200],
    ] as const) {
      const [range, head, proof] = aRange(first, end, size);
      const { leafHashes } = range;
      expect(verifyRange(hasher, range, head, proof)).toBe(true);
      const refuse = (wrong: LeafRange, wrongHead: TreeHead, wrongProof: RangeProof) =>
        expect(verifyRange(hasher, wrong, wrongHead, wrongProof)).toBe(false);
      for (const left of spoiled(proof.left)) refuse(range, head, { ...proof, left });
      for (const right of spoiled(proof.right)) refuse(range, head, { ...proof, right });
      for (const wrong of spoiled(leafHashes.slice(0, 3)))
        refuse({ first, leafHashes: [...wrong, ...leafHashes.slice(3)] }, head, proof);
      for (const root of flipEach(head.root)) refuse(range, { size, root }, proof);
      if (leafHashes.length > 1) refuse({ first, leafHashes: leafHashes.toReversed() }, head, proof);
      refuse({ first, leafHashes: [] }, head, proof);
      refuse({ first: first + 1, leafHashes }, head, proof);
      refuse({ first: first - 1, leafHashes }, head, proof);
      refuse(range, headOf(size + 1), proof);
      refuse(range, { ...head, size: end - 1 }, proof);
    }
  });
});
