import { addDays, type LocalDate } from '@siegel/akten';
import { hexOf } from '@siegel/wire';
import { bookOf } from '../appointments/appointment-book.ts';
import { type KnownBlockedTime, readBlockedTimes } from '../appointments/read-blocked-times.ts';
import type { BlockedTimeView, WeekView } from '../channel/week-api.ts';
import { calendarOf } from './calendar-of.ts';
import { appointmentRows } from './day-view.ts';
import type { Unlocked } from './unlocked.ts';

const WEEK = 7;

/** Everything the calendar shows of a week; the server is asked once for what is not here (KG3). */
export async function weekView(house: Unlocked, monday: LocalDate): Promise<WeekView> {
  const { safe } = house;
  const days = Array.from({ length: WEEK }, (_, after) => addDays(monday, after));
  const known = await bookOf(safe).ofDays(days);
  const blocked = await readBlockedTimes(safe);
  const rights = safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size);
  return {
    monday,
    days: days.map((day, i) => ({ day, rows: appointmentRows(safe, known[i] ?? []) })),
    blocked: blocked.filter((one) => one.days.some((day) => days.includes(day))).map((one) => blockedView(one)),
    calendar: await calendarOf(house),
    ownUser: hexOf(safe.given.user),
    mayWrite: rights.has('write-records'),
    ...(!rights.has('read-records') && { isClosed: true as const }),
  };
}

function blockedView({ blockedId, days, from, minutes, resources, title }: KnownBlockedTime): BlockedTimeView {
  return { blockedId, days, from, minutes, resources, ...(title !== undefined && { title }) };
}
