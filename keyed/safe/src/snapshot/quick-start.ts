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
import { fetchContent } from '../safe/fetch-content.ts';
import { followServer, mayHaveMore } from '../safe/follow-server.ts';
import { isOwnDevice } from '../safe/own-device.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import { PersonIndex } from '../search/person-index.ts';
import { askSequence } from '../server/sequence-stream.ts';
import { proveDevice } from '../server/sign-in.ts';
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
  const { tenant, orgPublic } = given;
  const rules = { tenant, orgPublic, hasher: platformHasher, verify: platformVerify, policy: APPEND_POLICY };
  const started = await startFollower(offered.value, rules, (follower) => followTail(follower, given));
  if (!started.ok) return started;
  if (!isOwnDevice(started.value.follower, given)) return fail('DEVICE_NOT_APPROVED');
  const house = houseSafe(started.value, given);
  const keys = await fetchContent(address, { path: 'group-keys' }, house);
  if (!keys.ok) return keys;
  const index = new PersonIndex();
  const toKeep: (() => Promise<void>)[] = [];
  for (const set of started.value.sets) {
    const loaded = await loadSet(set, { given, sealer, keys: house.keys, index, toKeep });
    if (!loaded.ok) return loaded;
    await used.use(set);
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
  const answer = await askSequence(address, 'snapshot');
  if (!answer.ok) return answer;
  try {
    const items: CborValue[] = [];
    for await (const some of answer.value) items.push(...some);
    return ok(offeredStartOfItems(items));
  } catch (error) {
    return fail(error instanceof CborError || error instanceof LayoutError ? 'SNAPSHOT_WRONG' : 'OFFLINE');
  }
}

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

/** Takes a set from this device's own pages when it is there, else from the server. */
async function loadSet(
  set: OfferedSet,
  by: {
    readonly given: SafeGiven;
    readonly sealer: PageSealer;
    readonly keys: KeyRing;
    readonly index: PersonIndex;
    readonly toKeep: (() => Promise<void>)[];
  },
): Promise<Result<true>> {
  const pages = new LocalPages(by.given.pages, by.sealer, shardPagesName(set.head.site));
  const name = encodeCbor(set.head.set);
  for await (const page of pages.read()) {
    if (!equalBytes(page.subarray(0, name.length), name)) break;
    const opened = await openShards(onePage(page.subarray(name.length)), set, by);
    if (opened.ok) return opened;
    break;
  }
  const raw: Uint8Array[] = [name];
  const fetched = await fetchShards(by.given.address, set, (chunk) => raw.push(chunk));
  if (!fetched.ok) return fetched;
  const opened = await openShards(fetched.value, set, by);
  // A reported shard is left out of what comes; the next set brings it.
  if (opened.ok && set.wrong.length === 0) by.toKeep.push(() => pages.replace(concatBytes(...raw)));
  return opened;
}

async function* onePage(page: Uint8Array): AsyncGenerator<readonly CborValue[]> {
  yield decodeSequence(page);
}
