import { type PlainRecord, task, type ValueOf } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { equalBytes, fail, hexOf, type Id, LIMITS, ok, type Result } from '@siegel/wire';
import { readBody } from '../journal/read-body.ts';
import type { VisibleRecord } from '../records/visible-records.ts';
import { fetchContent } from '../safe/fetch-content.ts';
import { hasParts } from '../safe/has-parts.ts';
import type { Safe } from '../safe/safe.ts';
import { sealNextVersion } from '../safe/write-records.ts';

const CLOSED: ReadonlySet<string> = new Set(['erledigt', 'abgebrochen']);

/** An open task of somebody. */
export interface OwnedTask {
  readonly record: Id;
  readonly value: ValueOf<typeof task>;
}

/** The open tasks of a user among the Akten this user may read: those they are named for, and those they wrote that name nobody
 *  (IV45). What is not here is fetched, up to 500 Akten per delivery entry. Codes of the request. */
export async function openTasksOf(safe: Safe, user: Id): Promise<Result<readonly OwnedTask[]>> {
  const records = taskRecords(safe);
  const fetched = await fetchMissing(safe, records);
  if (!fetched.ok) return fetched;
  const tasks: OwnedTask[] = [];
  for (const visible of records) {
    const opened = await safe.open(visible.newest);
    if (isUnreadable(opened)) continue;
    const value = opened.value as unknown as ValueOf<typeof task>;
    const isOpen = !CLOSED.has(value.zustand ?? '');
    if (isOpen && isOwnedBy(safe, visible, user)(value)) tasks.push({ record: visible.newest.body.record, value });
  }
  return ok(tasks);
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
  for (const { record, value } of tasks.value) {
    const others = (value.zustaendig ?? []).filter((one) => !equalBytes(one, from) && !equalBytes(one, to));
    const next = { ...value, zustaendig: [...others, to] } as unknown as PlainRecord;
    const sealed = await sealNextVersion(safe, record, next);
    if (!sealed.ok) return sealed;
    const written = await safe.write([sealed.value]);
    if (!written.ok) return written;
    if (!written.value.saved) {
      await safe.outbox.drop(record);
      return fail('OFFLINE');
    }
  }
  const synced = await safe.sync();
  return synced.ok ? ok(tasks.value.length) : synced;
}

function taskRecords({ follower: { columns }, records }: Safe): readonly VisibleRecord[] {
  const found = new Map<string, VisibleRecord>();
  for (let seq = 0; seq < columns.size; seq++) {
    const place = columns.kindAt(seq) === task.code ? columns.placeAt(seq) : undefined;
    if (place === undefined || found.has(hexOf(place.record))) continue;
    const record = records.recordOf(place.record);
    if (record !== undefined) found.set(hexOf(place.record), record);
  }
  return [...found.values()];
}

async function fetchMissing(safe: Safe, records: readonly VisibleRecord[]): Promise<Result<true>> {
  const missing = records.filter(({ newest }) => !hasParts(safe, newest));
  const akten = [...new Set(missing.map(({ newest }) => hexOf(newest.body.akte)))];
  for (let at = 0; at < akten.length; at += LIMITS.fetchAkten) {
    const body = { akten: akten.slice(at, at + LIMITS.fetchAkten), purpose: 'preload' };
    const fetched = await fetchContent(safe.given.address, { path: 'akten', body }, safe);
    if (!fetched.ok) return fetched;
  }
  return ok(true);
}

function isOwnedBy({ follower: { columns, membership } }: Safe, { newest }: VisibleRecord, user: Id) {
  return ({ zustaendig = [] }: ValueOf<typeof task>): boolean => {
    if (zustaendig.length > 0) return zustaendig.some((one) => equalBytes(one, user));
    const [first] = columns.seqsOfRecord(newest.body.record);
    const body = first === undefined ? undefined : readBody(columns.entryAt(first)?.body ?? new Uint8Array(0));
    const author = body === undefined ? undefined : membership.deviceAt(body.author, columns.size)?.user;
    return author !== undefined && equalBytes(author, user);
  };
}
