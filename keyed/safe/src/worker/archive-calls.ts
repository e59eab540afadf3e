import { type EntryPacket, fail, ok, type Result } from '@siegel/wire';
import type { ArchiveJob } from '../archive/archive-job.ts';
import type { ArchiveApi, ArchiveJobView, ArchiveWish } from '../channel/archive-api.ts';
import type { Safe } from '../safe/safe.ts';
import type { SafeSession } from './safe-session.ts';
import { writeAndTell } from './write-and-tell.ts';

// Fetched when somebody archives, most days nobody.
const previews = () => import('../archive/archive-preview.ts');
const jobs = () => import('../archive/archive-job.ts');
const affairs = () => import('../archive/open-affairs.ts');

const NOTHING: ArchiveJobView = { state: 'none', does: 'archive', done: 0, total: 0, changed: [], failed: 0 };

/** Persons who leave the lists. */
export function archiveCalls(session: SafeSession): ArchiveApi {
  const desk = new ArchiveDesk(session);
  return {
    archivePreview: (since) =>
      inSafe(session, async (safe) => ok(await (await previews()).archivePreview(safe, since))),
    beginArchiveJob: (wish) => desk.begin(wish),
    stopArchiveJob: async () => desk.stop(),
    watchArchiveJob: (listener) => desk.watch(listener),
    openAffairs: (personId) => inSafe(session, async (safe) => (await affairs()).openAffairs(safe, personId)),
    endAffairs: (personId, recordIds) =>
      inSafe(session, async (safe) => {
        const sealed = await (await affairs()).sealEnd(safe, personId, recordIds);
        if (!sealed.ok) return sealed;
        const written = await write(session, personId, sealed.value.packets);
        return written.ok ? ok(sealed.value.done) : written;
      }),
    undoAffairs: (done) =>
      inSafe(session, async (safe) => {
        const sealed = await (await affairs()).sealEndUndo(safe, done);
        return sealed.ok ? write(session, done.personId, sealed.value) : sealed;
      }),
  };
}

function inSafe<T>(session: SafeSession, use: (safe: Safe) => Promise<Result<T>>): Promise<Result<T>> {
  const safe = session.unlocked?.safe;
  return safe === undefined ? Promise.resolve(fail('SESSION_MISSING')) : use(safe);
}

async function write(session: SafeSession, personId: string, packets: readonly EntryPacket[]): Promise<Result<true>> {
  if (packets.length === 0) return ok(true);
  const written = await writeAndTell(session, [personId], { packets });
  return written.ok ? ok(true) : written;
}

/** The one archive job of this window; gone when the safe closes. */
class ArchiveDesk {
  readonly #session: SafeSession;
  readonly #listeners = new Set<(view: ArchiveJobView) => void>();
  #job: ArchiveJob | undefined;

  constructor(session: SafeSession) {
    this.#session = session;
    session.onForget(() => {
      this.#job?.stop();
      this.#job = undefined;
      this.#tell(NOTHING);
    });
  }

  watch(listener: (view: ArchiveJobView) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#job?.view ?? NOTHING);
    return () => void this.#listeners.delete(listener);
  }

  async begin(wish: ArchiveWish): Promise<Result<true>> {
    const session = this.#session;
    const house = session.unlocked;
    if (house === undefined) return fail('SESSION_MISSING');
    const { safe } = house;
    if (this.#job?.view.state === 'running') return fail('SITE_JOB_RUNNING');
    if (!safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size).has('write-records'))
      return fail('RIGHT_MISSING');
    if (!session.board.status.online) return fail('OFFLINE');
    const { ArchiveJob: Job } = await jobs();
    const tell = (view: ArchiveJobView) => {
      if (session.unlocked === house) this.#tell(view);
    };
    const job = new Job({ safe, onStep: () => session.catchUp(), tell }, wish);
    this.#job = job;
    void job
      .run(wish.personIds)
      .then(() => session.persons.tellAll())
      .then(() => session.report(session.board.status.phase))
      .catch(() => this.#tell({ ...job.view, state: 'stopped', failure: 'INTERNAL' }));
    return ok(true);
  }

  stop(): void {
    this.#job?.stop();
  }

  #tell(view: ArchiveJobView): void {
    for (const listener of this.#listeners) listener(view);
  }
}
