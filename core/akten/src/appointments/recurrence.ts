import type { LocalDate } from '../field-type.ts';
import { daysInMonth } from '../calendar.ts';
import { addDays, dayNumber, daysBetween, mondayOf, type Weekday, weekdayOf } from './day-number.ts';

/** How often a series comes again. Clock times are the practice's own, so a series keeps its hour when summer time begins. */
export type Rhythm =
  | { readonly every: 'day'; readonly interval: number }
  /** On these weekdays of every n-th week, counted from the week of the first day. */
  | { readonly every: 'week'; readonly interval: number; readonly weekdays: readonly Weekday[] }
  /** On the same day of every n-th month; a month without that day is left out. */
  | { readonly every: 'month'; readonly interval: number }
  /** On the same weekday in the same week of the month: the second Tuesday; 'last' when the first day is in its month's last seven days. */
  | { readonly every: 'monthWeekday'; readonly interval: number; readonly isLast?: boolean };

/** A series: where it begins, how it goes on, and where it ends. Either end is enough; with both, whichever comes first. */
export interface Series {
  readonly first: LocalDate;
  readonly rhythm: Rhythm;
  readonly until?: LocalDate;
  readonly count?: number;
  /** Days left out: holidays, leave (TE5). They do not count. */
  readonly without?: ReadonlySet<LocalDate>;
}

/** No series makes more days than this, whatever it says (TE5). */
export const SERIES_MOST = 400;
/** A rhythm that meets no day ends here: ten years after its first day. */
const SERIES_DAYS_MOST = 3660;

/** The days of a series in order, the first included when the rhythm meets it (TE5). At most `SERIES_MOST`. */
export function daysOfSeries({ first, rhythm, until, count = SERIES_MOST, without }: Series): readonly LocalDate[] {
  const days: LocalDate[] = [];
  const most = Math.min(count, SERIES_MOST);
  for (let after = 0; after <= SERIES_DAYS_MOST && days.length < most; after++) {
    const day = addDays(first, after);
    if (until !== undefined && day > until) break;
    if (isMet(rhythm, first, day) && without?.has(day) !== true) days.push(day);
  }
  return days;
}

function isMet(rhythm: Rhythm, first: LocalDate, day: LocalDate): boolean {
  const interval = Math.max(1, Math.trunc(rhythm.interval));
  switch (rhythm.every) {
    case 'day':
      return daysBetween(first, day) % interval === 0;
    case 'week':
      return (
        rhythm.weekdays.includes(weekdayOf(day)) &&
        ((dayNumber(mondayOf(day)) - dayNumber(mondayOf(first))) / 7) % interval === 0
      );
    case 'month':
      return day.slice(8) === first.slice(8) && monthsBetween(first, day) % interval === 0;
    case 'monthWeekday':
      return (
        weekdayOf(day) === weekdayOf(first) &&
        monthsBetween(first, day) % interval === 0 &&
        (rhythm.isLast === true ? isInLastWeek(day) : weekOfMonth(day) === weekOfMonth(first))
      );
  }
}

function monthsBetween(from: LocalDate, to: LocalDate): number {
  const months = (day: LocalDate) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from);
}

/** 0 for days 1 to 7, 1 for 8 to 14 ... */
function weekOfMonth(day: LocalDate): number {
  return Math.floor((Number(day.slice(8)) - 1) / 7);
}

function isInLastWeek(day: LocalDate): boolean {
  return Number(day.slice(8)) > daysInMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7))) - 7;
}
