import { equalBytes, fail, hexOf, type Id, ok } from '@siegel/wire';
import type { HomeApi, OpenTask, RecoveryView } from '../channel/home-api.ts';
import type { PersonRow } from '../channel/search-api.ts';
import { changeHomeMemory, readHomeMemory, withOpened } from '../safe/home-memory.ts';
import { recoveriesOf } from '../safe/recoveries.ts';
import { openTasks, type OpenTaskRecord } from '../safe/open-tasks.ts';
import type { Safe } from '../safe/safe.ts';
import { rowOf } from './person-view.ts';
import type { SafeSession } from './safe-session.ts';

const MOST_TODAY = 12;
const MOST_TASKS = 30;
const SHOWN_MS = 30 * 86_400_000;

/** The first screen after signing in. */
export function homeCalls(session: SafeSession): HomeApi {
  let last: Promise<void> = Promise.resolve();
  function change(by: Parameters<typeof changeHomeMemory>[1]): Promise<void> {
    const given = session.unlocked?.safe.given;
    if (given === undefined) return Promise.resolve();
    last = last.then(() => changeHomeMemory(given, by)).catch(() => undefined);
    return last;
  }
  return {
    async home(sinceMs) {
      const safe = session.unlocked?.safe;
      if (safe === undefined) return fail('SESSION_MISSING');
      await last;
      const { recent, isDismissed } = await readHomeMemory(safe.given);
      return ok({
        recent: rowsOf(safe, recent),
        today: rowsOf(safe, changedSince(safe, sinceMs)),
        tasks: await tasksOf(safe),
        recoveries: recentRecoveries(session),
        firstSteps: { isDismissed, persons: safe.index.size, devices: ownDevices(safe) },
      });
    },
    noteOpened: (personId) => change((memory) => withOpened(memory, personId)),
    dismissFirstSteps: () => change((memory) => ({ ...memory, isDismissed: true })),
  };
}

function recentRecoveries({ unlocked, given }: SafeSession): readonly RecoveryView[] {
  if (unlocked === undefined) return [];
  return recoveriesOf(unlocked.safe)
    .filter(({ receivedAtMs }) => receivedAtMs > given.now() - SHOWN_MS)
    .map(({ user, by, receivedAtMs }) => ({
      name: unlocked.names.byUser.get(hexOf(user)) ?? '',
      ...(by !== undefined && { by: unlocked.names.byUser.get(hexOf(by)) ?? '' }),
      atMs: receivedAtMs,
    }));
}

function rowsOf(safe: Safe, personIds: readonly string[]): readonly PersonRow[] {
  return personIds.flatMap((personId) => rowOf(safe, personId) ?? []);
}

/** Persons written about since an instant, the newest first. */
function changedSince(safe: Safe, sinceMs: number): readonly string[] {
  const { columns } = safe.follower;
  let first = columns.size;
  while (first > 0 && columns.receivedAt(first - 1) >= sinceMs) first -= 1;
  return [...safe.directory.personsChangedSince(first)].slice(-MOST_TODAY).toReversed();
}

/** Overdue and urgent first, then by day. */
async function tasksOf(safe: Safe): Promise<readonly OpenTask[]> {
  const personOf = personsByAkte(safe);
  const tasks = (await openTasks(safe)).flatMap((found) => taskOf(safe, found, personOf.get(hexOf(found.akte))) ?? []);
  const rank = ({ dueDay = '9999', isUrgent }: OpenTask) => `${isUrgent ? 0 : 1}${dueDay}`;
  return tasks.toSorted((a, b) => rank(a).localeCompare(rank(b))).slice(0, MOST_TASKS);
}

function taskOf(safe: Safe, { record, value }: OpenTaskRecord, personId: string | undefined): OpenTask | undefined {
  const person = personId === undefined ? undefined : rowOf(safe, personId);
  if (person === undefined) return undefined;
  const due = value.faelligAm === undefined ? {} : { dueDay: value.faelligAm };
  return { recordId: hexOf(record), person, title: value.titel, isUrgent: value.dringlichkeit === 'wichtig', ...due };
}

function personsByAkte(safe: Safe): ReadonlyMap<string, string> {
  const byAkte = new Map<string, string>();
  for (const person of safe.directory.persons())
    for (const { akte } of safe.directory.foundingsOfPerson(person)) byAkte.set(hexOf(akte), person);
  return byAkte;
}

function ownDevices({ follower, given }: Safe): number {
  const isOwn = ({ active, user }: { readonly active: boolean; readonly user: Id }) =>
    active && equalBytes(user, given.user);
  return follower.membership.devicesAt(follower.head.size).filter(isOwn).length;
}
