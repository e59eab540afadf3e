import { encodeElsewhereLine, encodeShardLine, type Hash, type SnapshotHead } from '@siegel/wire';
import { merkleRoot } from './merkle.ts';
import type { TreeHasher } from './merkle-hash.ts';

/** The shardRoot of an attestation: RFC 9162 root over the lines of a set's shards, by number, and of its list of marks (SN2, BS40). */
export function shardRoot(head: SnapshotHead, hasher: TreeHasher): Hash {
  const { elsewhere } = head;
  const lines = head.shards.map((_, number) => encodeShardLine(head, number));
  if (elsewhere !== undefined) lines.push(encodeElsewhereLine(head, elsewhere));
  return merkleRoot(
    hasher,
    lines.map((line) => hasher.leaf(line)),
  );
}
