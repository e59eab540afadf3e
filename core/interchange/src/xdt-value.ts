import { isLocalDate, isLocalTime, isPartialDate } from '@siegel/akten';

/** How a file writes dates. Source: interface descriptions: LDT 3 and KVDT JJJJMMTT, GDT and BDT TTMMJJJJ, LDT 2 both. */
export type DateOrder = 'JJJJMMTT' | 'TTMMJJJJ';

const EIGHT_DIGITS = /^\d{8}$/;
const FIRST_YEAR = 1850;
const LAST_YEAR = 2150;

/** Reads a date, unknown parts `00` included; null when it is none in this order. `19900200` gives `1990-02`. */
export function xdtDate(content: string, order: DateOrder): string | null {
  const digits = content.trim();
  if (!EIGHT_DIGITS.test(digits)) return null;
  const [year, month, day] =
    order === 'JJJJMMTT'
      ? [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)]
      : [digits.slice(4), digits.slice(2, 4), digits.slice(0, 2)];
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return null;
  if (month === '00') return day === '00' ? year : null;
  const date = day === '00' ? `${year}-${month}` : `${year}-${month}-${day}`;
  return isPartialDate(date) ? date : null;
}

/** Decides the order of a whole file by the dates that make sense in one order only; `usual` when none decides. */
export function dateOrderOf(contents: readonly string[], usual: DateOrder): DateOrder {
  let yearFirst = 0;
  let dayFirst = 0;
  for (const content of contents) {
    const asYearFirst = xdtDate(content, 'JJJJMMTT') !== null;
    const asDayFirst = xdtDate(content, 'TTMMJJJJ') !== null;
    if (asYearFirst && !asDayFirst) yearFirst++;
    if (asDayFirst && !asYearFirst) dayFirst++;
  }
  if (yearFirst === dayFirst) return usual;
  return yearFirst > dayFirst ? 'JJJJMMTT' : 'TTMMJJJJ';
}

/** Reads HHMM or HHMMSS; null when it is none. */
export function xdtTime(content: string): string | null {
  const match = /^(\d{2})(\d{2})(\d{2})?$/.exec(content.trim());
  if (match === null) return null;
  const time = match[3] === undefined ? `${match[1]}:${match[2]}` : `${match[1]}:${match[2]}:${match[3]}`;
  return isLocalTime(time) ? time : null;
}

/** A full day, for `behandlungstag`; null when parts are unknown. */
export function fullDay(date: string | null): string | null {
  return date !== null && isLocalDate(date) ? date : null;
}

const SEX: Readonly<Record<string, 'm' | 'w' | 'd' | 'x' | 'unbekannt'>> = {
  '1': 'm',
  '2': 'w',
  M: 'm',
  W: 'w',
  F: 'w',
  D: 'd',
  X: 'x',
  U: 'unbekannt',
};

/** Sex from digits (GDT, BDT) or letters (LDT 3, KVDT); null for anything else. */
export function xdtSex(content: string): (typeof SEX)[string] | null {
  const key = content.trim().toUpperCase();
  return Object.hasOwn(SEX, key) ? (SEX[key] ?? null) : null;
}
