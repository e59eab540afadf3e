import { hexOf } from '@siegel/wire';
import { bookOf, type KnownAppointment } from '../appointments/appointment-book.ts';
import { fieldsOf } from '../appointments/appointment-fields.ts';
import type { AppointmentRow, DayView } from '../channel/appointment-api.ts';
import type { Safe } from '../safe/safe.ts';
import { calendarOf, holidayAt } from './calendar-of.ts';
import { rowOf } from './person-view.ts';
import type { Unlocked } from './unlocked.ts';

/** Everything the day list shows of a day. */
export async function dayView(house: Unlocked, day: string): Promise<DayView> {
  const { safe } = house;
  const calendar = await calendarOf(house);
  const rows = appointmentRows(safe, await bookOf(safe).ofDay(day));
  const holiday = holidayAt(calendar, safe.sites, day);
  const rights = safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size);
  return {
    day,
    rows,
    calendar,
    ownUser: hexOf(safe.given.user),
    mayWrite: rights.has('write-records'),
    ...(!rights.has('read-records') && { isClosed: true as const }),
    ...(holiday !== undefined && { holiday }),
  };
}

/** Appointments of a day as they are shown, in order of time; those that were taken back are left out (TE48). */
export function appointmentRows(safe: Safe, known: readonly KnownAppointment[]): readonly AppointmentRow[] {
  return known
    .filter(({ value }) => value.zustand !== 'zurueckgenommen')
    .map((one) => appointmentRow(safe, one))
    .toSorted((a, b) => a.from - b.from || nameOf(a).localeCompare(nameOf(b), 'de'));
}

function appointmentRow(safe: Safe, { record, akte, value, isOpened, waits }: KnownAppointment): AppointmentRow {
  const personId = safe.merged.personOfAkte(akte);
  const person = personId === undefined ? undefined : rowOf(safe, personId);
  const { day, from, minutes, resources, state, chain, documented, billed, ...optional } = fieldsOf(value);
  const given = Object.fromEntries(Object.entries(optional).filter(([, one]) => one !== null));
  return {
    ...(given as Pick<AppointmentRow, 'sinceMs' | 'room' | 'type' | 'reason' | 'note'>),
    recordId: hexOf(record),
    day,
    from,
    minutes,
    resources,
    state,
    chain,
    documented,
    billed,
    isOpened,
    isWalkIn: value.ohneTermin === true,
    ...(personId !== undefined && { personId }),
    ...(person !== undefined && { person }),
    ...(value.serie !== undefined && { series: hexOf(value.serie) }),
    ...(waits !== undefined && { waits }),
  };
}

function nameOf({ person }: AppointmentRow): string {
  return person === undefined ? '' : `${person.familienname}, ${person.vorname}`;
}
