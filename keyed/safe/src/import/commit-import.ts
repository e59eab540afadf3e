import { fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { dropRun, openRunsOf } from '../safe/open-runs.ts';
import type { PersonIdentityRow } from '../safe/person-identities.ts';
import { Run } from '../safe/run.ts';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { ImportWriter } from './import-writer.ts';
import { localDay } from '../channel/local-day.ts';
import { PersonMatching } from './person-matching.ts';
import type { FilePreview } from './preview.ts';
import { type Patience, settleOutbox } from './wait-for-server.ts';
import { type FileDecisions, writeSource } from './write-source.ts';

/** What a committed import needs. */
export interface CommitGiven {
  readonly safe: Safe;
  readonly site: Id;
  readonly existing: readonly PersonIdentityRow[];
  /** Files that were looked at and are not refused. */
  readonly previews: readonly FilePreview[];
  /** What was decided about each of them, by its place in the list. */
  readonly decisionsOf: (fileAt: number) => FileDecisions;
  readonly patience: Patience;
  readonly onProgress: (done: number, total: number) => void;
  /** Told of a run an earlier import of this device left open; it is dropped. */
  readonly onLeftOver: (run: string) => void;
}

/** A run that is closed: everybody sees it. */
export interface CommittedImport {
  readonly run: string;
  readonly entries: number;
  /** Places of the files that are not kept themselves. */
  readonly notKept: readonly number[];
}

/** Writes files as one run and closes it; on any failure and when cancelled the run is dropped and nothing of it is ever
 *  shown. FILE_CHANGED, RUN_CANCELLED, RUN_LEFT_OPEN, RUN_WAITS and codes of the server. */
export async function commitImport(given: CommitGiven): Promise<Result<CommittedImport, RequestFailure>> {
  const { safe } = given;
  for (const left of openRunsOf(safe)) {
    const dropped = await dropRun(safe, left);
    if (!dropped.ok) return dropped;
    given.onLeftOver(hexOf(left));
  }
  const run = await Run.open(safe, 'import');
  if (!run.ok) return run;
  const written = await writeAll(given, run.value);
  if (written.ok) return close(given, run.value, written.value);
  // Without a server there is nobody to tell: the next import of this device drops what is left.
  if (written.error.code === 'RUN_LEFT_OPEN') return written;
  const dropped = await run.value.drop();
  return dropped.ok && safe.outbox.size === 0 ? written : fail('RUN_LEFT_OPEN');
}

async function writeAll(
  { safe, site, existing, previews, decisionsOf, patience, onProgress }: CommitGiven,
  run: Run,
): Promise<Result<readonly number[], RequestFailure>> {
  const opened = await settleOutbox(safe, patience);
  if (!opened.ok) return opened;
  const writer = new ImportWriter({ safe, run, site, today: localDay(safe.given.now()), patience });
  const matching = new PersonMatching(existing);
  const total = previews.reduce((sum, { persons }) => sum + persons.new + persons.same + persons.possible, 0);
  const notKept: number[] = [];
  let done = 0;
  const onPerson = () => onProgress(++done, total);
  onProgress(0, total);
  for (const [fileAt, preview] of previews.entries()) {
    const written = await writeSource(preview, { ...decisionsOf(fileAt), writer, matching, onPerson });
    if (!written.ok) return written;
    if (!written.value.originalKept) notKept.push(fileAt);
  }
  return ok(notKept);
}

async function close(
  { safe, patience }: CommitGiven,
  run: Run,
  notKept: readonly number[],
): Promise<Result<CommittedImport, RequestFailure>> {
  const closed = await run.close();
  if (!closed.ok) return closed;
  // From here on the run is whole: if the server is away, the closing entry waits here and is sent by the next command.
  const settled = await settleOutbox(safe, { ...patience, isCancelled: () => false });
  if (!settled.ok) return settled.error.code === 'RUN_LEFT_OPEN' ? fail('RUN_WAITS') : settled;
  // The device keeps what it has written: that it vanishes from the server must be noticed by the next command.
  const kept = await safe.sync();
  if (!kept.ok) return kept;
  return ok({ run: hexOf(run.id), entries: run.count, notKept });
}
