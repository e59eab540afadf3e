import type { TimeRange } from '@siegel/akten';
import { clock, minuteOfClock } from '../day-list/day-rows.ts';

const DAY = 1440;

/** `8-12, 15-18:30` as ranges of minutes; undefined for what is none. Empty: no hours. */
export function hoursOfText(text: string): readonly TimeRange[] | undefined {
  const ranges = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(rangeOf);
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

/** Ranges as they are typed: `8-12, 15-18:30`. */
export function textOfHours(hours: readonly TimeRange[]): string {
  return hours.map(({ from, to }) => `${short(from)}-${short(to)}`).join(', ');
}

function rangeOf(text: string): TimeRange | undefined {
  const [start = '', end = '', ...more] = text.split(/-|–|bis/);
  const from = minuteOfClock(start);
  const to = end.trim() === '24' ? DAY : minuteOfClock(end);
  return from === undefined || to === undefined || more.length > 0 || to <= from ? undefined : { from, to };
}

function short(minute: number): string {
  const text = minute === DAY ? '24:00' : clock(minute);
  return text.replace(/^0/, '').replace(/:00$/, '');
}
