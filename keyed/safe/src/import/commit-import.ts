import { fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { dropRun, openRunsOf } from '../safe/open-runs.ts';
import type { PersonIdentityRow } from '../safe/person-identities.ts';
import { Run } from '../safe/run.ts';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { ImportStopped } from './import-file.ts';
import { ImportWriter } from './import-writer.ts';
import { PersonMatching } from './person-matching.ts';
import { makeRunSecret, RunIds } from './run-ids.ts';
import { type Patience, settleOutbox } from './wait-for-server.ts';
import { type AcceptedFile, type FileDecisions, writeSource } from './write-source.ts';

/** What a committed import needs. */
export interface CommitGiven {
  readonly safe: Safe;
  readonly site: Id;
  readonly existing: readonly PersonIdentityRow[];
  /** Files that were looked at and are not refused. */
  readonly files: readonly AcceptedFile[];
  /** Persons in them. */
  readonly total: number;
  /** Day of the import, `JJJJ-MM-TT`. */
  readonly today: string;
  /** What was decided about each of them, by its place in the list. */
  readonly decisionsOf: (fileAt: number) => FileDecisions;
  readonly patience: Patience;
  readonly onProgress: (done: number, total: number) => void;
  /** True when the safe was locked meanwhile: nobody gave the run up, and it can be taken up again. */
  readonly isLocked?: () => boolean;
  /** Told of a run an earlier import of this device left open; it is dropped. */
  readonly onLeftOver: (run: string) => void;
  /** Told before anything is written: who keeps the secret of the run can take it up again when it was cut (IE14). */
  readonly onOpened?: (run: string, secret: Uint8Array) => Promise<void>;
}

/** A run that was cut. */
export interface CutRun {
  readonly run: Id;
  readonly secret: Uint8Array;
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
  // A run that was cut in this session may be in the journal further than this device has followed it.
  const synced = await safe.sync();
  if (!synced.ok && synced.error.code !== 'OFFLINE') return synced;
  for (const left of openRunsOf(safe)) {
    const dropped = await dropRun(safe, left);
    if (!dropped.ok) return dropped;
    given.onLeftOver(hexOf(left));
  }
  const run = await Run.open(safe, 'import');
  if (!run.ok) return run;
  const secret = makeRunSecret();
  await given.onOpened?.(hexOf(run.value.id), secret);
  return writeRun(given, run.value, new RunIds(secret));
}

/** Goes on with a run that was cut: reads the same files again and writes what is not in the journal yet (IE14). Codes of
 *  `commitImport`, RUN_UNKNOWN, RUN_FOREIGN. */
export async function resumeImport(
  given: CommitGiven,
  { run, secret }: CutRun,
): Promise<Result<CommittedImport, RequestFailure>> {
  // What this device sent last may not be in the journal yet: it would be written twice.
  const settled = await settleOutbox(given.safe, given.patience);
  if (!settled.ok) return settled;
  const synced = await given.safe.sync();
  if (!synced.ok) return synced;
  const resumed = Run.resume(given.safe, run);
  return resumed.ok ? writeRun(given, resumed.value, new RunIds(secret)) : resumed;
}

async function writeRun(given: CommitGiven, run: Run, ids: RunIds): Promise<Result<CommittedImport, RequestFailure>> {
  const written = await writeOrStop(given, run, ids);
  if (written.ok) return close(given, run, written.value);
  // Without a server there is nobody to tell: the run can be taken up, or the next import of this device drops what is left.
  if (written.error.code === 'RUN_LEFT_OPEN') return written;
  if (given.isLocked?.() === true) return fail('RUN_LEFT_OPEN');
  const dropped = await run.drop();
  return dropped.ok && given.safe.outbox.size === 0 ? written : fail('RUN_LEFT_OPEN');
}

type Written = Result<readonly number[], RequestFailure>;

async function writeOrStop(given: CommitGiven, run: Run, ids: RunIds): Promise<Written> {
  try {
    return await writeAll(given, run, ids);
  } catch (error) {
    if (error instanceof ImportStopped) return fail('RUN_CANCELLED');
    // The only thing a Blob says when its file was moved, deleted or changed on the disk.
    if (error instanceof DOMException) return fail('FILE_NOT_READ');
    throw error;
  }
}

async function writeAll(
  { safe, site, existing, files, total, today, decisionsOf, patience, onProgress }: CommitGiven,
  run: Run,
  ids: RunIds,
): Promise<Written> {
  const opened = await settleOutbox(safe, patience);
  if (!opened.ok) return opened;
  const writer = new ImportWriter({ safe, run, ids, site, today, patience });
  const matching = new PersonMatching(existing);
  const notKept: number[] = [];
  let done = 0;
  const onPerson = () => onProgress(++done, total);
  onProgress(0, total);
  for (const [fileAt, file] of files.entries()) {
    const written = await writeSource(file, { ...decisionsOf(fileAt), fileAt, writer, matching, onPerson });
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
