import type { LocalDate } from '@siegel/akten';
import type { DayView, WeekView } from '@siegel/safe';
import { holidayOf } from './week-columns.ts';

/** One day of a week, as the day list and the dialog of an appointment know it. */
export function dayViewOf({ days, calendar, ownUser, mayWrite }: WeekView, day: LocalDate): DayView {
  const holiday = holidayOf(calendar, undefined, day);
  return {
    day,
    rows: days.find((one) => one.day === day)?.rows ?? [],
    calendar,
    ownUser,
    mayWrite,
    ...(holiday !== undefined && { holiday }),
  };
}
