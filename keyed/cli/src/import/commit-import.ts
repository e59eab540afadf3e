import { dropRun, openRunsOf, type PersonIdentityRow, Run, type Safe } from '@siegel/safe';
import { fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';
import type { Console } from '../terminal/console.ts';
import { watchCancel } from '../terminal/watch-cancel.ts';
import { ImportWriter } from './import-writer.ts';
import { localToday } from './local-today.ts';
import { PersonMatching } from './person-matching.ts';
import type { FilePreview } from './preview.ts';
import { type Patience, settleOutbox } from './wait-for-server.ts';
import { writeSource } from './write-source.ts';

/** What a committed import needs. */
export interface CommitGiven {
  readonly safe: Safe;
  readonly console: Console;
  readonly site: Id;
  readonly personId: string | undefined;
  readonly existing: readonly PersonIdentityRow[];
  readonly previews: readonly FilePreview[];
  readonly possible: 'new' | 'join';
  readonly waitMs: number;
}

/** A run that is closed: everybody sees it. */
export interface CommittedImport {
  readonly run: string;
  readonly entries: number;
  /** Paths of files that are not kept themselves. */
  readonly notKept: readonly string[];
}

const TITLE = { de: 'Einlesen ', en: 'Import ' };
const LEFT_OVER = {
  de: 'Ein abgebrochener Lauf dieses Geräts wurde verworfen: {run}',
  en: 'A run this device had left open was dropped: {run}',
};

/** Writes files as one run and closes it; on any failure and on Ctrl-C the run is dropped and nothing of it is ever shown. */
export async function commitImport(given: CommitGiven): Promise<Result<CommittedImport, CliFailure>> {
  const { safe, console } = given;
  for (const left of openRunsOf(safe)) {
    const dropped = await dropRun(safe, left);
    if (!dropped.ok) return dropped;
    console.note(LEFT_OVER, { run: hexOf(left) });
  }
  const run = await Run.open(safe, 'import');
  if (!run.ok) return run;
  const cancel = watchCancel();
  const patience: Patience = { console, waitMs: given.waitMs, isCancelled: cancel.isCancelled };
  try {
    const opened = await settleOutbox(safe, patience);
    const written = opened.ok ? await writeAll(given, run.value, patience) : opened;
    if (written.ok) return await close(given, { run: run.value, patience, notKept: written.value });
    // Without a server there is nobody to tell: the next import of this device drops what is left.
    if (written.error.code === 'RUN_LEFT_OPEN') return written;
    const dropped = await run.value.drop();
    return dropped.ok && safe.outbox.size === 0 ? written : fail('RUN_LEFT_OPEN');
  } finally {
    cancel.end();
  }
}

async function writeAll(
  { safe, console, site, personId, existing, previews, possible }: CommitGiven,
  run: Run,
  patience: Patience,
): Promise<Result<readonly string[], CliFailure>> {
  const today = localToday(safe.given.now());
  const writer = new ImportWriter({ safe, run, site, today, patience });
  const matching = new PersonMatching(existing);
  const total = previews.reduce((sum, { persons }) => sum + persons.new + persons.same + persons.possible, 0);
  const bar = console.progress(TITLE);
  const notKept: string[] = [];
  let done = 0;
  const onPerson = () => bar.at(++done, total);
  for (const preview of previews) {
    const written = await writeSource(preview, { writer, matching, possible, personId, onPerson });
    if (!written.ok) return written;
    if (!written.value.originalKept) notKept.push(preview.source.path);
  }
  bar.end();
  return ok(notKept);
}

async function close(
  { safe }: CommitGiven,
  { run, patience, notKept }: { readonly run: Run; readonly patience: Patience; readonly notKept: readonly string[] },
): Promise<Result<CommittedImport, CliFailure>> {
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
