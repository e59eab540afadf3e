import type { LocalDate } from '@siegel/akten';
import { hexOf, type Id, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { BlockedTimeView } from '../channel/week-api.ts';
import { readOpen } from '../journal/read-open.ts';
import type { Safe } from '../safe/safe.ts';
import { openOnce, provenNewest } from './read-calendar.ts';

/** A blocked time with everything that is kept of it. */
export interface KnownBlockedTime extends BlockedTimeView {
  readonly record: Id;
  readonly isUsed: boolean;
}

/** The blocked times of the house that are in use, from proven open fields; a title that does not open is left out (KG20). */
export async function readBlockedTimes(safe: Safe): Promise<readonly KnownBlockedTime[]> {
  const { columns } = safe.follower;
  const records = new Map<string, Id>();
  for (const seq of columns.seqsOfAkte(ZERO_ID)) {
    const record = columns.kindAt(seq) === WIRE_KINDS.blockedTime ? columns.placeAt(seq)?.record : undefined;
    if (record !== undefined) records.set(hexOf(record), record);
  }
  const known = await Promise.all([...records.values()].map((record) => oneBlockedTime(safe, record)));
  return known.filter((one): one is KnownBlockedTime => one?.isUsed === true);
}

/** One of them, out of use or not; undefined when there is none. */
export async function oneBlockedTime(safe: Safe, record: Id): Promise<KnownBlockedTime | undefined> {
  const newest = await provenNewest(safe, record);
  if (newest?.body.kind !== WIRE_KINDS.blockedTime) return undefined;
  const { state, days, from, minutes, resources } = readOpen(newest.open) ?? {};
  if (!Array.isArray(days) || !Array.isArray(resources)) return undefined;
  const title = (await openOnce(safe, newest))?.['title'];
  return {
    record,
    blockedId: hexOf(record),
    days: days as readonly LocalDate[],
    from: Number(from),
    minutes: Number(minutes),
    resources: (resources as readonly Uint8Array[]).map((id) => hexOf(id)),
    isUsed: state === 'active',
    ...(typeof title === 'string' && { title }),
  };
}
