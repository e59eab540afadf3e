import { testHasher } from '@siegel/testing';
import { expect, test } from 'vitest';
import { akteLeaves, akteLine, akteRoot } from './attestation.ts';
import { verifyInclusion } from './proof.ts';
import { inclusionPathOf } from './proof-assemble.ts';

const id = (n: number) => new Uint8Array(16).fill(n);
const hash = (n: number) => new Uint8Array(32).fill(n);
const line = (n: number, hashes = [hash(n), hash(n + 1)]) => akteLine(id(n), hashes, testHasher.sha256);

test('[JN30] the root does not depend on the order the lines come in', () => {
  for (let n = 0; n <= 3; n++) {
    const lines = Array.from({ length: n }, (_, i) => line(i));
    expect(akteRoot(lines, testHasher)).toEqual(akteRoot(lines.toReversed(), testHasher));
  }
});

test('[JN30] one Akte is proven by its line and a path, and a changed, cut or reordered Akte is not', () => {
  const lines = [line(3), line(1), line(2)];
  const leaves = akteLeaves(lines, testHasher);
  const head = { size: 3, root: akteRoot(lines, testHasher) };
  const proven = (changed: ReturnType<typeof line>) => {
    const [leaf] = akteLeaves([changed], testHasher) as [Uint8Array];
    return verifyInclusion(testHasher, { leafHash: leaf, index: 1 }, head, inclusionPathOf(testHasher, leaves, 1));
  };
  expect(proven(line(2))).toBe(true);
  expect(proven(line(2, [hash(3), hash(2)]))).toBe(false);
  expect(proven(line(2, [hash(2)]))).toBe(false);
  expect(proven({ ...line(2), count: 3 })).toBe(false);
  expect(proven(line(1))).toBe(false);
});
