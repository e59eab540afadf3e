import { isLocalDate } from '@siegel/akten';

const two = (part: number) => String(part).padStart(2, '0');

/** Reads a day as people type it: `24.11.2026`, `1.3.26`, `1.3.`, `010326`, `01032026`, `2026-03-01`, `heute`, `gestern`,
 *  also `today` and `yesterday`. A year of two digits is the newest that lies at most one year ahead; without a year it is
 *  this year. @param today JJJJ-MM-TT. @returns JJJJ-MM-TT, or undefined for what is no day of the calendar. */
export function parseDay(typed: string, today: string): string | undefined {
  const text = typed.trim().toLowerCase();
  if (text === 'heute' || text === 'today') return today;
  if (text === 'gestern' || text === 'yesterday') return addDays(today, -1);
  if (isLocalDate(text)) return text;
  const parts = /^(\d{1,2})[./](\d{1,2})[./]?(\d{4}|\d{2})?$/.exec(text) ?? /^(\d\d)(\d\d)(\d{4}|\d{2})?$/.exec(text);
  if (parts === null) return undefined;
  const day = `${yearOf(parts[3], today)}-${two(Number(parts[2]))}-${two(Number(parts[1]))}`;
  return isLocalDate(day) ? day : undefined;
}

/** The day `count` days after (or, negative, before) a day. Days of the calendar have no time zone. */
export function addDays(day: string, count: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}

function yearOf(typed: string | undefined, today: string): string {
  const thisYear = Number(today.slice(0, 4));
  if (typed === undefined) return String(thisYear);
  if (typed.length === 4) return typed;
  const century = thisYear - (thisYear % 100) + Number(typed);
  return String(century > thisYear + 1 ? century - 100 : century);
}
