import { daysOfSeries, type Rhythm } from '../appointments/recurrence.ts';
import { weekdayOf } from '../appointments/day-number.ts';
import type { LocalDate } from '../field-type.ts';
import type { TaskRhythm } from './task-fields.ts';

/** How often a task comes again. */
export interface TaskRepeat {
  readonly alle: number;
  readonly einheit: TaskRhythm;
}

/** When a task comes again once it is done: the first day of its series behind the day it was due that is not over yet (AU5). Without a
 *  day it counts from today. Undefined: its series has no such day. */
export function nextDueDay(repeat: TaskRepeat, due: LocalDate | undefined, today: LocalDate): LocalDate | undefined {
  const first = due ?? today;
  return daysOfSeries({ first, rhythm: rhythmOf(repeat, first) }).find((day) => day > first && day >= today);
}

function rhythmOf({ alle, einheit }: TaskRepeat, first: LocalDate): Rhythm {
  if (einheit === 'tag') return { every: 'day', interval: alle };
  if (einheit === 'monat') return { every: 'month', interval: alle };
  return { every: 'week', interval: alle, weekdays: [weekdayOf(first)] };
}

/** What a list of tasks is sorted by. */
interface Sortable {
  readonly dueDay?: LocalDate | undefined;
  readonly isUrgent: boolean;
  readonly title: string;
}

/** By day, the overdue ones first and those without a day last; on one day the urgent ones first (AU31). */
export function byDueDay(a: Sortable, b: Sortable): number {
  const rank = ({ dueDay = '9999', isUrgent }: Sortable) => `${dueDay}${isUrgent ? 0 : 1}`;
  return rank(a).localeCompare(rank(b)) || a.title.localeCompare(b.title, 'de');
}

/** Who somebody is to a task: themselves, their roles, the units that mean them today, and the workplace they sit at. Hex ids. */
export interface TaskHand {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly units: readonly string[];
  readonly workplaceId?: string | undefined;
}

/** True when a task is this person's: by name, by role, by unit or by workplace (AU3). One that names nobody is nobody's. */
export function isTaskOf(assignees: readonly string[], { userId, roles, units, workplaceId }: TaskHand): boolean {
  return assignees.some((id) => id === userId || id === workplaceId || roles.includes(id) || units.includes(id));
}
