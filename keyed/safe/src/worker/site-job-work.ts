import { pageSealer } from '@siegel/seal';
import { decodeCbor, encodeCbor, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { SiteJobView, SiteJobWish } from '../channel/akten-sites-api.ts';
import { LocalPages } from '../local/local-pages.ts';
import { Safe } from '../safe/safe.ts';
import type { StayedAkte } from '../sites/site-job.ts';
import { personsLeft, type SiteJob, siteJobRefusal } from '../sites/site-job-scope.ts';
import { siteName } from './person-view.ts';
import type { Unlocked } from './unlocked.ts';

const PAGE = 'sitejob';
const NOTHING: SiteJobView = {
  state: 'none',
  does: 'move',
  fromSite: '',
  toSite: '',
  done: 0,
  total: 0,
  stayed: [],
};

interface SiteJobWorkGiven {
  readonly unlocked: () => Unlocked | undefined;
  /** Follows the journal and shows what is new. */
  readonly follow: () => Promise<Result<true>>;
}

/** The one job of this device that gives persons an Akte at a further site or moves them. It lies sealed on the device until it is
 *  over, so that a lock, a reload or a lost line only interrupts it; what is done stands in the journal (BS12). */
export class SiteJobWork {
  readonly #given: SiteJobWorkGiven;
  readonly #listeners = new Set<(view: SiteJobView) => void>();
  #view = NOTHING;
  #job: SiteJob | undefined;
  #isStopped = false;
  #restoredFor: Unlocked | undefined;
  #running: Promise<void> | undefined;

  constructor(given: SiteJobWorkGiven) {
    this.#given = given;
  }

  watch(listener: (view: SiteJobView) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#view);
    return () => void this.#listeners.delete(listener);
  }

  /** Somebody has come in: a job that was cut off waits to be gone on with. */
  async restore(): Promise<void> {
    const unlocked = this.#given.unlocked();
    if (unlocked === undefined || this.#restoredFor === unlocked) return;
    this.#restoredFor = unlocked;
    const page = await (await pagesOf(unlocked.safe)).at(0);
    const job = page === undefined ? undefined : jobOfPage(page);
    if (job === undefined || this.#job !== undefined || this.#given.unlocked() !== unlocked) return;
    this.#take(unlocked, job, 'waiting');
  }

  /** Codes of `siteJobRefusal`; SITE_JOB_RUNNING. */
  async begin(wish: SiteJobWish): Promise<Result<true>> {
    const unlocked = this.#given.unlocked();
    if (unlocked === undefined) return fail('SESSION_MISSING');
    if (this.#view.state === 'running' || this.#view.state === 'waiting') return fail('SITE_JOB_RUNNING');
    const job = jobOfWish(wish);
    const refusal = siteJobRefusal(unlocked.safe, job);
    if (refusal !== undefined) return fail(refusal);
    await (await pagesOf(unlocked.safe)).put(0, pageOfJob(job));
    this.#take(unlocked, job, 'waiting');
    this.goOn();
    return ok(true);
  }

  goOn(): void {
    const unlocked = this.#given.unlocked();
    const job = this.#job;
    if (unlocked === undefined || job === undefined) return;
    this.#isStopped = false;
    this.#running ??= this.#run(unlocked, job)
      .catch(() => this.#show({ state: 'waiting', failure: 'INTERNAL' }))
      .finally(() => {
        this.#running = undefined;
      });
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** What is left is given up; what is done stays done. */
  async end(): Promise<void> {
    this.stop();
    await this.#running;
    const unlocked = this.#given.unlocked();
    if (unlocked !== undefined) await (await pagesOf(unlocked.safe)).clear();
    this.#job = undefined;
    this.#show(NOTHING);
  }

  /** Nobody is in any more: the job waits on the device. */
  forget(): void {
    this.#isStopped = true;
    this.#job = undefined;
    this.#show(NOTHING);
  }

  #take({ safe, names }: Unlocked, job: SiteJob, state: SiteJobView['state']): void {
    this.#job = job;
    const nameOf = (site: SiteJob['from']) => (site === undefined ? '' : siteName(safe, hexOf(site), names));
    const total = personsLeft(safe, job).length;
    this.#show({ ...NOTHING, state, does: job.does, fromSite: nameOf(job.from), toSite: nameOf(job.to), total });
  }

  async #run(unlocked: Unlocked, job: SiteJob): Promise<void> {
    const { safe } = unlocked;
    // Of what was done before it was stopped, nothing is counted twice.
    const before = this.#view.done;
    this.#begun(before);
    // Most days nobody moves an Akte.
    const { runSiteJob } = await import('../sites/site-job.ts');
    const ended = await runSiteJob(safe, job, {
      isStopped: () => this.#isStopped || this.#given.unlocked() !== unlocked,
      follow: this.#given.follow,
      pause: () => new Promise((resolve) => setTimeout(resolve)),
      onProgress: ({ done, total }) => this.#show({ done: before + done, total: before + total }),
    });
    if (this.#given.unlocked() !== unlocked) return;
    if (!ended.ok) return this.#show({ state: 'waiting', failure: ended.error.code });
    const stayed = stayedOf(safe, ended.value.stayed);
    if (ended.value.end === 'stopped') return this.#show({ state: 'waiting', stayed });
    await (await pagesOf(safe)).clear();
    this.#job = undefined;
    this.#show({ state: 'done', stayed });
  }

  #begun(done: number): void {
    const { failure: _, ...view } = this.#view;
    this.#view = { ...view, done };
    this.#show({ state: 'running' });
  }

  #show(change: Partial<SiteJobView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener(this.#view);
  }
}

function stayedOf(safe: Safe, stayed: readonly StayedAkte[]): SiteJobView['stayed'] {
  const nameOf = (person: string) => {
    const row = safe.index.get(person);
    return row === undefined ? '' : `${row.familienname}, ${row.vorname}`;
  };
  const byCode = Map.groupBy(stayed, ({ code }) => code);
  return [...byCode].map(([code, some]) => ({
    code,
    persons: some.map(({ person }) => ({ personId: person, name: nameOf(person) })),
  }));
}

function jobOfWish({ does, fromSiteId, toSiteId, personIds, releases }: SiteJobWish): SiteJob {
  const from = fromSiteId === undefined ? undefined : Safe.idOf(fromSiteId);
  return { does, from, to: Safe.idOf(toSiteId), persons: personIds, releases };
}

type JobPage = readonly [
  does: SiteJob['does'],
  from: Uint8Array | null,
  to: Uint8Array,
  persons: readonly Uint8Array[] | null,
  releases: boolean,
];

function pageOfJob({ does, from, to, persons, releases }: SiteJob): Uint8Array {
  const page: JobPage = [does, from ?? null, to, persons?.map((person) => Safe.idOf(person)) ?? null, releases];
  return encodeCbor(page);
}

function jobOfPage(page: Uint8Array): SiteJob {
  const [does, from, to, persons, releases] = decodeCbor(page) as unknown as JobPage;
  return { does, from: from ?? undefined, to, persons: persons?.map(hexOf), releases };
}

async function pagesOf({ given: { pages, userKey } }: Safe): Promise<LocalPages> {
  return new LocalPages(pages, await pageSealer(userKey.secret), PAGE);
}
