import { openShard, platformHasher, type ShardSetKey, shardSetKey } from '@siegel/seal';
import {
  CborError,
  type CborValue,
  equalBytes,
  fail,
  hexOf,
  LayoutError,
  MOST_SHARD_BYTES,
  natural,
  ok,
  type Result,
  SHARDS,
  type SnapshotHead,
  someBytes,
  tuple,
} from '@siegel/wire';
import type { KeyRing } from '../keys/key-ring.ts';
import { decodePacked, type PackedPersons } from '../search/packed-persons.ts';
import type { PersonIndex } from '../search/person-index.ts';
import { askSequence } from '../server/sequence-stream.ts';
import type { ServerAddress } from '../server/server-request.ts';
import type { OfferedSet } from './start-items.ts';

const ITEM = 8;

/** The shards of a set that nobody has reported. */
export function wantedShards({ wrong }: Pick<OfferedSet, 'wrong'>): readonly number[] {
  return Array.from({ length: SHARDS }, (_, number) => number).filter((number) => !wrong.includes(number));
}

/** Fetches shards (SN21, one delivery entry); `keep` sees the raw answer. @returns its items as they arrive. */
export async function fetchShards(
  address: ServerAddress,
  { head, wrong }: OfferedSet,
  keep: (chunk: Uint8Array) => void,
): Promise<Result<AsyncIterable<readonly CborValue[]>>> {
  const body = { site: hexOf(head.site), set: hexOf(head.set), shards: wantedShards({ wrong }) };
  return askSequence(address, 'snapshot/shards', body, { keep });
}

/** Opens shards as they arrive and puts their persons into the index (SN23). All that are wanted must come, once, as the head
 *  names them; SNAPSHOT_WRONG otherwise, KEY_UNKNOWN without the group's key. Nothing is in the index then. */
export async function openShards(
  items: AsyncIterable<readonly CborValue[]>,
  { head, wrong }: OfferedSet,
  { keys, index }: { readonly keys: KeyRing; readonly index: PersonIndex },
): Promise<Result<true>> {
  const group = keys.groupKeyOfId(head.groupKeyId);
  if (group === undefined) return fail('KEY_UNKNOWN');
  const key = await shardSetKey(group, head);
  if (!equalBytes(key.keyId, head.setKeyId)) return fail('SNAPSHOT_WRONG');
  const packed = await packedShards(items, { head, key, wanted: wantedShards({ wrong }) });
  if (!packed.ok) return packed;
  for (const shard of packed.value) index.addPacked(shard);
  return ok(true);
}

async function packedShards(
  items: AsyncIterable<readonly CborValue[]>,
  by: { readonly head: SnapshotHead; readonly key: ShardSetKey; readonly wanted: readonly number[] },
): Promise<Result<readonly PackedPersons[]>> {
  const missing = new Set(by.wanted);
  const opening: Promise<PackedPersons | undefined>[] = [];
  try {
    for await (const some of items) {
      for (const item of some) {
        const { number, bytes } = shardOfItem(item);
        if (!missing.delete(number)) return fail('SNAPSHOT_WRONG');
        opening.push(packedOf(bytes, number, by));
      }
    }
  } catch (error) {
    return fail(error instanceof CborError || error instanceof LayoutError ? 'SNAPSHOT_WRONG' : 'OFFLINE');
  }
  const opened = (await Promise.all(opening)).filter((shard) => shard !== undefined);
  return missing.size > 0 || opened.length < opening.length ? fail('SNAPSHOT_WRONG') : ok(opened);
}

function shardOfItem(item: CborValue): { readonly number: number; readonly bytes: Uint8Array } {
  const [type, number, bytes] = tuple(item, 3, 'shard');
  if (type !== ITEM) throw new LayoutError('shard item');
  return { number: natural(number, SHARDS - 1, 'number'), bytes: someBytes(bytes, MOST_SHARD_BYTES, 'shard') };
}

/** Undefined for a shard that is not the one the head names, or does not open. */
async function packedOf(
  bytes: Uint8Array,
  number: number,
  { head, key }: { readonly head: SnapshotHead; readonly key: ShardSetKey },
): Promise<PackedPersons | undefined> {
  const named = head.shards[number];
  const isNamed = named?.sizeBytes === bytes.length && equalBytes(platformHasher.sha256(bytes), named.hash);
  const content = isNamed ? await openShard(bytes, number, key) : undefined;
  if (content === undefined) return undefined;
  try {
    return decodePacked(content);
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return undefined;
    throw error;
  }
}
