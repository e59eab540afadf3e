import { APPEND_POLICY } from '@siegel/akten';
import type { TreeHead } from '@siegel/journal';
import { type PageSealer, pageSealer, platformHasher, platformVerify } from '@siegel/seal';
import {
  CborError,
  type CborValue,
  concatBytes,
  decodeSequence,
  encodeCbor,
  equalBytes,
  fail,
  LayoutError,
  ok,
  type Result,
} from '@siegel/wire';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { KeyRing } from '../keys/key-ring.ts';
import { LocalPages } from '../local/local-pages.ts';
import { ContentCache } from '../records/content-cache.ts';
import { RecordOpener } from '../records/record-opener.ts';
import { VisibleRecords } from '../records/visible-records.ts';
import { takeItems } from '../safe/fetch-content.ts';
import { readHandedHeads } from '../safe/handed-head.ts';
import { followServer, mayHaveMore } from '../safe/follow-server.ts';
import { isOwnDevice } from '../safe/own-device.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import { PersonIndex } from '../search/person-index.ts';
import { askSequence } from '../server/sequence-stream.ts';
import { proveDevice } from '../server/prove-device.ts';
import { fetchShards, openShards } from './open-shards.ts';
import { type AttestedStart, isHouseOf, startFollower } from './start-follower.ts';
import { type OfferedSet, offeredStartOfItems } from './start-items.ts';
import { shardPagesName, UsedSets } from './used-sets.ts';

/** What a device has at once, before it has followed the journal: persons to be found, and the names of the house. Proven by
 *  attestations whose journal the server's checkpoint extends (*bound*). */
export interface QuickStart extends HouseSafe {
  readonly index: PersonIndex;
  readonly sets: readonly OfferedSet[];
  /** Journal size up to which `index` is whole. */
  readonly coversSeq: number;
  /** The whole journal must pass through these heads, or the server showed two. */
  readonly mustPass: readonly TreeHead[];
  /** Keeps the shards sealed on this device; nobody waits for it. */
  keep(): Promise<void>;
  /** Whether the house it began with is that of the whole journal. */
  isOf(whole: JournalFollower): boolean;
}

/** What names of colleagues and groups are opened with. */
export interface HouseSafe {
  readonly given: Pick<SafeGiven, 'user'>;
  readonly follower: JournalFollower;
  readonly records: VisibleRecords;
  readonly cache: ContentCache;
  readonly keys: KeyRing;
  readonly open: RecordOpener['open'];
}

/** Begins with the newest sets the server offers, if they prove what they must (SN20 to SN24). SNAPSHOT_UNKNOWN: there are none.
 *  SNAPSHOT_OLDER, SNAPSHOT_WRONG and codes of the journal: the server is not to be believed; nothing of it is used. */
export async function quickStart(given: SafeGiven): Promise<Result<QuickStart>> {
  const sealer = await pageSealer(given.userKey.secret);
  const { device, address } = given;
  const sign = (message: Uint8Array) => device.signing.sign(message);
  const proved = await proveDevice(address, { ...given, device: device.device, sign });
  if (!proved.ok) return proved;
  const offered = await askStart(given);
  if (!offered.ok) return offered;
  const used = new UsedSets(new LocalPages(given.pages, sealer, 'used-sets'));
  for (const set of offered.value.sets) if (await used.isOlder(set)) return fail('SNAPSHOT_OLDER');
  // Small answers are asked for first: behind six megabytes of shards they would wait, and the shards for what they say.
  const wraps = askAll(address, 'group-keys');
  let onTheirWay: Promise<readonly SetOnItsWay[]> = Promise.resolve([]);
  const { tenant, orgPublic } = given;
  const mustPass = await readHandedHeads(given.pages, sealer);
  const rules = { tenant, orgPublic, hasher: platformHasher, verify: platformVerify, policy: APPEND_POLICY, mustPass };
  const started = await startFollower(offered.value, rules, (follower) => {
    const followed = followTail(follower, given);
    onTheirWay = Promise.all(offered.value.sets.map((set) => fetchSet(set, given, sealer)));
    // Nobody waits for them when the journal is not to be believed.
    onTheirWay.catch(() => undefined);
    return followed;
  });
  if (!started.ok) return started;
  if (mustPass.some(({ size }) => size > started.value.follower.head.size)) return fail('LOG_SHORTENED');
  if (!isOwnDevice(started.value.follower, given)) return fail('DEVICE_NOT_APPROVED');
  const house = houseSafe(started.value, given);
  const keys = await takeWraps(await wraps, house);
  if (!keys.ok) return keys;
  const index = new PersonIndex();
  const toKeep: (() => Promise<void>)[] = [];
  for (const set of await onTheirWay) {
    const opened = await openSet(set, { given, keys: house.keys, index });
    if (!opened.ok) return opened;
    toKeep.push(opened.value);
    await used.use(set.set);
  }
  const start = started.value;
  const { sets, began, follower } = start;
  const coversSeq = Math.min(...sets.map(({ head }) => head.coversSeq));
  return ok({
    ...house,
    index,
    sets,
    coversSeq,
    mustPass: [began, follower.head],
    keep: async () => {
      for (const keepSet of toKeep) await keepSet();
    },
    isOf: (whole) => isHouseOf(start, whole, platformHasher),
  });
}

async function askStart({ address }: SafeGiven): Promise<Result<ReturnType<typeof offeredStartOfItems>>> {
  const items = await askAll(address, 'snapshot');
  if (!items.ok) return items.error.code === 'CBOR_MALFORMED' ? fail('SNAPSHOT_WRONG') : items;
  try {
    return ok(offeredStartOfItems(items.value));
  } catch (error) {
    if (isMalformed(error)) return fail('SNAPSHOT_WRONG');
    throw error;
  }
}

/** All items of a small answer. */
async function askAll(address: SafeGiven['address'], path: string): Promise<Result<readonly CborValue[]>> {
  const answer = await askSequence(address, path);
  if (!answer.ok) return answer;
  try {
    const items: CborValue[] = [];
    for await (const some of answer.value) items.push(...some);
    return ok(items);
  } catch (error) {
    return fail(isMalformed(error) ? 'CBOR_MALFORMED' : 'OFFLINE');
  }
}

async function takeWraps(items: Result<readonly CborValue[]>, house: HouseSafe): Promise<Result<number>> {
  if (!items.ok) return items;
  try {
    return ok(await takeItems(items.value, house));
  } catch (error) {
    if (isMalformed(error)) return fail('CBOR_MALFORMED');
    throw error;
  }
}

const isMalformed = (error: unknown) => error instanceof CborError || error instanceof LayoutError;

/** Follows the journal from the attestation to its end. Nothing is kept: the whole journal will be. */
async function followTail(follower: JournalFollower, { address }: SafeGiven): Promise<Result<true>> {
  for (let more = true; more; ) {
    const report = await followServer(follower, address, {});
    if (!report.ok) return report;
    more = mayHaveMore(report.value);
  }
  return ok(true);
}

function houseSafe({ follower, attributions }: AttestedStart, given: SafeGiven): HouseSafe {
  const isHeldBack = (seq: number) => attributions.isHeldBack(seq);
  const cache = new ContentCache();
  const keys = new KeyRing(follower, attributions, given);
  const opener = new RecordOpener(attributions, keys, cache);
  const records = new VisibleRecords(follower.columns, follower.membership, isHeldBack);
  return { given, follower, cache, keys, records, open: (version) => opener.open(version) };
}

/** A set on its way to the index: from this device's own pages, or from the server. */
interface SetOnItsWay {
  readonly set: OfferedSet;
  readonly pages: LocalPages;
  readonly kept: Uint8Array | undefined;
  /** Answered while the house is checked: what comes is opaque until then. */
  readonly fetched: Promise<Result<AsyncIterable<readonly CborValue[]>>> | undefined;
  /** The bytes that came, to be kept. */
  readonly raw: Uint8Array[];
}

async function fetchSet(set: OfferedSet, given: SafeGiven, sealer: PageSealer): Promise<SetOnItsWay> {
  const pages = new LocalPages(given.pages, sealer, shardPagesName(set.head.site));
  const name = encodeCbor(set.head.set);
  const raw: Uint8Array[] = [name];
  for await (const page of pages.read()) {
    if (!equalBytes(page.subarray(0, name.length), name)) break;
    return { set, pages, raw, kept: page.subarray(name.length), fetched: undefined };
  }
  const fetched = fetchShards(given.address, set, (chunk) => raw.push(chunk));
  return { set, pages, raw, kept: undefined, fetched };
}

/** Opens a set into the index. @returns how to keep it on this device. */
async function openSet(
  { set, pages, kept, fetched, raw }: SetOnItsWay,
  by: { readonly given: SafeGiven; readonly keys: KeyRing; readonly index: PersonIndex },
): Promise<Result<() => Promise<void>>> {
  if (kept !== undefined && (await openShards(onePage(kept), set, by)).ok) return ok(() => Promise.resolve());
  const answer = await (fetched ?? fetchShards(by.given.address, set, (chunk) => raw.push(chunk)));
  if (!answer.ok) return answer;
  const opened = await openShards(answer.value, set, by);
  if (!opened.ok) return opened;
  // A reported shard is left out of what comes; the next set brings it.
  return ok(() => (set.wrong.length === 0 ? pages.replace(concatBytes(...raw)) : Promise.resolve()));
}

async function* onePage(page: Uint8Array): AsyncGenerator<readonly CborValue[]> {
  yield decodeSequence(page);
}
