import { type PlainRecord, person } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import {
  equalBytes,
  fail,
  FIRST_RECORD_KIND,
  hexOf,
  type Id,
  ok,
  type Result,
  unpackOpenFields,
  WIRE_KINDS,
} from '@siegel/wire';
import type { RunView } from '../channel/import-api.ts';
import { readBody } from '../journal/read-body.ts';
import type { VisibleRecord } from '../records/visible-records.ts';
import { withdrawRun } from '../safe/run.ts';
import type { Safe } from '../safe/safe.ts';
import { sealNextVersion } from '../safe/write-records.ts';
import type { RequestFailure } from '../server/server-request.ts';

/** A run as the journal has it. */
export type JournalRun = Omit<RunView, 'author' | 'files'> & { readonly seq: number };

/** All runs of the journal, newest first. */
export function runsOf({ follower, author }: Safe): readonly JournalRun[] {
  const { columns, membership } = follower;
  const runs = new Map<string, JournalRun>();
  for (let seq = 0; seq < columns.size; seq++) {
    const place = columns.kindAt(seq) === WIRE_KINDS.run ? columns.placeAt(seq) : undefined;
    if (place === undefined || runs.has(hexOf(place.record))) continue;
    const state = membership.runAt(place.record, columns.size);
    if (state === undefined) continue;
    const open = columns.openAt(seq);
    const purpose = open === null ? '' : unpackOpenFields(open)['purpose'];
    runs.set(hexOf(place.record), {
      runId: hexOf(place.record),
      purpose: typeof purpose === 'string' ? purpose : '',
      startedAtMs: columns.receivedAt(seq),
      state: state.withdrawn ? 'withdrawn' : (state.state as 'open' | 'closed' | 'dropped'),
      own: equalBytes(state.author, author.device.device),
      entries: state.count,
      seq,
    });
  }
  return [...runs.values()].toReversed();
}

/** What of a closed run goes when it is withdrawn, and what stays. */
export interface RunContent {
  readonly persons: number;
  readonly eintraege: number;
  /** Records of the run with a later version from outside of it. */
  readonly changed: readonly VisibleRecord[];
  /** Records of persons the run made and nobody changed, though their Akten hold something from outside of it by now. */
  readonly used: readonly VisibleRecord[];
  /** Hex ids of the persons something of stays of. */
  readonly staying: readonly string[];
}

/** Sorts the records of a closed run. RUN_UNKNOWN, RUN_NOT_CLOSED, RUN_WITHDRAWN. */
export function contentOfRun(safe: Safe, run: Id): Result<RunContent> {
  const { columns, membership } = safe.follower;
  const state = membership.runAt(run, columns.size);
  if (state === undefined) return fail('RUN_UNKNOWN');
  if (state.state !== 'closed') return fail('RUN_NOT_CLOSED');
  if (state.withdrawn) return fail('RUN_WITHDRAWN');
  const isOfRun = (id: Id | null) => id !== null && equalBytes(id, run);
  const records = recordsOfRun(safe, run);
  const changed = records.filter(({ newest }) => !isOfRun(newest.body.run));
  const untouched = records.filter(({ newest }) => isOfRun(newest.body.run));
  const used = untouched.filter(
    ({ newest }) => newest.body.kind === person.code && hasOthers(safe, newest.body.akte, isOfRun),
  );
  const personIds = [...changed, ...used].flatMap(
    ({ newest }) => safe.directory.personsOfAkte(newest.body.akte)[0] ?? [],
  );
  const persons = untouched.filter(({ newest }) => newest.body.kind === person.code).length;
  return ok({
    persons: persons - used.length,
    eintraege: untouched.length - persons,
    changed,
    used,
    staying: [...new Set(personIds)],
  });
}

/** Takes a run back. Persons it made whose Akten hold something else by now would take that out of sight with them: their record is
 *  written once more before, so that it counts as changed and they stay (IE12). */
export async function withdrawWhole(safe: Safe, run: Id): Promise<Result<RunContent, RequestFailure>> {
  const content = contentOfRun(safe, run);
  if (!content.ok) return content;
  for (const { newest } of content.value.used) {
    const personId = safe.directory.personsOfAkte(newest.body.akte)[0];
    const fetched = personId === undefined ? fail('AKTE_UNKNOWN') : await safe.openPerson(personId);
    if (!fetched.ok) return fetched;
    const opened = await safe.open(newest);
    if (isUnreadable(opened)) return fail('UNREADABLE');
    const again = await sealNextVersion(safe, newest.body.record, opened.value as PlainRecord);
    if (!again.ok) return again;
    const written = await safe.write([again.value]);
    if (!written.ok) return written;
    if (!written.value.saved) return fail('OFFLINE');
  }
  const withdrawn = await withdrawRun(safe, run);
  if (!withdrawn.ok) return withdrawn;
  const synced = await safe.sync();
  return synced.ok ? content : synced;
}

/** Records that began in a run, as they are shown. They stand between its opening and its closing entry. */
function recordsOfRun(safe: Safe, run: Id): VisibleRecord[] {
  const { columns } = safe.follower;
  const [first = 0, last = columns.size] = columns.seqsOfRecord(run);
  const records = new Map<string, VisibleRecord>();
  for (let seq = first; seq < last; seq++) {
    const record = (columns.kindAt(seq) ?? 0) < FIRST_RECORD_KIND ? undefined : recordOfRunAt(safe, seq, run);
    if (record !== undefined) records.set(hexOf(record.newest.body.record), record);
  }
  return [...records.values()];
}

function recordOfRunAt(safe: Safe, seq: number, run: Id): VisibleRecord | undefined {
  const body = readBody(safe.follower.columns.entryAt(seq)?.body ?? new Uint8Array(0));
  const isOfRun = body !== undefined && body.run !== null && equalBytes(body.run, run);
  return isOfRun ? safe.records.recordOf(body.record) : undefined;
}

/** Whether an Akte of the same person holds a record from outside of the run. */
function hasOthers(safe: Safe, stammakte: Id, isOfRun: (run: Id | null) => boolean): boolean {
  const personId = safe.directory.personsOfAkte(stammakte)[0];
  const akten = personId === undefined ? [] : safe.directory.aktenOfPerson(personId);
  return akten.some(({ akte }) =>
    safe.records
      .recordsOfAkte(akte)
      .some(({ newest }) => newest.body.kind >= FIRST_RECORD_KIND && !isOfRun(newest.body.run)),
  );
}
