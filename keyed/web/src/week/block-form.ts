import { daysOfSeries, type LocalDate, SERIES_MOST, weekdayOf } from '@siegel/akten';
import type { BlockedTimeChange, BlockedTimeView } from '@siegel/safe';
import { clock, minuteOfClock } from '../day-list/day-rows.ts';

/** How a blocked time comes again. */
export const BLOCK_REPEATS = ['none', 'daily', 'weekly', 'biweekly', 'keep'] as const;
/** One of `BLOCK_REPEATS`; `keep`: the days it has. */
export type BlockRepeat = (typeof BLOCK_REPEATS)[number];

const DAY_MINUTES = 1_440;
const USUAL_FROM = 480;
const USUAL_MINUTES = 60;

/** What the dialog begins with: a place, or one that is there. */
export type BlockWish =
  | {
      readonly day: LocalDate;
      readonly from: number;
      readonly resourceId: string | undefined;
      readonly blocked?: never;
    }
  | { readonly blocked: BlockedTimeView; readonly day: LocalDate };

/** What is filled in. */
export interface BlockForm {
  readonly title: string;
  readonly day: LocalDate;
  readonly repeat: BlockRepeat;
  /** Last day of a series. */
  readonly until: LocalDate;
  readonly isAllDay: boolean;
  /** As they are typed. */
  readonly from: string;
  readonly to: string;
  readonly resources: readonly string[];
}

/** What is missing or wrong, by its field. */
export type BlockFault = 'title' | 'time' | 'until' | 'resources' | 'many';

/** The form as it begins. */
export function blockFormOf(wish: BlockWish): BlockForm {
  if (wish.blocked === undefined) {
    const { day, from, resourceId } = wish;
    const [begin, end] = [from, Math.min(DAY_MINUTES - 1, from + USUAL_MINUTES)];
    const resources = resourceId === undefined ? [] : [resourceId];
    return {
      title: '',
      day,
      repeat: 'none',
      until: day,
      isAllDay: false,
      from: clock(begin),
      to: clock(end),
      resources,
    };
  }
  const { title = '', days, from, minutes, resources } = wish.blocked;
  const isAllDay = minutes === DAY_MINUTES;
  return {
    title,
    day: days[0] ?? wish.day,
    repeat: days.length > 1 ? 'keep' : 'none',
    until: days.at(-1) ?? wish.day,
    isAllDay,
    from: clock(isAllDay ? USUAL_FROM : from),
    to: isAllDay ? clock(USUAL_FROM + USUAL_MINUTES) : endClock(from + minutes),
    resources,
  };
}

/** The days of the form: one, or those of the series; `keep`: those it has. */
export function daysOfForm(form: BlockForm, before: readonly LocalDate[]): readonly LocalDate[] {
  const { day, repeat, until } = form;
  switch (repeat) {
    case 'none':
      return [day];
    case 'keep':
      return before;
    case 'daily':
      return daysOfSeries({ first: day, until, rhythm: { every: 'day', interval: 1 } });
    case 'weekly':
    case 'biweekly': {
      const interval = repeat === 'weekly' ? 1 : 2;
      return daysOfSeries({ first: day, until, rhythm: { every: 'week', interval, weekdays: [weekdayOf(day)] } });
    }
  }
}

/** Everything that keeps the form from being entered. */
export function blockFaults(form: BlockForm, before: readonly LocalDate[]): readonly BlockFault[] {
  const [from, to] = [minuteOfClock(form.from), endOf(form.to)];
  const isTimeWrong = !form.isAllDay && (from === undefined || to === undefined || to <= from);
  const isSeries = form.repeat !== 'none' && form.repeat !== 'keep';
  return [
    ...(form.title.trim() === '' ? (['title'] as const) : []),
    ...(isTimeWrong ? (['time'] as const) : []),
    ...(isSeries && form.until < form.day ? (['until'] as const) : []),
    ...(isLongest(form, before) ? (['many'] as const) : []),
    ...(form.resources.length === 0 ? (['resources'] as const) : []),
  ];
}

function isLongest(form: BlockForm, before: readonly LocalDate[]): boolean {
  return form.repeat === 'daily' && daysOfForm(form, before).length === SERIES_MOST;
}

/** The form as it is entered; only what has no faults is. */
export function changeOfForm(form: BlockForm, before: BlockedTimeView | undefined): BlockedTimeChange {
  const from = form.isAllDay ? 0 : (minuteOfClock(form.from) ?? 0);
  const minutes = form.isAllDay ? DAY_MINUTES : (endOf(form.to) ?? from) - from;
  const title = form.title.trim();
  return {
    days: daysOfForm(form, before?.days ?? []),
    from,
    minutes,
    resources: form.resources,
    isUsed: true,
    ...(before !== undefined && { blockedId: before.blockedId }),
    ...(title !== before?.title && { title }),
  };
}

/** 24:00 is the end of a day. */
function endOf(text: string): number | undefined {
  return text.trim() === '24:00' ? DAY_MINUTES : minuteOfClock(text);
}

function endClock(minute: number): string {
  return minute === DAY_MINUTES ? '24:00' : clock(minute);
}
