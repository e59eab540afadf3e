const FULL = /^(\d{4})-(\d{2})-(\d{2})$/;
const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;
const DAYS_BY_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for `JJJJ-MM-TT` naming a day of the Gregorian calendar, years 1..9999. */
export function isLocalDate(value: string): boolean {
  return FULL.test(value) && isPartialDate(value);
}

/** True for `JJJJ`, `JJJJ-MM` or `JJJJ-MM-TT` whose given parts exist. */
export function isPartialDate(value: string): boolean {
  const match = PARTIAL.exec(value);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  if (year < 1 || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

/** True for `HH:MM` or `HH:MM:SS`. */
export function isLocalTime(value: string): boolean {
  return TIME.test(value);
}

/** Days of a month (1..12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (DAYS_BY_MONTH[month - 1] ?? 0);
}
