import {
  addDays,
  bookableOn,
  clashesOf,
  daysBetween,
  findVacancies,
  holdsTime,
  holidayOn,
  type LocalDate,
  longestWayOf,
  type Occupancy,
  type TimeRange,
  type Vacancy,
} from '@siegel/akten';
import { hexOf, ok, type Result } from '@siegel/wire';
import type { CalendarView, ClashView, ClashWish, FreeTimeWish } from '../channel/appointment-api.ts';
import { localDay } from '../channel/local-day.ts';
import type { BlockedTimeView } from '../channel/week-api.ts';
import type { Safe } from '../safe/safe.ts';
import { bookOf, type KnownAppointment } from './appointment-book.ts';
import { readBlockedTimes } from './read-blocked-times.ts';

/** Appointments are offered at multiples of so many minutes. */
const GRID = 5;
/** A search looks no further than this many days. */
const MOST_DAYS = 400;

/** The first free places over the plans of the house and what is booked, from times alone: nothing is opened for it (TE45). Nothing
 *  is offered in the past. */
export async function findFreeTimes(
  safe: Safe,
  calendar: CalendarView,
  wish: FreeTimeWish,
): Promise<Result<readonly Vacancy[]>> {
  const now = new Date(safe.given.now());
  const today = localDay(now.getTime());
  const from = wish.from < today ? today : wish.from;
  const last = addDays(from, MOST_DAYS);
  const to = wish.to > last ? last : wish.to;
  if (to < from) return ok([]);
  const taken = new Map<LocalDate, readonly KnownAppointment[]>();
  const found: Vacancy[] = [];
  const blocked = await readBlockedTimes(safe);
  // Day by day: most searches end on the first.
  for (let after = 0; after <= daysBetween(from, to) && found.length < wish.most; after++) {
    const day = addDays(from, after);
    // A chain over several days looks at the days behind, too.
    for (let ahead = 0; ahead <= longestWayOf(wish.steps); ahead++) {
      const each = addDays(day, ahead);
      if (!taken.has(each)) taken.set(each, await bookOf(safe).timesOf(each));
    }
    const notBefore = day === today ? now.getHours() * 60 + now.getMinutes() : undefined;
    const some = findVacancies(
      {
        ...wish,
        from: day,
        to: day,
        grid: Math.max(GRID, wish.grid ?? GRID),
        most: wish.most - found.length,
        ...(notBefore !== undefined && { notBefore }),
      },
      occupancyOf(calendar, taken, blocked),
    );
    found.push(...some);
  }
  return ok(found);
}

/** What an appointment would be put upon (TE14), blocked times included. @param nameOf of the person an Akte is of. */
export async function clashesWith(
  safe: Safe,
  wish: ClashWish,
  nameOf: (known: KnownAppointment) => string,
): Promise<readonly ClashView[]> {
  const others = (await bookOf(safe).timesOf(wish.day)).filter(
    ({ record, value }) => hexOf(record) !== wish.except && isTaken(value.zustand),
  );
  const taken = others.map((known) => ({ known, day: wish.day, ...rangeOf(known), resources: idsOf(known) }));
  const blocked = (await readBlockedTimes(safe)).flatMap((one) =>
    one.days.includes(wish.day) ? [{ ...one, ...blockedRange(one), day: wish.day }] : [],
  );
  return [
    ...clashesOf(wish, taken).map(({ other, resources }) => ({
      from: other.from,
      minutes: other.to - other.from,
      resources,
      personName: nameOf(other.known),
    })),
    // Somebody else would be booked over a holiday or a meeting: said like any other clash (KG22).
    ...clashesOf(wish, blocked).map(({ other: { from, minutes, title = '' }, resources }) => ({
      from,
      minutes,
      resources,
      personName: title,
    })),
  ];
}

/** What is known of the resources of the house on the days of `taken`, for a search. */
export function occupancyOf(
  calendar: CalendarView,
  taken: ReadonlyMap<LocalDate, readonly KnownAppointment[]>,
  blocked: readonly BlockedTimeView[],
): Occupancy {
  const resources = new Map(calendar.resources.map((resource) => [resource.resourceId, resource]));
  const places = new Map(calendar.sites.map(({ siteId, holidays }) => [siteId, holidays]));
  return {
    bookable: (id, day, type) => {
      const resource = resources.get(id);
      if (resource === undefined || !resource.isUsed) return [];
      const place = resource.siteId === undefined ? calendar.sites[0]?.holidays : places.get(resource.siteId);
      const isHoliday = place !== undefined && holidayOn(place, day) !== undefined;
      return bookableOn(resource.plan, { day, isHoliday, ...(type !== undefined && { type }) });
    },
    taken: (id, day) => [
      ...(taken.get(day) ?? [])
        .filter((known) => isTaken(known.value.zustand) && idsOf(known).includes(id))
        .map(rangeOf),
      ...blocked.filter(({ days, resources }) => resources.includes(id) && days.includes(day)).map(blockedRange),
    ],
  };
}

function blockedRange({ from, minutes }: BlockedTimeView): TimeRange {
  return { from, to: from + minutes };
}

function isTaken(state: KnownAppointment['value']['zustand']): boolean {
  return state !== 'zurueckgenommen' && holdsTime(state);
}

function rangeOf({ value }: KnownAppointment): TimeRange {
  return { from: value.von, to: value.von + value.minuten };
}

function idsOf({ value }: KnownAppointment): readonly string[] {
  return value.ressourcen.map(hexOf);
}
