import { shardRoot } from '@siegel/journal';
import { type GroupKey, platformHasher, platformRandom, sealShard, type ShardSetKey, shardSetKey } from '@siegel/seal';
import {
  bytesOfHex,
  CBOR_SEQUENCE_TYPE,
  encodeSequence,
  encodeSnapshotHead,
  equalBytes,
  fail,
  hexOf,
  type Id,
  ok,
  type Result,
  SHARDS,
  shardOf,
  type SnapshotHead,
} from '@siegel/wire';
import { attest } from '../safe/attest.ts';
import type { Safe } from '../safe/safe.ts';
import { encodePacked } from '../search/packed-persons.ts';
import { askJson, sendRequest } from '../server/server-request.ts';
import { elsewhereName, sealMarks } from '../elsewhere/seal-marks.ts';
import { personsForGroup } from './sealed-persons.ts';

const SET_BYTES = 16;
const PERSONS_AT_ONCE = 2_000;

/** How a set is made. */
export interface MakingGiven {
  /** Lets others have their turn: a search between two shards. */
  readonly pause: () => Promise<void>;
}

/** Seals the persons of the index into a set for a site, under a lease, and has it handed out: shards, attestation, head (SN10,
 *  SN11). The journal must be followed and attributed to its end and the index be up to date: the attestation says so.
 *  NOT_ATTRIBUTED: it is not, or something is held back. SNAPSHOT_LEASE_TAKEN: another device is at it. */
export async function makeSnapshot(safe: Safe, site: Id, { pause }: MakingGiven): Promise<Result<SnapshotHead>> {
  const group = siteGroupKey(safe, site);
  if (group === undefined) return fail('KEY_UNKNOWN');
  if (!(await isProven(safe))) return fail('NOT_ATTRIBUTED');
  const { head } = safe.follower;
  const { address } = safe.given;
  const lease = await askJson(address, `snapshot/lease?site=${hexOf(site)}`, {
    method: 'POST',
    answer: 'snapshotLease',
  });
  if (!lease.ok) return lease;
  const query = `lease=${lease.value.lease}`;
  const key = await shardSetKey(group, { site, set: platformRandom(SET_BYTES) as Id });
  const sealed = await sealAll(safe, { group, key, pause });
  const elsewhere = await sealMarks(safe, { group: group.group, place: key, pause });
  if (!elsewhere.ok) return elsewhere;
  for (const { bytes, hash } of [...sealed, ...(elsewhere.value === undefined ? [] : [elsewhere.value])]) {
    const sent = await sendRequest(address, `snapshot/shards/${hexOf(hash)}?${query}`, putInit(bytes));
    if (!sent.ok) return sent;
  }
  const shards = sealed.map(({ hash, bytes }) => ({ hash, sizeBytes: bytes.length }));
  const { set, keyId: setKeyId } = key;
  const covers = { site, set, groupKeyId: group.keyId, setKeyId, coversSeq: head.size, shards };
  const made: SnapshotHead = { ...covers, ...elsewhereName(elsewhere.value) };
  const attested = await attest(safe, safe.follower, { head, shardRoot: shardRoot(made, platformHasher), pause });
  if (!attested.ok) return attested;
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const [attestationSeq] = safe.follower.columns.seqsOfRecord(attested.value);
  if (attestationSeq === undefined) return fail('LOG_SHORTENED');
  const body = encodeSequence([[encodeSnapshotHead(made), attestationSeq]]);
  const headers = { 'content-type': CBOR_SEQUENCE_TYPE };
  const finished = await sendRequest(address, `snapshot/finish?${query}`, { method: 'POST', headers, body });
  return finished.ok ? ok(made) : finished;
}

/** Everything attributed and nothing held back, the index up to date and nobody missing. */
async function isProven({ attributions, follower, indexedTo, unreadablePersons }: Safe): Promise<boolean> {
  const attributed = await attributions.continueInIdleTime(0);
  const { size } = follower.head;
  return attributed >= size && indexedTo >= size && attributions.heldBack.size === 0 && unreadablePersons.size === 0;
}

const putInit = (body: Uint8Array<ArrayBuffer>): RequestInit => ({
  method: 'PUT',
  headers: { 'content-type': 'application/octet-stream' },
  body,
});

/** The newest key of the site's group, if this user holds it. */
function siteGroupKey(safe: Pick<Safe, 'follower' | 'keys'>, site: Id): GroupKey | undefined {
  const groups = safe.follower.membership.groupsAt(safe.follower.head.size);
  const group = groups.find((each) => each.groupKind === 'site' && equalBytes(each.site, site));
  return group === undefined ? undefined : safe.keys.groupKey(group.group);
}

interface SealedShard {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hash: Uint8Array;
}

async function sealAll(
  safe: Safe,
  { group, key, pause }: MakingGiven & { readonly group: GroupKey; readonly key: ShardSetKey },
): Promise<readonly SealedShard[]> {
  const personsByShard = Array.from({ length: SHARDS }, (): string[] => []);
  let count = 0;
  for (const personId of personsForGroup(safe, group.group)) {
    const number = shardOf(bytesOfHex(personId) as Id, platformHasher.sha256);
    personsByShard[number]?.push(personId);
    if (++count % PERSONS_AT_ONCE === 0) await pause();
  }
  const sealed: SealedShard[] = [];
  for (const [number, persons] of personsByShard.entries()) {
    // In one order whoever makes it: what was entered last must not stand last.
    const bytes = await sealShard(encodePacked(safe.index.pack(persons.toSorted())), number, key);
    sealed.push({ bytes, hash: platformHasher.sha256(bytes) });
    await pause();
  }
  return sealed;
}
