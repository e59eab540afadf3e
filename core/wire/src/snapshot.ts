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

/** The sealed list of a site's marks, by its content (BS40). */
export interface ElsewhereName extends ShardName {
  /** The version of the organisation's group key that marks and list are made under. */
  readonly groupKeyId: Hash;
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
  /** Only of a set made in strict mode (BS40). */
  readonly elsewhere?: ElsewhereName;
}

const HEAD_VERSION = 1;
/** A head that names a list of marks as well. */
const HEAD_VERSION_ELSEWHERE = 2;

/** The bytes of a head as they travel and are kept. */
export function encodeSnapshotHead(head: SnapshotHead): Uint8Array<ArrayBuffer> {
  const shards = head.shards.map(({ hash, sizeBytes }): CborValue => [hash, sizeBytes]);
  const { site, set, groupKeyId, setKeyId, coversSeq, elsewhere } = head;
  const items: readonly CborValue[] = [site, set, groupKeyId, setKeyId, coversSeq, shards];
  if (elsewhere === undefined) return encodeCbor([HEAD_VERSION, ...items]);
  const { hash, sizeBytes, groupKeyId: orgKeyId } = elsewhere;
  return encodeCbor([HEAD_VERSION_ELSEWHERE, ...items, [hash, sizeBytes, orgKeyId]]);
}

/** Reads a head. Throws CborError or LayoutError. */
export function decodeSnapshotHead(bytes: Uint8Array): SnapshotHead {
  const value = decodeCbor(bytes);
  const version = Array.isArray(value) ? (value as readonly CborValue[])[0] : undefined;
  if (version !== HEAD_VERSION && version !== HEAD_VERSION_ELSEWHERE) throw new LayoutError('snapshot head version');
  const items = tuple(value, version === HEAD_VERSION ? 7 : 8, 'snapshot head');
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
    ...(version === HEAD_VERSION ? {} : { elsewhere: elsewhereOf(items[7]) }),
  };
}

function elsewhereOf(value: CborValue | undefined): ElsewhereName {
  const [hash, sizeBytes, groupKeyId] = tuple(value, 3, 'elsewhere');
  return {
    hash: fixedBytes(hash, HASH_BYTES, 'hash'),
    sizeBytes: natural(sizeBytes, MOST_SHARD_BYTES, 'size'),
    groupKeyId: fixedBytes(groupKeyId, HASH_BYTES, 'group key id'),
  };
}

/** Every sealed file of a set: 64 shards, and in strict mode the list of marks. */
export function filesOfSet({ shards, elsewhere }: Pick<SnapshotHead, 'shards' | 'elsewhere'>): readonly ShardName[] {
  return elsewhere === undefined ? shards : [...shards, elsewhere];
}

/** The bytes of the line of the list of marks under the shardRoot, behind those of the shards (BS40). */
export function encodeElsewhereLine(head: SnapshotHead, named: ElsewhereName): Uint8Array<ArrayBuffer> {
  const { site, set, coversSeq } = head;
  const { hash, sizeBytes, groupKeyId } = named;
  return encodeCbor(['siegel/elsewhere-line', site, set, groupKeyId, coversSeq, hash, sizeBytes]);
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
