import { byDueDay } from '@siegel/akten';
import { hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { OpenTaskOf } from '../channel/leaving-api.ts';
import { openTasksOf } from '../people/hand-over-tasks.ts';
import type { Safe } from '../safe/safe.ts';
import type { KnownTask } from '../tasks/task-book.ts';
import { taskNow } from '../tasks/task-fields.ts';
import { rowOf } from './person-view.ts';

export { handOverTasks } from '../people/hand-over-tasks.ts';

/** The open tasks of somebody as whoever hands them over sees them, by day. Codes of `openTasksOf`. */
export async function leavingTasks(safe: Safe, user: Id): Promise<Result<readonly OpenTaskOf[]>> {
  const tasks = await openTasksOf(safe, user);
  return tasks.ok ? ok(tasks.value.map((known) => taskOf(safe, known)).toSorted(byDueDay)) : tasks;
}

function taskOf(safe: Safe, { record, akte, value }: KnownTask) {
  const { title, dueDay, isUrgent } = taskNow(value);
  const personId = safe.directory.personOfAkte(akte);
  const person = personId === undefined ? undefined : rowOf(safe, personId);
  return {
    recordId: hexOf(record),
    title,
    isUrgent,
    ...(dueDay !== null && { dueDay }),
    ...(person !== undefined && { person }),
  };
}
