import { decodePacked, enterDevice, type PageStore, type QuickStart, quickStart, type SafeGiven } from '@siegel/safe';
import { bytesOfRecoveryCode, makeDeviceKeys, openShard, shardSetKey } from '@siegel/seal';
import { decodeSequence } from '@siegel/wire';
import { rowsOfPacked } from '../packed-rows.ts';

const ROUNDS = 5;
const TYPED = 'muel';

/** Who signs in. */
export interface IndexOpenWish {
  readonly account: string;
  readonly password: string;
  readonly recoveryCode: string;
}

/** Times of the rounds, in ms, and what they were about. */
export interface IndexOpenTimes {
  readonly products: readonly number[];
  readonly bares: readonly number[];
  readonly persons: number;
  readonly bytes: number;
}

/** Per round a device that has nothing: from the first question to the first search result, and beside it the same shards opened
 *  and read into rows, nothing else. */
export async function measureIndexOpen(wish: IndexOpenWish): Promise<IndexOpenTimes> {
  const products: number[] = [];
  const bares: number[] = [];
  let persons = 0;
  let bytes = 0;
  // The first round warms up both.
  for (let round = 0; round <= ROUNDS; round++) {
    const watched = watchedFetch();
    const given = await freshDevice(wish, watched.fetch);
    const start = performance.now();
    const quick = await quickStart(given);
    if (!quick.ok) throw new Error(quick.error.code);
    const { total } = quick.value.index.search(TYPED);
    const product = performance.now() - start;
    if (total === 0) throw new Error('the search found nobody');
    const shards = await watched.shards();
    const bare = await bareMs(quick.value, shards);
    persons = quick.value.index.size;
    bytes = shards.reduce((sum, shard) => sum + shard.length, 0);
    if (round === 0) continue;
    products.push(product);
    bares.push(bare);
  }
  return { products, bares, persons, bytes };
}

async function bareMs({ keys, sets }: QuickStart, shards: readonly Uint8Array[]): Promise<number> {
  const [set] = sets;
  const group = set === undefined ? undefined : keys.groupKeyOfId(set.head.groupKeyId);
  if (set === undefined || group === undefined) throw new Error('the set has a key');
  const key = await shardSetKey(group, set.head);
  const start = performance.now();
  const opened = await Promise.all(shards.map((shard, number) => openShard(shard, number, key)));
  let rows = 0;
  for (const content of opened) {
    if (content === undefined) throw new Error('a shard does not open');
    rows += rowsOfPacked(decodePacked(content)).length;
  }
  if (rows === 0) throw new Error('the shards are empty');
  return performance.now() - start;
}

async function freshDevice(
  { account, password, recoveryCode }: IndexOpenWish,
  fetch: typeof globalThis.fetch,
): Promise<SafeGiven> {
  const code = bytesOfRecoveryCode(recoveryCode);
  if (!code.ok) throw new Error(code.error.code);
  const place = { origin: location.origin, fetch, account, password, pages: memoryPages(), now: Date.now };
  const entered = await enterDevice(place, { recoveryCode: code.value }, await makeDeviceKeys());
  if (!entered.ok) throw new Error(entered.error.code);
  return entered.value;
}

/** Keeps a copy of the shards as they pass. */
function watchedFetch() {
  let copy: Promise<Uint8Array> | undefined;
  return {
    fetch: async (url: string | URL | Request, init?: RequestInit) => {
      const answer = await fetch(url, { ...init, credentials: 'same-origin' });
      if (typeof url === 'string' && url.endsWith('/snapshot/shards')) copy = answer.clone().bytes();
      return answer;
    },
    shards: async () => {
      const items = decodeSequence((await copy) ?? new Uint8Array(0)) as readonly (readonly unknown[])[];
      return items.map(([, , shard]) => shard as Uint8Array);
    },
  };
}

function memoryPages(): PageStore {
  const pages = new Map<string, Uint8Array>();
  return {
    read: async (name) => pages.get(name),
    write: async (name, page) => void pages.set(name, page),
    remove: async (name) => void pages.delete(name),
    list: async (prefix) => [...pages.keys()].filter((name) => name.startsWith(prefix)).toSorted(),
  };
}
