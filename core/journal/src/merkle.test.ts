import { createHash } from 'node:crypto';
import { bytesOfHex, concatBytes, type Hash, hexOf } from '@siegel/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merkleRoot, subtreeRoot } from './merkle.ts';
import { MerkleFrontier } from './merkle-frontier.ts';
import { createTreeHasher } from './merkle-hash.ts';
import {
  completeSubtrees,
  coveringNodes,
  frontierNodes,
  isStoredLevel,
  leftLeaves,
  storedRanges,
} from './merkle-subtree.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
const hasher = createTreeHasher(sha256);
const leafHashes = (count: number): Hash[] =>
  Array.from({ length: count }, (_, i) => hasher.leaf(new TextEncoder().encode(`leaf ${i}`)));

/** RFC 9162 §2.1.1 word for word, slow: the twin every fast path is compared with. */
function naiveRoot(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return sha256(new Uint8Array(0));
  if (hashes.length === 1) return hashes[0]!;
  let k = 1;
  while (2 * k < hashes.length) k *= 2;
  return sha256(concatBytes(Uint8Array.of(1), naiveRoot(hashes.slice(0, k)), naiveRoot(hashes.slice(k))));
}

/** The leaf inputs and roots of certificate-transparency-go's reference tree, sizes 1 to 8. */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('hashes', () => {
  test('[JT1] hashes a leaf with the prefix 00, whatever its length', () => {
    expect(hexOf(hasher.leaf(new Uint8Array(0)))).toBe(ROOTS[0]);
    for (const length of [58, 3, 58, 0, 59]) {
      const input = new Uint8Array(length).fill(7);
      expect(hasher.leaf(input)).toEqual(sha256(concatBytes(Uint8Array.of(0), input)));
    }
  });

  test('[JT2] hashes a node with the prefix 01 and takes only children of 32 bytes', () => {
    const [left, right] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    expect(hasher.node(left, right)).toEqual(sha256(concatBytes(Uint8Array.of(1), left, right)));
    expect(() => hasher.node(left.subarray(1), right)).toThrow('JT2');
    expect(() => hasher.node(left, new Uint8Array(33))).toThrow('JT2');
  });

  test('[JT3] gives SHA-256 of nothing as the root of the empty tree', () => {
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(hexOf(hasher.emptyRoot)).toBe(empty);
    expect(hexOf(merkleRoot(hasher, []))).toBe(empty);
    expect(hexOf(MerkleFrontier.empty(hasher).root())).toBe(empty);
  });

  test('[JT4] gives the published roots of the reference tree', () => {
    const hashes = INPUTS.map((hex) => hasher.leaf(bytesOfHex(hex)!));
    expect(ROOTS.map((_, i) => hexOf(merkleRoot(hasher, hashes.slice(0, i + 1))))).toEqual(ROOTS);
  });

  test('[JT4] gives the root of the recursive definition at every size from 0 to 300', () => {
    const hashes = leafHashes(300);
    const frontier = MerkleFrontier.empty(hasher);
    for (let size = 0; size <= 300; size++) {
      const expected = hexOf(naiveRoot(hashes.slice(0, size)));
      expect(hexOf(frontier.root())).toBe(expected);
      expect(hexOf(merkleRoot(hasher, hashes.slice(0, size)))).toBe(expected);
      if (size < 300) frontier.append(hashes[size]!);
    }
  });

  test('[JT4] splits at the largest power of two below the number of leaves, also beyond 2^32', () => {
    expect([2, 3, 4, 5, 8, 9, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1].map(leftLeaves)).toEqual([
      1,
      2,
      2,
      4,
      4,
      8,
      2 ** 31,
      2 ** 32,
      2 ** 52,
    ]);
  });
});

describe('frontier', () => {
  test('[JT5] names every interior node once, when it is complete', () => {
    const hashes = leafHashes(77);
    const frontier = MerkleFrontier.empty(hasher);
    const seen: string[] = [];
    hashes.forEach((leafHash, seq) =>
      frontier.append(leafHash, (level, index, hash) => {
        expect((index + 1) * 2 ** level).toBe(seq + 1);
        expect(hash).toEqual(naiveRoot(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)));
        seen.push(`${level}/${index}`);
      }),
    );
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(38 + 19 + 9 + 4 + 2 + 1);
  });

  test('[JT5] comes back from its bytes and goes on as before', () => {
    fc.assert(
      fc.property(fc.nat(600), fc.nat(40), (size, more) => {
        const hashes = leafHashes(size + more);
        const frontier = MerkleFrontier.empty(hasher);
        for (const leafHash of hashes.slice(0, size)) frontier.append(leafHash);
        const bytes = frontier.toBytes();
        const back = MerkleFrontier.ofBytes(hasher, bytes);
        if (!back.ok) throw new Error(back.error.code);
        expect(back.value.toBytes()).toEqual(bytes);
        bytes.fill(0);
        for (const leafHash of hashes.slice(size)) back.value.append(leafHash);
        expect(back.value.size).toBe(size + more);
        expect(back.value.root()).toEqual(naiveRoot(hashes));
      }),
      { numRuns: 60 },
    );
  });

  test('[JT5] refuses bytes of another length and sizes no number can hold', () => {
    const frontier = MerkleFrontier.empty(hasher);
    for (const leafHash of leafHashes(11)) frontier.append(leafHash);
    const bytes = frontier.toBytes();
    expect(bytes.length).toBe(8 + 3 * 32);
    for (let length = 0; length < bytes.length; length++)
      expect(MerkleFrontier.ofBytes(hasher, bytes.slice(0, length)).ok).toBe(false);
    expect(MerkleFrontier.ofBytes(hasher, concatBytes(bytes, Uint8Array.of(0))).ok).toBe(false);
    expect(MerkleFrontier.ofBytes(hasher, new Uint8Array(8).fill(0xff))).toEqual({
      ok: false,
      error: { code: 'DATABASE_DAMAGED' },
    });
    expect(MerkleFrontier.ofBytes(hasher, new Uint8Array(8)).ok).toBe(true);
  });

  test('[JT5] shows a flipped bit of a kept frontier as another root', () => {
    const frontier = MerkleFrontier.empty(hasher);
    for (const leafHash of leafHashes(21)) frontier.append(leafHash);
    const root = hexOf(frontier.root());
    const bytes = frontier.toBytes();
    for (let at = 8; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 0x10;
      const back = MerkleFrontier.ofBytes(hasher, damaged);
      expect(back.ok && hexOf(back.value.root())).not.toBe(root);
    }
  });

  test('[JT5] keeps a clone apart, and keeps no view of what was appended', () => {
    const hashes = leafHashes(7);
    const frontier = MerkleFrontier.empty(hasher);
    // Buffer is the trap here: its slice is a view, where a Uint8Array's is a copy.
    const reused = Buffer.alloc(32);
    for (const leafHash of hashes) {
      reused.set(leafHash);
      frontier.append(reused);
    }
    const clone = frontier.clone();
    clone.append(hashes[0]!);
    reused.fill(0);
    expect(frontier.size).toBe(7);
    expect(frontier.root()).toEqual(naiveRoot(hashes));
    expect(clone.root()).toEqual(naiveRoot([...hashes, hashes[0]!]));
  });

  test('[JT5] starts from the hashes of its complete subtrees, and only from as many', () => {
    const hashes = leafHashes(300);
    for (const size of [0, 1, 2, 3, 16, 17, 255, 300]) {
      const peaks = frontierNodes(size).map(({ level, index }) =>
        naiveRoot(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)),
      );
      expect(MerkleFrontier.ofHashes(hasher, size, peaks).root()).toEqual(naiveRoot(hashes.slice(0, size)));
      expect(() => MerkleFrontier.ofHashes(hasher, size, [...peaks, hasher.emptyRoot])).toThrow('JT5');
    }
    expect(() => MerkleFrontier.ofHashes(hasher, 1, [new Uint8Array(31)])).toThrow('JT5');
    expect(() => MerkleFrontier.ofHashes(hasher, -1, [])).toThrow('JT5');
    expect(() => MerkleFrontier.empty(hasher).append(new Uint8Array(31))).toThrow('JT1');
  });
});

describe('subtrees', () => {
  test('[JT12] cuts any range into as few complete subtrees as possible, in order', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(5_000), (begin, length) => {
        const subtrees = completeSubtrees(begin, begin + length);
        let at = begin;
        for (const { level, index } of subtrees) {
          expect(index * 2 ** level).toBe(at);
          at += 2 ** level;
        }
        expect(at).toBe(begin + length);
        // Two neighbours that were siblings would be one larger subtree.
        for (let i = 1; i < subtrees.length; i++) {
          const [a, b] = [subtrees[i - 1]!, subtrees[i]!];
          expect(a.level === b.level && a.index % 2 === 0).toBe(false);
        }
      }),
    );
    expect(completeSubtrees(2 ** 52, 2 ** 52 + 3)).toEqual([
      { level: 1, index: 2 ** 51 },
      { level: 0, index: 2 ** 52 + 2 },
    ]);
  });

  test('[JT12] hashes every complete subtree from at most 8 kept nodes', () => {
    const hashes = leafHashes(512);
    for (let level = 0; level <= 9; level++) {
      for (let index = 0; index < 512 / 2 ** level; index++) {
        const cover = coveringNodes({ level, index });
        expect(isStoredLevel(cover.level) && cover.count <= 8).toBe(true);
        const nodes = Array.from({ length: cover.count }, (_, i) => {
          const begin = (cover.first + i) * 2 ** cover.level;
          return naiveRoot(hashes.slice(begin, begin + 2 ** cover.level));
        });
        expect(subtreeRoot(hasher, nodes)).toEqual(
          naiveRoot(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)),
        );
      }
    }
    expect(() => subtreeRoot(hasher, [])).toThrow('JT12');
    expect(() => subtreeRoot(hasher, hashes.slice(0, 3))).toThrow('JT12');
  });

  test('[JT12] reads the nodes of one group of 16 siblings with one range', () => {
    const ranges = storedRanges([
      { level: 0, index: 33 },
      { level: 1, index: 17 },
      { level: 3, index: 5 },
      { level: 4, index: 3 },
      { level: 0, index: 48 },
    ]);
    expect(ranges).toEqual([
      { level: 0, first: 33, count: 15 },
      { level: 4, first: 3, count: 1 },
      { level: 0, first: 48, count: 1 },
    ]);
  });
});
