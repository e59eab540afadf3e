import { isPartialDate } from '@siegel/akten';
import { parseDay } from '../text/parse-day.ts';

/** Reads a date of birth as people type it: `1.3.51`, `010351`, `01031951`, `3.1951`, `1951`, `1951-03-01`. Two digits of a year
 *  mean the newest year that is not in the future. @param today JJJJ-MM-TT.
 *  @returns JJJJ, JJJJ-MM or JJJJ-MM-TT; undefined for what is no date of the calendar (FR12). */
export function parseBirth(typed: string, today: string): string | undefined {
  const text = typed.trim();
  if (/^\d{4}(?:-\d\d)?$/.test(text) && !isDayAndMonth(text)) return partialDay(text);
  const month = /^(\d{1,2})[./](\d{4})$/.exec(text);
  if (month !== null) return partialDay(`${month[2]}-${String(month[1]).padStart(2, '0')}`);
  return birthDay(text, today);
}

function birthDay(text: string, today: string): string | undefined {
  // Without a year it is no date of birth, and words like "heute" are none either.
  if (!/\d{2}$/.test(text) || /^\d{1,2}[./]\d{1,2}$/.test(text) || isDayAndMonth(text)) return undefined;
  const day = parseDay(text, today);
  if (day === undefined || day <= today || /\d{4}$/.test(text) || text.includes('-')) return day;
  return `${Number(day.slice(0, 4)) - 100}${day.slice(4)}`;
}

function partialDay(text: string): string | undefined {
  return isPartialDate(text) ? text : undefined;
}

/** Four digits are a year from 1800 on; before that they are day and month. */
function isDayAndMonth(text: string): boolean {
  return /^\d{4}$/.test(text) && Number(text) < 1800;
}
