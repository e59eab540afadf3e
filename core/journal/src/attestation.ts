import { compareBytes, encodeCbor, type Hash, type Id, type Sha256 } from '@siegel/wire';
import { concatBytes } from '@siegel/wire';
import { merkleRoot } from './merkle.ts';
import type { TreeHasher } from './merkle-hash.ts';

/** One Akte in an attestation: how many entries it has and a hash over their hashes, in order of seq (JN30). */
export interface AkteLine {
  readonly akte: Id;
  readonly count: number;
  readonly hash: Hash;
}

/** The line of an Akte from its entry hashes in order of seq. */
export function akteLine(akte: Id, entryHashes: readonly Hash[], sha256: Sha256): AkteLine {
  return { akte, count: entryHashes.length, hash: sha256(concatBytes(...entryHashes)) };
}

/** The bytes of a line, a leaf of the Akten tree. */
export function encodeAkteLine({ akte, count, hash }: AkteLine): Uint8Array<ArrayBuffer> {
  return encodeCbor(['siegel/akte', akte, count, hash]);
}

/** Leaf hashes of the lines sorted by Akte id: one Akte comes with its line and a path (`inclusionPathOf`). */
export function akteLeaves(lines: readonly AkteLine[], hasher: TreeHasher): readonly Hash[] {
  return lines.toSorted((a, b) => compareBytes(a.akte, b.akte)).map((line) => hasher.leaf(encodeAkteLine(line)));
}

/** The akteRoot of an attestation (JN30). */
export function akteRoot(lines: readonly AkteLine[], hasher: TreeHasher): Hash {
  return merkleRoot(hasher, akteLeaves(lines, hasher));
}
