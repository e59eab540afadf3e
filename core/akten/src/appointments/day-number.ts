import { isLocalDate } from '../calendar.ts';
import type { LocalDate } from '../field-type.ts';

/** 1 Monday to 7 Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAY_MS = 86_400_000;
const WEEK = 7;
/** 1970-01-01 was a Thursday. */
const THURSDAY = 4;

/** Days since 1970-01-01. Throws a RangeError for what is no day (TE1). */
export function dayNumber(day: LocalDate): number {
  if (!isLocalDate(day)) throw new RangeError(`not a day: ${day}`);
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

/** The day that lies `number` days after 1970-01-01; the inverse of `dayNumber`. Years 1 to 9999. */
export function dayOfNumber(number: number): LocalDate {
  return new Date(number * DAY_MS).toISOString().slice(0, 'JJJJ-MM-TT'.length);
}

/** The day that many days later, or earlier for a negative number. */
export function addDays(day: LocalDate, days: number): LocalDate {
  return dayOfNumber(dayNumber(day) + days);
}

/** How many days `to` lies after `from`. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekdayOf(day: LocalDate): Weekday {
  const sinceMonday = (((dayNumber(day) + THURSDAY - 1) % WEEK) + WEEK) % WEEK;
  return (sinceMonday + 1) as Weekday;
}

/** The Monday of the week a day lies in. */
export function mondayOf(day: LocalDate): LocalDate {
  return addDays(day, 1 - weekdayOf(day));
}

/** Calendar week with its year; the week belongs to the year its Thursday lies in (ISO 8601). */
export function isoWeekOf(day: LocalDate): { readonly year: number; readonly week: number } {
  const thursday = addDays(mondayOf(day), THURSDAY - 1);
  const year = Number(thursday.slice(0, 4));
  return { year, week: 1 + Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / WEEK) };
}
