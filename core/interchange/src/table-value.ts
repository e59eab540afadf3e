import { isPartialDate } from '@siegel/akten';

/** Order of day and month where both could be either: `03/04/1951`. */
export type DayOrder = 'day-first' | 'month-first';

const FIRST_YEAR = 1850;
const LAST_YEAR = 2150;
/** A year of two digits up to this is of this century when no newer reading is given. */
const TWO_DIGITS = 100;

/** A date as people write it in tables: `14.03.1951`, `1951-03-14`, `14/3/51`, `19510314`, `03.1951`, `1951`. Null when it is
 *  none. @param today a year of two digits is the newest that does not lie behind this day. */
export function tableDate(cell: string, order: DayOrder, today: string): string | null {
  const text = cell.trim().replace(/[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/, '');
  return isoDate(text) ?? dottedDate(text, order, today) ?? shortDate(text);
}

function isoDate(text: string): string | null {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return match === null ? null : dateOf(match[1], match[2], match[3]);
}

function dottedDate(text: string, order: DayOrder, today: string): string | null {
  const match = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/.exec(text);
  if (match === null) return null;
  const [, first = '', second = '', year = ''] = match;
  const fullYear = year.length === 2 ? yearOf(Number(year), today) : year;
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  return dateOf(fullYear, month, day);
}

function shortDate(text: string): string | null {
  const match = /^(?:(\d{1,2})[./])?(\d{4})$/.exec(text);
  return match === null ? null : dateOf(match[2], match[1]);
}

function dateOf(year = '', month?: string, day?: string): string | null {
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return null;
  const parts = [year, month, day].filter((part) => part !== undefined).map((part) => part.padStart(2, '0'));
  const date = parts.join('-');
  return isPartialDate(date) ? date : null;
}

function yearOf(digits: number, today: string): string {
  const thisYear = Number(today.slice(0, 4));
  const century = thisYear - (thisYear % TWO_DIGITS);
  return String(century + digits > thisYear ? century - TWO_DIGITS + digits : century + digits);
}

/** The order in which a column writes its dates: by the dates that make sense in one order only, else day first. */
export function dayOrderOf(cells: readonly string[]): DayOrder {
  const is = (order: DayOrder) => cells.filter((cell) => dottedDate(cell.trim(), order, '2026-01-01') !== null).length;
  return is('month-first') > is('day-first') ? 'month-first' : 'day-first';
}

const SEX: Readonly<Record<string, 'm' | 'w' | 'd' | 'x' | 'unbekannt'>> = {
  ...{ m: 'm', mann: 'm', männlich: 'm', maennlich: 'm', male: 'm', herr: 'm', '1': 'm' },
  ...{ w: 'w', f: 'w', frau: 'w', weiblich: 'w', female: 'w', '2': 'w' },
  ...{
    d: 'd',
    divers: 'd',
    diverse: 'd',
    other: 'd',
    x: 'x',
    u: 'unbekannt',
    unbekannt: 'unbekannt',
    unknown: 'unbekannt',
  },
};

/** Sex in a word, a letter or a form of address; null for anything else. */
export function tableSex(cell: string): string | null {
  const word = cell.trim().toLowerCase();
  return Object.hasOwn(SEX, word) ? (SEX[word] ?? null) : null;
}

/** `Brandt, Ilse`, or `Ilse Brandt`: then the last word is the surname. */
export function namesOf(cell: string): { readonly familienname: string; readonly vorname: string } {
  const text = cell.trim().replace(/\s+/g, ' ');
  const comma = text.indexOf(',');
  if (comma > 0) return { familienname: text.slice(0, comma).trim(), vorname: text.slice(comma + 1).trim() };
  const space = text.lastIndexOf(' ');
  return { familienname: text.slice(space + 1), vorname: text.slice(0, Math.max(space, 0)) };
}

/** `10115 Berlin` or `D-10115 Berlin`; the place alone when there is no postal code in front. */
export function placeOf(cell: string): { readonly plz?: string; readonly ort: string } {
  const match = /^(?:[A-Z]{1,3}[- ])?(\d{4,5})\s+(\S.*)$/s.exec(cell.trim());
  return match === null ? { ort: cell.trim() } : { plz: match[1] ?? '', ort: match[2] ?? '' };
}
