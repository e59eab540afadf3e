/** Days as numbers, so that histories can be calculated without a clock or a time zone. */
import type { LocalDate } from '@siegel/akten';

/** Days since 1970-01-01, negative before. */
export type Day = number;

/** Days of a year, near enough for ages and intervals. */
export const DAYS_PER_YEAR = 365;

/** The number of a calendar day `YYYY-MM-DD`. Source: H. Hinnant, chrono-compatible date algorithms, days_from_civil. */
export function dayOf(date: LocalDate): Day {
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The calendar day of a number. Source: as `dayOf`, civil_from_days. */
export function dateOf(day: Day): LocalDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1)}`;
}

/** As a German practice writes a day: 24.11.2026. */
export function germanDate(day: Day): string {
  const date = dateOf(day);
  return `${date.slice(8)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}

/** The day itself, or the last one before it on which the practice was open. */
export function openDayBefore(day: Day): Day {
  let open = day;
  while (isWeekend(open) || CLOSED.has(dateOf(open).slice(5))) open--;
  return open;
}

/** Month 1 to 12. */
export function monthOf(day: Day): number {
  return Number(dateOf(day).slice(5, 7));
}

const CLOSED = new Set(['01-01', '05-01', '10-03', '12-24', '12-25', '12-26', '12-31']);

function isWeekend(day: Day): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday >= 5;
}

/** Two digits. */
export function pad2(number: number): string {
  return String(number).padStart(2, '0');
}
