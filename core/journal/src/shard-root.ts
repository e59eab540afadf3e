import { encodeShardLine, type Hash, type SnapshotHead } from '@siegel/wire';
import { merkleRoot } from './merkle.ts';
import type { TreeHasher } from './merkle-hash.ts';

/** The shardRoot of an attestation: RFC 9162 root over the lines of a set's shards, by number (SN2). */
export function shardRoot(head: SnapshotHead, hasher: TreeHasher): Hash {
  return merkleRoot(
    hasher,
    head.shards.map((_, number) => hasher.leaf(encodeShardLine(head, number))),
  );
}
