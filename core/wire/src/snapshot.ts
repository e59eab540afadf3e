import type { Hash, Id, Sha256 } from './bytes.ts';
import { HASH_BYTES, ID_BYTES } from './bytes.ts';
import { type CborValue, decodeCbor, encodeCbor } from './cbor.ts';
import { fixedBytes, LayoutError, list, natural, tuple } from './shape.ts';

/** Shards of one set; which one a person is in follows from the hash of the person's id. */
export const SHARDS = 64;

/** The largest sealed shard: 64 of them hold more than a million persons. */
export const MOST_SHARD_BYTES = 4 * 1024 * 1024;

/** One sealed shard by its content. */
export interface ShardName {
  readonly hash: Hash;
  readonly sizeBytes: number;
}

/** What a set of shards says of itself (SN2). Every item stands in each line under the shardRoot: an attestation signs them. */
export interface SnapshotHead {
  readonly site: Id;
  /** Random id of the set. */
  readonly set: Id;
  /** The version of the site's group key that the set's key follows from. */
  readonly groupKeyId: Hash;
  /** Commits to the set's key. */
  readonly setKeyId: Hash;
  /** Journal size up to which every person is in the set as it was. */
  readonly coversSeq: number;
  /** 64 of them, by number. */
  readonly shards: readonly ShardName[];
}

const HEAD_VERSION = 1;

/** The bytes of a head as they travel and are kept. */
export function encodeSnapshotHead(head: SnapshotHead): Uint8Array<ArrayBuffer> {
  const shards = head.shards.map(({ hash, sizeBytes }): CborValue => [hash, sizeBytes]);
  return encodeCbor([HEAD_VERSION, head.site, head.set, head.groupKeyId, head.setKeyId, head.coversSeq, shards]);
}

/** Reads a head. Throws CborError or LayoutError. */
export function decodeSnapshotHead(bytes: Uint8Array): SnapshotHead {
  const items = tuple(decodeCbor(bytes), 7, 'snapshot head');
  if (items[0] !== HEAD_VERSION) throw new LayoutError('snapshot head version');
  const shards = list(items[6], SHARDS, 'shards').map((value): ShardName => {
    const [hash, sizeBytes] = tuple(value, 2, 'shard');
    return { hash: fixedBytes(hash, HASH_BYTES, 'hash'), sizeBytes: natural(sizeBytes, MOST_SHARD_BYTES, 'size') };
  });
  if (shards.length !== SHARDS) throw new LayoutError('shards');
  return {
    site: fixedBytes(items[1], ID_BYTES, 'site'),
    set: fixedBytes(items[2], ID_BYTES, 'set'),
    groupKeyId: fixedBytes(items[3], HASH_BYTES, 'group key id'),
    setKeyId: fixedBytes(items[4], HASH_BYTES, 'set key id'),
    coversSeq: natural(items[5], Number.MAX_SAFE_INTEGER, 'covers seq'),
    shards,
  };
}

/** The bytes of one line under the shardRoot (SN2). */
export function encodeShardLine(head: SnapshotHead, number: number): Uint8Array<ArrayBuffer> {
  const { hash, sizeBytes } = head.shards[number] as ShardName;
  const { site, set, groupKeyId, setKeyId, coversSeq } = head;
  return encodeCbor(['siegel/shard-line', site, set, groupKeyId, setKeyId, coversSeq, number, hash, sizeBytes]);
}

/** The shard a person is in: the first 6 bits of the hash of the person's id. */
export function shardOf(person: Id, sha256: Sha256): number {
  return (sha256(person)[0] as number) >> 2;
}
