import { equalBytes, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { readBody } from '../journal/read-body.ts';
import type { Safe } from '../safe/safe.ts';
import { type KnownTask, taskBookOf } from '../tasks/task-book.ts';
import { taskNow } from '../tasks/task-fields.ts';
import { sealTaskChange } from '../tasks/write-tasks.ts';

/** The open tasks of a user, of the house and of the persons whose Akten this user may read: those they are named for, and those they
 *  wrote that name nobody (IV45). What is not here is fetched, 500 to a delivery entry (AU11). Codes of the request. */
export async function openTasksOf(safe: Safe, user: Id): Promise<Result<readonly KnownTask[]>> {
  const { tasks, failure } = await taskBookOf(safe).open();
  return failure === undefined
    ? ok(tasks.filter((known) => isOwnedBy(safe, known, hexOf(user))))
    : { ok: false, error: failure };
}

/** Names a colleague in place of somebody in all their open tasks, each as its next version. Cut off it is called again: what was
 *  handed over is nobody's else any more. @returns how many. RIGHT_MISSING without the right to write; OFFLINE; ENTRY_STALE: somebody
 *  has just changed one of them. */
export async function handOverTasks(safe: Safe, from: Id, to: Id): Promise<Result<number>> {
  const { membership, head } = safe.follower;
  if (!membership.rightsAt(safe.given.user, head.size).has('write-records')) return fail('RIGHT_MISSING');
  if (membership.userAt(to, head.size)?.active !== true || equalBytes(from, to)) return fail('RIGHT_MISSING');
  const tasks = await openTasksOf(safe, from);
  if (!tasks.ok) return tasks;
  for (const known of tasks.value) {
    const others = taskNow(known.value).assignees.filter((id) => id !== hexOf(from) && id !== hexOf(to));
    const sealed = await sealTaskChange(safe, hexOf(known.record), { assignees: [...others, hexOf(to)] });
    if (!sealed.ok) return sealed;
    const written = await safe.write(sealed.value.packets, sealed.value.instead);
    if (!written.ok) return written;
    if (!written.value.saved) {
      await safe.outbox.drop(known.record);
      return fail('OFFLINE');
    }
  }
  const synced = await safe.sync();
  return synced.ok ? ok(tasks.value.length) : synced;
}

function isOwnedBy(
  { follower: { columns, membership }, given }: Safe,
  { record, value }: KnownTask,
  user: string,
): boolean {
  const { assignees } = taskNow(value);
  if (assignees.length > 0) return assignees.includes(user);
  const [first] = columns.seqsOfRecord(record);
  // What only this device has was written by whoever is signed in.
  if (first === undefined) return hexOf(given.user) === user;
  const body = readBody(columns.entryAt(first)?.body ?? new Uint8Array(0));
  const author = body === undefined ? undefined : membership.deviceAt(body.author, columns.size)?.user;
  return author !== undefined && hexOf(author) === user;
}
