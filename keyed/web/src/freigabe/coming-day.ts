import { addDays, parseDay } from '../text/parse-day.ts';

const WORDS: ReadonlyMap<string, number> = new Map([
  ['morgen', 1],
  ['tomorrow', 1],
  ['übermorgen', 2],
  ['uebermorgen', 2],
]);
const DAYS_OF_WORD: ReadonlyMap<string, number> = new Map([
  ['t', 1],
  ['d', 1],
  ['w', 7],
]);

/** Reads a day that is still to come, as people type it: everything `parseDay` reads, and `morgen`, `übermorgen`, `+10`, `in 10 Tagen`,
 *  `2 Wochen`, also `tomorrow`, `in 2 weeks`. A day without a year is the next one.
 *  @param today JJJJ-MM-TT. @returns JJJJ-MM-TT, null for a day before today, or undefined for what is no day of the calendar. */
export function comingDay(typed: string, today: string): string | null | undefined {
  const text = typed.trim().toLowerCase();
  const count = countOf(text);
  if (count !== undefined) return addDays(today, count);
  const day = parseDay(text, today);
  if (day === undefined || day >= today) return day;
  const next = `${Number(today.slice(0, 4)) + 1}${day.slice(4)}`;
  return /^\d{1,2}[./]\d{1,2}[./]?$|^\d{4}$/.test(text) ? parseDay(next, today) : null;
}

function countOf(text: string): number | undefined {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const [, plain, count, unit] = /^(?:\+(\d{1,3})|(?:in )?(\d{1,3}) ?(t|d|w)[a-zäöü]*)$/.exec(text) ?? [];
  if (plain !== undefined) return Number(plain);
  return count === undefined ? undefined : Number(count) * (DAYS_OF_WORD.get(unit ?? '') ?? 1);
}
