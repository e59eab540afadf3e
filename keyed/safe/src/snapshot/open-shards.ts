import { openShard, shardHash, type ShardSetKey, shardSetKey } from '@siegel/seal';
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
import { decodePacked } from '../search/packed-persons.ts';
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
 *  names them; SNAPSHOT_WRONG otherwise, KEY_UNKNOWN without the group's key: the index is then to be thrown away. */
export async function openShards(
  items: AsyncIterable<readonly CborValue[]>,
  { head, wrong }: OfferedSet,
  { keys, index }: { readonly keys: KeyRing; readonly index: PersonIndex },
): Promise<Result<true>> {
  const group = keys.groupKeyOfId(head.groupKeyId);
  if (group === undefined) return fail('KEY_UNKNOWN');
  const key = await shardSetKey(group, head);
  if (!equalBytes(key.keyId, head.setKeyId)) return fail('SNAPSHOT_WRONG');
  const missing = new Set(wantedShards({ wrong }));
  // Opened beside the thread while the next ones arrive, and indexed as soon as they are open.
  const indexing: Promise<boolean>[] = [];
  try {
    for await (const some of items) {
      for (const item of some) {
        const { number, bytes } = shardOfItem(item);
        if (!missing.delete(number)) return fail('SNAPSHOT_WRONG');
        indexing.push(indexShard(bytes, number, { head, key, index }));
      }
    }
  } catch (error) {
    return fail(error instanceof CborError || error instanceof LayoutError ? 'SNAPSHOT_WRONG' : 'OFFLINE');
  }
  const isWhole = (await Promise.all(indexing)).every(Boolean) && missing.size === 0;
  return isWhole ? ok(true) : fail('SNAPSHOT_WRONG');
}

function shardOfItem(item: CborValue): { readonly number: number; readonly bytes: Uint8Array } {
  const [type, number, bytes] = tuple(item, 3, 'shard');
  if (type !== ITEM) throw new LayoutError('shard item');
  return { number: natural(number, SHARDS - 1, 'number'), bytes: someBytes(bytes, MOST_SHARD_BYTES, 'shard') };
}

/** False for a shard that is not the one the head names, or does not open. */
async function indexShard(
  bytes: Uint8Array,
  number: number,
  by: { readonly head: SnapshotHead; readonly key: ShardSetKey; readonly index: PersonIndex },
): Promise<boolean> {
  const named = by.head.shards[number];
  if (named?.sizeBytes !== bytes.length || !equalBytes(await shardHash(bytes), named.hash)) return false;
  const content = await openShard(bytes, number, by.key);
  if (content === undefined) return false;
  try {
    by.index.addPacked(decodePacked(content));
    return true;
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return false;
    throw error;
  }
}
