import type { LocalDate } from '../field-type.ts';
import { addDays, type Weekday, weekdayOf } from './day-number.ts';
import { isWithin, joinRanges, rangesWithin, rangesWithout, type TimeRange } from './time-range.ts';

/** One stretch of an appointment: who or what is needed for how long. */
export interface VacancyStep {
  readonly minutes: number;
  /** One of each: `[[albers, weigel], [room 1, room 2, room 3]]` is a doctor and a room (TE12). */
  readonly needs: readonly (readonly string[])[];
  readonly type?: string;
  /** How long after the step before it may begin, in minutes; the first step has none. Default: at once. */
  readonly wait?: { readonly least: number; readonly most: number };
  /** So many days after the step before, at any time of that day; `wait` does not count then (TE68). Not for the first step. */
  readonly daysAfter?: { readonly least: number; readonly most: number };
}

/** How many days after its first step a chain may end at the latest. */
export function longestWayOf(steps: readonly VacancyStep[]): number {
  return steps.slice(1).reduce((days, { daysAfter }) => days + (daysAfter?.most ?? 0), 0);
}

/** What is looked for. */
export interface VacancyWish {
  /** More than one: a chain, every step after the one before (TE13). */
  readonly steps: readonly VacancyStep[];
  readonly from: LocalDate;
  /** Included. */
  readonly to: LocalDate;
  /** Part of the day and weekdays of the first step; later days of a chain follow from it (TE68). */
  readonly within?: TimeRange;
  readonly weekdays?: readonly Weekday[];
  /** Nothing begins before this minute of the first day. */
  readonly notBefore?: number;
  /** Appointments begin at multiples of so many minutes after the beginning of free time. */
  readonly grid: number;
  readonly most: number;
}

/** What is known of resources: both in order and joined or not, as they come. */
export interface Occupancy {
  /** Hours in which a type of appointment may be put. */
  bookable(resource: string, day: LocalDate, type: string | undefined): readonly TimeRange[];
  /** Times that are taken. */
  taken(resource: string, day: LocalDate): readonly TimeRange[];
}

/** A step with its time and whoever takes part. */
export interface VacancyTime extends TimeRange {
  /** One of each need, in their order. */
  readonly resources: readonly string[];
  /** Absent: the day of the vacancy. */
  readonly day?: LocalDate;
}

/** A place for everything that was asked for. */
export interface Vacancy {
  /** Of the first step. */
  readonly day: LocalDate;
  readonly steps: readonly VacancyTime[];
}

/** The first free places in order of time, at most `most` (TE12, TE13). A resource is asked for by its place in a need: whoever is
 *  named first is taken first. Cost: days times free ranges times steps. */
export function findVacancies(wish: VacancyWish, occupancy: Occupancy): readonly Vacancy[] {
  const found: Vacancy[] = [];
  for (let day = wish.from; day <= wish.to && found.length < wish.most; day = addDays(day, 1)) {
    if (wish.weekdays !== undefined && !wish.weekdays.includes(weekdayOf(day))) continue;
    const search = new DaySearch(wish, { day, first: day }, occupancy);
    for (const at of search.starts()) {
      const steps = search.from(at);
      if (steps !== undefined) found.push({ day, steps });
      if (found.length === wish.most) break;
    }
  }
  return found;
}

/** The search within one day; free times are worked out once per resource and type. */
class DaySearch {
  readonly #wish: VacancyWish;
  readonly #day: LocalDate;
  readonly #first: LocalDate;
  readonly #occupancy: Occupancy;
  readonly #free = new Map<string, readonly TimeRange[]>();
  readonly #laterDays = new Map<LocalDate, DaySearch>();

  /** @param first day of the chain that is looked for. */
  constructor(
    wish: VacancyWish,
    { day, first }: { readonly day: LocalDate; readonly first: LocalDate },
    occupancy: Occupancy,
  ) {
    this.#wish = wish;
    this.#day = day;
    this.#first = first;
    this.#occupancy = occupancy;
  }

  /** When a step may begin: on the grid of every free range of those it needs. */
  starts(index = 0): readonly number[] {
    const step = this.#wish.steps[index];
    const resources = step?.needs[0] ?? [];
    const ranges = resources.flatMap((resource) => this.#freeOf(resource, step?.type));
    const minutes = step?.minutes ?? 0;
    const starts = ranges.flatMap((range) => this.#gridOf(range, minutes));
    return [...new Set(starts)].toSorted((a, b) => a - b);
  }

  /** All steps from a beginning on, or undefined when one finds no place. */
  from(at: number, index = 0): readonly VacancyTime[] | undefined {
    const step = this.#wish.steps[index];
    if (step === undefined) return [];
    const time = { from: at, to: at + step.minutes };
    const resources = this.#choose(step, time);
    if (resources === undefined) return undefined;
    const here = { ...time, resources, ...(this.#day !== this.#first && { day: this.#day }) };
    const next = this.#wish.steps[index + 1];
    if (next === undefined) return [here];
    if (next.daysAfter !== undefined) {
      const later = this.#onLaterDay(next.daysAfter, index + 1);
      return later === undefined ? undefined : [here, ...later];
    }
    const { least, most } = next.wait ?? { least: 0, most: 0 };
    for (let wait = least; wait <= most; wait += this.#wish.grid) {
      const others = this.from(time.to + wait, index + 1);
      if (others !== undefined) return [here, ...others];
    }
    return undefined;
  }

  /** The step and all behind it on the first day that has room for them. */
  #onLaterDay(
    { least, most }: NonNullable<VacancyStep['daysAfter']>,
    index: number,
  ): readonly VacancyTime[] | undefined {
    for (let after = Math.max(1, least); after <= most; after++) {
      const day = addDays(this.#day, after);
      const search =
        this.#laterDays.get(day) ?? new DaySearch(this.#wish, { day, first: this.#first }, this.#occupancy);
      this.#laterDays.set(day, search);
      for (const at of search.starts(index)) {
        const steps = search.from(at, index);
        if (steps !== undefined) return steps;
      }
    }
    return undefined;
  }

  #gridOf({ from, to }: TimeRange, minutes: number): readonly number[] {
    const starts: number[] = [];
    for (let at = from; at + minutes <= to; at += this.#wish.grid) starts.push(at);
    return starts;
  }

  /** One of each need that is free, nobody twice. */
  #choose(
    { needs, type }: VacancyStep,
    time: TimeRange,
    chosen: readonly string[] = [],
  ): readonly string[] | undefined {
    const need = needs[chosen.length];
    if (need === undefined) return chosen;
    for (const resource of need) {
      if (chosen.includes(resource) || !isWithin(time, this.#freeOf(resource, type))) continue;
      const all = this.#choose({ needs, ...(type !== undefined && { type }), minutes: 0 }, time, [...chosen, resource]);
      if (all !== undefined) return all;
    }
    return undefined;
  }

  #freeOf(resource: string, type: string | undefined): readonly TimeRange[] {
    const key = `${resource} ${type ?? ''}`;
    const known = this.#free.get(key);
    if (known !== undefined) return known;
    const hours = this.#occupancy.bookable(resource, this.#day, type);
    const { within } = this.#wish;
    const open = within === undefined || this.#day !== this.#first ? joinRanges(hours) : rangesWithin(hours, within);
    const left = rangesWithout(open, [...this.#occupancy.taken(resource, this.#day), ...this.#past()]);
    this.#free.set(key, left);
    return left;
  }

  #past(): readonly TimeRange[] {
    const { from, notBefore } = this.#wish;
    return this.#day === from && notBefore !== undefined ? [{ from: 0, to: notBefore }] : [];
  }
}
