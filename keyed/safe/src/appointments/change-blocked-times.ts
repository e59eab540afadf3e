import { clashesOf, holdsTime, isLocalDate, SERIES_MOST } from '@siegel/akten';
import { buildEntry, compartmentKey, platformHasher, platformRandom, userCoSigner } from '@siegel/seal';
import { type EntryPacket, fail, hexOf, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { BlockedTimeChange, BlockedTimesDone } from '../channel/week-api.ts';
import { localDay } from '../channel/local-day.ts';
import { enterBatch } from '../roles/enter-batch.ts';
import { organisationKey } from '../roles/house-entry.ts';
import { newestVersion } from '../safe/newest-version.ts';
import { Safe } from '../safe/safe.ts';
import { bookOf } from './appointment-book.ts';
import { type KnownBlockedTime, oneBlockedTime } from './read-blocked-times.ts';

const ID_BYTES = 16;
const DAY_MINUTES = 1_440;

/** Enters, changes or takes back blocked times as one batch (KG21). CALENDAR_NAME_MISSING, APPOINTMENT_WRONG, RIGHT_MISSING,
 *  GROUP_KEY_MISSING, OFFLINE: nothing of it waits on the device. */
export async function changeBlockedTimes(
  safe: Safe,
  changes: readonly BlockedTimeChange[],
): Promise<Result<BlockedTimesDone>> {
  const { membership, head } = safe.follower;
  if (!membership.rightsAt(safe.given.user, head.size).has('write-records')) return fail('RIGHT_MISSING');
  if (changes.some(({ blockedId, title }) => (title ?? (blockedId === undefined ? '' : 'kept')).trim() === ''))
    return fail('CALENDAR_NAME_MISSING');
  if (!changes.every(isPossible)) return fail('APPOINTMENT_WRONG');
  const packets: EntryPacket[] = [];
  const blocked: BlockedTimesDone['blocked'][number][] = [];
  for (const change of changes) {
    const record = change.blockedId === undefined ? (platformRandom(ID_BYTES) as Id) : Safe.idOf(change.blockedId);
    const before = change.blockedId === undefined ? undefined : await oneBlockedTime(safe, record);
    const packet = await packetOf(safe, record, change);
    if (!packet.ok) return packet;
    packets.push(packet.value);
    blocked.push({
      blockedId: hexOf(record),
      head: hexOf(platformHasher.sha256(packet.value.body)),
      ...(before !== undefined && { before: asChange(before) }),
    });
  }
  const first = blocked[0];
  if (first === undefined) return ok({ blocked, over: 0 });
  const entered = await enterBatch(safe, packets, Safe.idOf(first.blockedId));
  return entered.ok ? ok({ blocked, over: await countUnder(safe, changes) }) : entered;
}

/** Gives back what stood there before an act; what was new is taken out of use. APPOINTMENT_CHANGED over a newer version. */
export async function undoBlockedTimes(safe: Safe, done: BlockedTimesDone): Promise<Result<BlockedTimesDone>> {
  const changes: BlockedTimeChange[] = [];
  for (const { blockedId, head, before } of done.blocked) {
    const record = Safe.idOf(blockedId);
    const newest = newestVersion(safe, record);
    const now = await oneBlockedTime(safe, record);
    if (now === undefined || newest === undefined || hexOf(newest.entryHash) !== head)
      return fail('APPOINTMENT_CHANGED');
    changes.push(before ?? { ...asChange(now), isUsed: false });
  }
  return changeBlockedTimes(safe, changes);
}

async function packetOf(safe: Safe, record: Id, change: BlockedTimeChange): Promise<Result<EntryPacket>> {
  const { days, from, minutes, resources, title, isUsed } = change;
  const key = organisationKey(safe);
  if (key === undefined) return fail('GROUP_KEY_MISSING');
  const draft = {
    kind: WIRE_KINDS.blockedTime,
    schemaVersion: 1,
    record,
    parent: newestVersion(safe, record),
    open: {
      state: isUsed ? 'active' : 'removed',
      days: [...new Set(days)].toSorted(),
      from,
      minutes,
      resources: [...new Set(resources)].map((id) => Safe.idOf(id)),
    },
    coSigners: [userCoSigner(safe.author)],
    ...(title !== undefined && {
      sealed: new Map([['admin', { title: title.trim() }] as const]),
      keyOf: () => compartmentKey(key, 'admin'),
    }),
  };
  return ok(await buildEntry(draft, safe.author));
}

function isPossible({ days, from, minutes, resources, isUsed }: BlockedTimeChange): boolean {
  const isWhole = Number.isInteger(from) && Number.isInteger(minutes);
  const isWithinDay = isWhole && from >= 0 && minutes >= 1 && from + minutes <= DAY_MINUTES;
  return (
    isWithinDay &&
    days.every((day) => isLocalDate(day)) &&
    (!isUsed || (days.length > 0 && resources.length > 0)) &&
    days.length <= SERIES_MOST
  );
}

function asChange({ blockedId, days, from, minutes, resources, title, isUsed }: KnownBlockedTime): BlockedTimeChange {
  return { blockedId, days, from, minutes, resources, isUsed, ...(title !== undefined && { title }) };
}

/** Appointments from today on that lie under what was entered: they stay, and somebody has to be told (KG22). */
async function countUnder(safe: Safe, changes: readonly BlockedTimeChange[]): Promise<number> {
  const today = localDay(safe.given.now());
  let count = 0;
  for (const { days, from, minutes, resources, isUsed } of changes)
    for (const day of isUsed ? new Set(days.filter((one) => one >= today)) : []) {
      const taken = (await bookOf(safe).timesOf(day)).flatMap(({ value }) =>
        value.zustand !== 'zurueckgenommen' && holdsTime(value.zustand)
          ? [
              {
                day,
                from: value.von,
                to: value.von + value.minuten,
                resources: value.ressourcen.map((id) => hexOf(id)),
              },
            ]
          : [],
      );
      count += clashesOf({ day, from, to: from + minutes, resources }, taken).length;
    }
  return count;
}
