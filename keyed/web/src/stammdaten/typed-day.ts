import { isPartialDate } from '@siegel/akten';
import { parseDay } from '../text/parse-day.ts';

/** Two digits of a year mean one that lies at most so far ahead, where something begins or ends. */
const YEARS_AHEAD = 30;

/** Reads the day something begins or ends, as people type it: `1.3.99`, `010399`, `31.12.30`, `12.2030`, `2030`. Two digits of a year
 *  mean one at most 30 years ahead: an exemption ends soon, a guardianship began long ago. @param today JJJJ-MM-TT.
 *  @returns JJJJ, JJJJ-MM or JJJJ-MM-TT; '' for nothing typed; undefined for what is no day (PE2). */
export function typedDay(typed: string, today: string): string | undefined {
  const text = typed.trim();
  if (text === '') return '';
  const turned = text
    .split(/[./]/)
    .toReversed()
    .join('-')
    .replace(/-(\d)$/, '-0$1');
  if (/^\d{4}(?:-\d{2})?$/.test(turned) && isPartialDate(turned)) return turned;
  const day = parseDay(text, today);
  const hasShortYear = /(?:[./]|^\d{4})\d{2}$/.test(text);
  if (day === undefined || !hasShortYear) return day;
  const later = `${Number(day.slice(0, 4)) + 100}${day.slice(4)}`;
  return Number(later.slice(0, 4)) - Number(today.slice(0, 4)) <= YEARS_AHEAD ? later : day;
}
