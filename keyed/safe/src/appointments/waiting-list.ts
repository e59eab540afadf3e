import {
  addDays,
  findVacancies,
  fitOf,
  type FreePlace,
  inOrderOfAsking,
  type LocalDate,
  type Occupancy,
  searchOf,
  spanOfWish,
  type Vacancy,
  type WaitingFor,
} from '@siegel/akten';
import { hexOf, type Id } from '@siegel/wire';
import type { CalendarView } from '../channel/appointment-api.ts';
import type { PlaceView } from '../channel/finding-api.ts';
import { localDay } from '../channel/local-day.ts';
import type { Safe } from '../safe/safe.ts';
import { bookOf, type KnownAppointment } from './appointment-book.ts';
import { readBlockedTimes } from './read-blocked-times.ts';
import { occupancyOf } from './free-times.ts';
import { type KnownWish, wishBookOf } from './wish-book.ts';
import { wishFieldsOf } from './wish-fields.ts';

/** Places are looked for so many days ahead, appointments on a grid of so many minutes. */
const DAYS_AHEAD = 56;
const GRID = 5;
/** A place nobody is asked for sooner than in so many minutes: somebody has to get here. */
const LEAST_NOTICE = 30;
/** Places looked for per wish, and shown in all. */
const PER_WISH = 3;
const MOST_PLACES = 60;

/** A wish as the search takes it. */
export interface AskedWish extends WaitingFor {
  readonly wishId: string;
}

/** Wishes with what they ask for, whom to ask first in front (TE72). */
export async function askedWishes(safe: Safe): Promise<{
  readonly asked: readonly AskedWish[];
  readonly known: ReadonlyMap<string, KnownWish>;
  readonly closed: number;
}> {
  const { wishes: all, closed } = await wishBookOf(safe).waiting();
  const wishes = all.filter(({ akte }) => mayCome(safe, akte));
  const known = new Map(wishes.map((wish) => [hexOf(wish.record), wish]));
  return { asked: inOrderOfAsking(wishes.map(askedOf)), known, closed };
}

/** False for somebody who has died or is in the archive: no place is kept or offered for them, even while nobody has ended the wish (TE78). */
function mayCome({ index, merged }: Safe, akte: Id): boolean {
  const personId = merged.personOfAkte(akte);
  const person = personId === undefined ? undefined : index.get(personId);
  return person?.isDead !== true && person?.isArchived !== true;
}

/** Free places that fit somebody who waits, from times alone: what was called off or not come to, and what a search finds, for instance
 *  in hours that are new (TE72). In order of time. */
export async function freePlaces(
  safe: Safe,
  calendar: CalendarView,
  asked: readonly AskedWish[],
): Promise<readonly PlaceView[]> {
  if (asked.length === 0) return [];
  const now = new Date(safe.given.now());
  const today = localDay(now.getTime());
  const soonest = now.getHours() * 60 + now.getMinutes() + LEAST_NOTICE;
  const to = addDays(today, DAYS_AHEAD);
  const taken = new Map<LocalDate, readonly KnownAppointment[]>();
  for (let day = today; day <= to; day = addDays(day, 1)) taken.set(day, await bookOf(safe).timesOf(day));
  const occupancy = occupancyOf(calendar, taken, await readBlockedTimes(safe));
  const freed = [...taken.values()].flatMap((appointments) => appointments.flatMap(freedBy));
  const found = asked.flatMap((wish) => foundFor(wish, { from: today, to, soonest }, occupancy));
  const places: PlaceView[] = [];
  for (const place of [...freed, ...found]) {
    if (place.day === today && place.from < soonest) continue;
    if (places.length >= MOST_PLACES || places.some((other) => covers(other, place))) continue;
    const fits = asked.flatMap((wish) => fitFor(wish, place, occupancy));
    if (fits.length > 0) places.push({ ...place, fits });
  }
  return places.toSorted((a, b) => (a.day === b.day ? a.from - b.from : a.day < b.day ? -1 : 1));
}

/** How many fit a place that has just become free. */
export async function countFitting(safe: Safe, calendar: CalendarView, place: FreePlace): Promise<number> {
  const { asked } = await askedWishes(safe);
  if (asked.length === 0) return 0;
  const taken = new Map([[place.day, await bookOf(safe).timesOf(place.day)]]);
  const occupancy = occupancyOf(calendar, taken, await readBlockedTimes(safe));
  return asked.filter((wish) => fitOf(wish, place, occupancy) !== undefined).length;
}

type CausedPlace = Omit<PlaceView, 'fits'>;

function freedBy({ value }: KnownAppointment): readonly CausedPlace[] {
  if (value.zustand !== 'abgesagt' && value.zustand !== 'nichtErschienen') return [];
  const { tag: day, von: from, minuten, ressourcen, zustand: cause } = value;
  return [{ day, from, to: from + minuten, resources: ressourcen.map((id) => hexOf(id)), cause }];
}

/** The first places a wish would find by itself, one a day. */
function foundFor(
  wish: AskedWish,
  { from, to, soonest }: { readonly from: LocalDate; readonly to: LocalDate; readonly soonest: number },
  occupancy: Occupancy,
): readonly CausedPlace[] {
  const span = spanOfWish(wish, { from, to });
  const found: CausedPlace[] = [];
  for (let day = span.from; day <= span.to && found.length < PER_WISH; day = addDays(day, 1)) {
    const search = { ...searchOf(wish), from: day, to: day, grid: GRID, most: 1 };
    const [vacancy] = findVacancies({ ...search, ...(day === from && { notBefore: soonest }) }, occupancy);
    const step = vacancy?.steps[0];
    if (step !== undefined) found.push({ day, ...step, cause: 'frei' });
  }
  return found;
}

function fitFor(wish: AskedWish, place: FreePlace, occupancy: Occupancy): readonly PlaceView['fits'][number][] {
  const vacancy: Vacancy | undefined = fitOf(wish, place, occupancy);
  return vacancy === undefined ? [] : [{ wishId: wish.wishId, vacancy }];
}

/** The same time of the same resources is one place, however many would find it. */
function covers(a: FreePlace, b: FreePlace): boolean {
  return (
    a.day === b.day &&
    a.from <= b.from &&
    b.to <= a.to &&
    b.resources.some((resource) => a.resources.includes(resource))
  );
}

function askedOf({ record, value }: KnownWish): AskedWish {
  const { type, minutes, needs, from, to, daytime, weekdays, urgency, sinceMs } = wishFieldsOf(value);
  return {
    wishId: hexOf(record),
    minutes,
    needs,
    urgency,
    sinceMs,
    weekdays,
    ...(type !== null && { type }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    ...(daytime !== null && { daytime }),
  };
}
