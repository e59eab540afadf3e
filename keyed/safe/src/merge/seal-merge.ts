import { changedFields, joinPersons, person, personMerge, validateRecord } from '@siegel/akten';
import { buildRecordEntry, platformRandom } from '@siegel/seal';
import { type EntryPacket, fail, type Id, ok, type Result, ZERO_ID } from '@siegel/wire';
import type { MergeWish } from '../channel/merge-api.ts';
import { writingKey } from '../renewal/writing-key.ts';
import { Safe } from '../safe/safe.ts';
import { sealNextVersion } from '../safe/write-records.ts';
import { headOf, mayMerge, wholePerson, type WholePerson } from './merge-preview.ts';

/** Seals the one act that makes two persons one: the Stammdaten as somebody chose, when they differ, and the pointer in the Stammakte
 *  of the person who goes (PM1, PM12). Nothing is sent, nothing is copied. */
export async function sealMerge(safe: Safe, wish: MergeWish): Promise<Result<readonly EntryPacket[]>> {
  if (!mayMerge(safe)) return fail('RIGHT_MISSING');
  const stays = await wholePerson(safe, wish.staysId);
  if (!stays.ok) return stays;
  const goes = await wholePerson(safe, wish.goesId);
  if (!goes.ok) return goes;
  const isAsSeen = headOf(safe, stays.value) === wish.staysHead && headOf(safe, goes.value) === wish.goesHead;
  if (!isAsSeen) return fail('ENTRY_STALE');
  const joined = await sealJoined(safe, [stays.value, goes.value], wish.choice);
  if (!joined.ok) return joined;
  const pointer = await sealPointer(safe, [stays.value, goes.value]);
  return pointer.ok ? ok([...joined.value, pointer.value]) : pointer;
}

type Both = readonly [stays: WholePerson, goes: WholePerson];

async function sealJoined(
  safe: Safe,
  [stays, goes]: Both,
  choice: MergeWish['choice'],
): Promise<Result<readonly EntryPacket[]>> {
  const value = joinPersons(stays.value, goes.value, choice);
  if (changedFields(stays.value, value).length === 0) return ok([]);
  const valid = validateRecord(person, value);
  if (!valid.ok) return fail('MESSAGE_MALFORMED', { findings: valid.error.findings.length });
  const next = await sealNextVersion(safe, stays.record.newest.body.record, value);
  return next.ok ? ok([next.value]) : next;
}

async function sealPointer(safe: Safe, [stays, goes]: Both): Promise<Result<EntryPacket>> {
  const value = { into: Safe.idOf(stays.personId), state: 'merged' as const };
  const before = safe.merged.pointerOf(goes.personId);
  // Merged, parted and merged again: the pointer is one record with three versions.
  if (before !== undefined) return sealNextVersion(safe, before.record, value);
  const akte = Safe.idOf(goes.personId);
  const key = await writingKey(safe, akte);
  if (!key.ok) return key;
  const home = { akte, site: ZERO_ID, key: key.value };
  return ok(await buildRecordEntry({ kind: personMerge, record: platformRandom(16) as Id, value }, home, safe.author));
}

/** Seals the version of a pointer by which both persons stand as before (PM6, PM13). PERSON_MERGED when there is nothing to lift. */
export async function sealLift(safe: Safe, goneId: string): Promise<Result<readonly EntryPacket[]>> {
  if (!mayMerge(safe)) return fail('RIGHT_MISSING');
  const pointer = safe.merged.pointerOf(goneId);
  if (pointer?.into === undefined) return fail('PERSON_MERGED');
  const opened = await safe.openPerson(goneId);
  if (!opened.ok) return opened;
  const value = { into: Safe.idOf(pointer.into), state: 'lifted' as const };
  const next = await sealNextVersion(safe, pointer.record, value);
  return next.ok ? ok([next.value]) : next;
}
