import { fail, ok, type Result } from '@siegel/wire';
import type { ImportApi, ImportProgress, RunView } from '../channel/import-api.ts';
import { runsOf } from '../import/import-runs.ts';
import { dropRun } from '../safe/open-runs.ts';
import { Safe } from '../safe/safe.ts';
import type { ImportDesk, Stop } from './import-desk.ts';
import { authorOfEntry } from './person-view.ts';
import type { SafeSession } from './safe-session.ts';

const IDLE: ImportProgress = { state: 'idle' };

/** Reading files in and taking runs back. One job at a time, in all windows of this browser: two of them would drop each other's
 *  run (IE8). */
export function importCalls(session: SafeSession): ImportApi {
  const job = new ImportJob(session);
  return {
    lookAtImport: (wish) => job.alone((desk, stop) => desk.look(wish, stop, job.tell)),
    commitImport: (choice) => job.writing((desk, stop) => desk.commit(choice, stop, job.tell)),
    resumeImport: (wish) => job.writing((desk, stop) => desk.resume(wish, stop, job.tell)),
    stopImport: async () => job.stop(),
    watchImport: (listener) => job.watch(listener),
    async importRuns() {
      const desk = await job.desk();
      if (desk === undefined) return fail('SESSION_MISSING');
      const { safe } = desk;
      // What a run wrote before it was cut may not have been followed yet; without a server, what is known has to do.
      await safe.sync();
      const { membership, head } = safe.follower;
      const runs = runsOf(safe).map(({ seq, ...run }): RunView => {
        const author = session.unlocked === undefined ? '' : authorOfEntry(safe, seq, session.unlocked.names);
        const unfinished = run.state === 'open' ? desk.unfinished(run.runId) : undefined;
        return { ...run, author, files: desk.filesOf(run.runId), ...(unfinished && { unfinished }) };
      });
      return ok({ mayImport: membership.rightsAt(safe.given.user, head.size).has('import'), runs });
    },
    async lookAtRun(runId) {
      const desk = await job.desk();
      return desk === undefined ? fail('SESSION_MISSING') : desk.lookAtRun(runId);
    },
    withdrawRun: (runId) => job.writing((desk) => desk.withdraw(runId)),
    dropRun: (runId) =>
      job.writing(async ({ safe }) => {
        const run = runsOf(safe).find((known) => known.runId === runId);
        if (run === undefined) return fail('RUN_UNKNOWN');
        if (!run.own) return fail('RUN_FOREIGN');
        const dropped = await dropRun(safe, Safe.idOf(runId));
        return dropped.ok ? safe.sync() : dropped;
      }),
  };
}

class ImportJob {
  readonly #session: SafeSession;
  readonly #listeners = new Set<(progress: ImportProgress) => void>();
  #progress = IDLE;
  #desk: ImportDesk | undefined;
  #isStopped = false;

  constructor(session: SafeSession) {
    this.#session = session;
  }

  /** The desk of the safe that is open now; one of an earlier safe is forgotten with what it looked at. */
  async desk(): Promise<ImportDesk | undefined> {
    const safe = this.#session.unlocked?.safe;
    if (safe === undefined || this.#desk?.safe === safe) return safe === undefined ? undefined : this.#desk;
    const { ImportDesk: Desk } = await import('./import-desk.ts');
    this.#desk = await Desk.open(safe);
    return this.#desk;
  }

  readonly tell = (progress: ImportProgress): void => {
    this.#progress = progress;
    for (const listener of this.#listeners) listener(progress);
  };

  watch(listener: (progress: ImportProgress) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#progress);
    return () => void this.#listeners.delete(listener);
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Runs `work` unless an import goes on in any window. */
  async alone<T>(work: (desk: ImportDesk, stop: Stop) => Promise<Result<T>>): Promise<Result<T>> {
    const desk = await this.desk();
    if (desk === undefined) return fail('SESSION_MISSING');
    const { exclusively = (_, run) => run() } = this.#session.given;
    const done = await exclusively('import', async () => {
      this.#isStopped = false;
      const { safe } = desk;
      // Who locks the safe or signs out stops what goes on in it.
      const isLocked = () => this.#session.unlocked?.safe !== safe;
      try {
        return await work(desk, { isStopped: () => this.#isStopped || isLocked(), isLocked });
      } finally {
        this.tell(IDLE);
      }
    });
    return done ?? fail('IMPORT_RUNNING');
  }

  /** The same for work that writes: everybody is shown what came of it. */
  async writing<T>(work: (desk: ImportDesk, stop: Stop) => Promise<Result<T>>): Promise<Result<T>> {
    const since = this.#session.unlocked?.safe.follower.head.size ?? 0;
    const done = await this.alone(work);
    await this.#session.showWritten(since);
    return done;
  }
}
