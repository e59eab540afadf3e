import { byDueDay, isTaskOf, readsPersons } from '@siegel/akten';
import { hexOf, type Id } from '@siegel/wire';
import type { OpenTask } from '../channel/home-api.ts';
import type { TaskRow, TasksView } from '../channel/task-api.ts';
import type { Safe } from '../safe/safe.ts';
import { type KnownTask, taskBookOf } from '../tasks/task-book.ts';
import { taskNow } from '../tasks/task-fields.ts';
import { addresseesOf, deskPeople, findsSomebody, namesOf, ownRolesOf, ownUnitsOf } from '../tasks/desk-people.ts';
import { rowOf } from './person-view.ts';
import type { Unlocked } from './unlocked.ts';

const MOST_AT_HOME = 30;

/** All open tasks as the page shows them, by day. */
export async function tasksView(house: Unlocked): Promise<TasksView> {
  const { safe } = house;
  const { tasks, closed } = await taskBookOf(safe).open();
  const people = await deskPeople(safe);
  const addressees = addresseesOf(house, people);
  const isFor = findsSomebody(safe, people);
  const rights = safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size);
  return {
    tasks: tasks.map((known) => taskRow(safe, known, isFor)).toSorted(byDueDay),
    addressees,
    names: namesOf(house, addressees),
    ownUser: hexOf(safe.given.user),
    ownRoles: ownRolesOf(safe),
    ownUnits: ownUnitsOf(safe, people),
    mayWrite: readsPersons(rights),
    mayWriteAkten: rights.has('write-records'),
    closed,
  };
}

/** What the own user has done lately. */
export async function doneTaskRows({ safe }: Unlocked): Promise<readonly TaskRow[]> {
  const isFor = findsSomebody(safe, await deskPeople(safe));
  return (await taskBookOf(safe).doneBy(safe.given.user)).map((known) => taskRow(safe, known, isFor));
}

/** Open tasks of persons for the first screen: the overdue and urgent ones first, the own ones and those nobody has taken. */
export async function homeTasks(safe: Safe): Promise<readonly OpenTask[]> {
  const people = await deskPeople(safe);
  const hand = { userId: hexOf(safe.given.user), roles: ownRolesOf(safe), units: ownUnitsOf(safe, people) };
  const isFor = findsSomebody(safe, people);
  const rows = (await taskBookOf(safe).open()).tasks.map((known) => taskRow(safe, known, isFor));
  const rank = ({ dueDay = '9999', isUrgent }: TaskRow) => `${isUrgent ? 0 : 1}${dueDay}`;
  return rows
    .filter(({ assignees, isFree }) => isFree || isTaskOf(assignees, hand))
    .toSorted((a, b) => rank(a).localeCompare(rank(b)))
    .slice(0, MOST_AT_HOME)
    .map(({ recordId, person, title, dueDay, isUrgent }) => ({
      recordId,
      title,
      isUrgent,
      ...(person !== undefined && { person }),
      ...(dueDay !== undefined && { dueDay }),
    }));
}

function taskRow(
  safe: Safe,
  { record, akte, value, waits }: KnownTask,
  isFor: (assignees: readonly string[]) => boolean,
): TaskRow {
  const { title, text, dueDay, isUrgent, assignees, repeat, state } = taskNow(value);
  const personId = safe.directory.personOfAkte(akte);
  const person = personId === undefined ? undefined : rowOf(safe, personId);
  const [from, doneBy, doneAtMs] = [value['ausEintrag'], value['erledigtVon'], value['erledigtAmMs']];
  return {
    recordId: hexOf(record),
    title,
    isUrgent,
    assignees,
    isFree: !isFor(assignees),
    state,
    ...(text !== null && { text }),
    ...(dueDay !== null && { dueDay }),
    ...(repeat !== null && { repeat }),
    ...(personId !== undefined && { personId }),
    ...(person !== undefined && { person }),
    ...(from instanceof Uint8Array && { fromRecord: hexOf(from as Id) }),
    ...(doneBy instanceof Uint8Array && { doneBy: hexOf(doneBy as Id) }),
    ...(typeof doneAtMs === 'number' && { doneAtMs }),
    ...(waits !== undefined && { waits }),
  };
}
