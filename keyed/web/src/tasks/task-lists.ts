import { addDays, isTaskOf, type LocalDate } from '@siegel/akten';
import type { TaskRow, TasksView } from '@siegel/safe';

/** Lists of the screen. */
export const TASK_SEGMENTS = ['mine', 'unassigned', 'all', 'done'] as const;
/** One of `TASK_SEGMENTS`. */
export type TaskSegment = (typeof TASK_SEGMENTS)[number];

/** The three counters (AU30). */
export interface TaskCounts {
  readonly ofPerson: number;
  readonly mine: number;
  readonly unassigned: number;
}

type Hand = Pick<TasksView, 'ownUser' | 'ownRoles' | 'ownUnits'>;

/** Whether a task is the own one: by name, role, unit, or the workplace of this browser. */
function isMine(
  { assignees }: TaskRow,
  { ownUser, ownRoles, ownUnits }: Hand,
  workplaceId: string | undefined,
): boolean {
  return isTaskOf(assignees, { userId: ownUser, roles: ownRoles, units: ownUnits, workplaceId });
}

/** What a list shows of the open tasks. What was done comes from elsewhere. */
export function ofSegment(view: TasksView, segment: TaskSegment, workplaceId: string | undefined): readonly TaskRow[] {
  switch (segment) {
    case 'mine':
      return view.tasks.filter((task) => isMine(task, view, workplaceId));
    case 'unassigned':
      return view.tasks.filter(({ isFree }) => isFree);
    case 'all':
      return view.tasks;
    case 'done':
      return [];
  }
}

/** Open tasks of the person on screen, one's own, and those nobody has taken. */
export function countTasks(view: TasksView, at: { personId?: string | undefined; workplaceId?: string | undefined }) {
  const ofPerson = view.tasks.filter(({ personId }) => personId !== undefined && personId === at.personId).length;
  return {
    ofPerson,
    mine: ofSegment(view, 'mine', at.workplaceId).length,
    unassigned: ofSegment(view, 'unassigned', at.workplaceId).length,
  } satisfies TaskCounts;
}

/** Tasks of one day, or of a stretch that has a name of its own. */
export interface TaskGroup {
  /** `overdue`, `today`, `tomorrow`, `none`, or a day. */
  readonly key: string;
  readonly rows: readonly TaskRow[];
}

/** Rows in their order, cut where the day changes; all that is overdue stands together (AU31). */
export function groupsOf(rows: readonly TaskRow[], today: LocalDate): readonly TaskGroup[] {
  const groups = new Map<string, TaskRow[]>();
  for (const row of rows) {
    const key = keyOf(row, today);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(([key, ofKey]) => ({ key, rows: ofKey }));
}

function keyOf({ dueDay }: TaskRow, today: LocalDate): string {
  if (dueDay === undefined) return 'none';
  if (dueDay < today) return 'overdue';
  if (dueDay === today) return 'today';
  return dueDay === addDays(today, 1) ? 'tomorrow' : dueDay;
}
