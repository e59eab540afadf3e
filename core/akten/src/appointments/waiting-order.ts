import type { LocalDate } from '../field-type.ts';
import { type Daytime, rangeOfDaytime } from './daytime.ts';
import type { Weekday } from './day-number.ts';
import { URGENCIES, type Urgency } from './urgency.ts';
import type { TimeRange } from './time-range.ts';
import { findVacancies, type Occupancy, type Vacancy, type VacancyWish } from './vacancies.ts';

/** What somebody on the waiting list waits for. */
export interface WaitingFor {
  readonly minutes: number;
  readonly needs: readonly (readonly string[])[];
  readonly type?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly daytime?: Daytime;
  readonly weekdays?: readonly Weekday[];
  readonly urgency: Urgency;
  readonly sinceMs: number;
}

/** A stretch of a day that has become free, of these resources. */
export interface FreePlace extends TimeRange {
  readonly day: LocalDate;
  readonly resources: readonly string[];
}

/** A search never goes finer than this. */
const GRID = 5;

/** Who is asked first: the most urgent, among them whoever waits longest (TE72). */
export function inOrderOfAsking<T extends Pick<WaitingFor, 'urgency' | 'sinceMs'>>(wishes: readonly T[]): readonly T[] {
  const rank = ({ urgency }: Pick<WaitingFor, 'urgency'>) => URGENCIES.indexOf(urgency);
  return wishes.toSorted((a, b) => rank(b) - rank(a) || a.sinceMs - b.sinceMs);
}

/** Where somebody who waits would come in a place that has become free: whole inside it, with one of its resources at least, within
 *  all that was asked for (TE72). Undefined: it does not fit. */
export function fitOf(wish: WaitingFor, place: FreePlace, occupancy: Occupancy): Vacancy | undefined {
  // Who or what became free is taken first.
  const needs = wish.needs.map((need) => [
    ...need.filter((id) => place.resources.includes(id)),
    ...need.filter((id) => !place.resources.includes(id)),
  ]);
  if (!needs.some(([first]) => first !== undefined && place.resources.includes(first))) return undefined;
  const { from, to } = spanOfWish(wish, { from: place.day, to: place.day });
  const range = wish.daytime === undefined ? undefined : rangeOfDaytime(wish.daytime);
  const within = { from: Math.max(place.from, range?.from ?? 0), to: Math.min(place.to, range?.to ?? place.to) };
  const [found] = findVacancies({ ...searchOf({ ...wish, needs }), from, to, within, grid: GRID, most: 1 }, occupancy);
  const isOfPlace = found?.steps[0]?.resources.some((id) => place.resources.includes(id)) === true;
  return isOfPlace ? found : undefined;
}

/** The days of `span` on which somebody wants to come; empty (`to` before `from`) when there is none. */
export function spanOfWish(
  { from, to }: Pick<WaitingFor, 'from' | 'to'>,
  span: { readonly from: LocalDate; readonly to: LocalDate },
): { readonly from: LocalDate; readonly to: LocalDate } {
  return {
    from: from !== undefined && from > span.from ? from : span.from,
    to: to !== undefined && to < span.to ? to : span.to,
  };
}

/** What a wish asks of the search, without its days. */
export function searchOf({
  minutes,
  needs,
  type,
  daytime,
  weekdays,
}: WaitingFor): Pick<VacancyWish, 'steps' | 'within' | 'weekdays'> {
  return {
    steps: [{ minutes, needs, ...(type !== undefined && { type }) }],
    ...(daytime !== undefined && { within: rangeOfDaytime(daytime) }),
    ...(weekdays !== undefined && weekdays.length > 0 && { weekdays }),
  };
}
