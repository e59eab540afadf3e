import type { LocalDate } from '../field-type.ts';
import { daysBetween, mondayOf, type Weekday, weekdayOf } from './day-number.ts';
import { joinRanges, type TimeRange } from './time-range.ts';

/** Hours that come again every week. */
export interface WeeklyHours extends TimeRange {
  readonly weekday: Weekday;
  /** Only appointments of these types may be put here; absent: every type (TE11). */
  readonly types?: readonly string[];
  /** First and last day on which they hold; absent: from ever, for ever. */
  readonly since?: LocalDate;
  readonly until?: LocalDate;
  /** 2: every other week, counted from the week of `since`. */
  readonly interval?: number;
}

/** Days on which other hours hold than in the week; none: closed. */
export interface SpecialDays {
  readonly from: LocalDate;
  /** Included. */
  readonly to: LocalDate;
  readonly hours: readonly TimeRange[];
}

/** When a person, room or device can be booked. */
export interface BookablePlan {
  readonly weekly: readonly WeeklyHours[];
  readonly special: readonly SpecialDays[];
  /** True: on holidays of its site it cannot be booked, unless special hours say otherwise. */
  readonly isClosedOnHolidays: boolean;
}

/** What is asked of a plan. */
export interface PlanQuestion {
  readonly day: LocalDate;
  readonly isHoliday: boolean;
  /** Type of the appointment; absent: hours kept for single types do not count. */
  readonly type?: string;
}

/** The hours of a day in which a type of appointment may be put, in order (TE10, TE11). Special days win over the week and over
 *  holidays; of several that name a day the last. */
export function bookableOn(plan: BookablePlan, { day, isHoliday, type }: PlanQuestion): readonly TimeRange[] {
  const special = plan.special.findLast(({ from, to }) => from <= day && day <= to);
  if (special !== undefined) return joinRanges(special.hours);
  if (isHoliday && plan.isClosedOnHolidays) return [];
  const hours = plan.weekly.filter((weekly) => holdsOn(weekly, day) && isFor(weekly, type));
  return joinRanges(hours.map(({ from, to }) => ({ from, to })));
}

function holdsOn({ weekday, since, until, interval = 1 }: WeeklyHours, day: LocalDate): boolean {
  if (weekdayOf(day) !== weekday) return false;
  if ((since !== undefined && day < since) || (until !== undefined && day > until)) return false;
  const weeks = since === undefined ? 0 : daysBetween(mondayOf(since), mondayOf(day)) / 7;
  return weeks % interval === 0;
}

function isFor({ types }: WeeklyHours, type: string | undefined): boolean {
  return types === undefined || (type !== undefined && types.includes(type));
}
