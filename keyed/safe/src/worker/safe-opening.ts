import { pageSealer } from '@siegel/seal';
import { type ErrorCode, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { SignedIn } from '../channel/sign-in-api.ts';
import { GatedPages } from '../local/gated-pages.ts';
import { Safe } from '../safe/safe.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import type { PersonIndex } from '../search/person-index.ts';
import { type HouseSafe, type QuickStart, quickStart } from '../snapshot/quick-start.ts';
import { siteName } from './person-view.ts';
import { LATER, NO_SNAPSHOT } from './server-verdict.ts';
import { type HouseNames, openHouseNames, tenantNameOf } from './staff-names.ts';
import type { StatusBoard } from './status-board.ts';
import { WorkPages } from './work-pages.ts';

/** A safe that has followed the whole journal, and what was found on the way. */
export interface OpenedSafe {
  readonly safe: Safe;
  readonly names: HouseNames;
  readonly quick: QuickStart | undefined;
  /** False when the index could not be asked for now: what is kept here has to do (FR14). */
  readonly isIndexed: boolean;
}

/** Who comes in, and who is told. */
export interface OpeningBy {
  readonly account: string;
  /** Name of the tab; empty before the page has said it. */
  readonly tab: string;
  readonly board: StatusBoard;
  readonly onOpened: (opened: OpenedSafe) => void;
  /** The server is not to be believed, or does not let the device in: what could be found so far is not found any more. */
  readonly onRefused: (code: ErrorCode) => void;
}

/** One user on the way in: with a set of shards persons can be found, and `open` returns, before the journal is followed (SN25).
 *  Stopped (locked, signed out, handed over), nobody is let in by it any more; closed, it writes nothing on the device (OF20). */
export class SafeOpening {
  /** What the safe is opened with; its pages close with the opening. */
  readonly given: SafeGiven;
  readonly #pages: GatedPages;
  readonly #by: OpeningBy;
  /** Of what the device began with only this: the journal it was proven by has the size of the whole one. */
  #index: PersonIndex | undefined;
  #work: WorkPages | undefined;
  #whole: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(given: SafeGiven, by: OpeningBy) {
    this.#pages = new GatedPages(given.pages);
    this.given = { ...given, pages: this.#pages };
    this.#by = by;
  }

  /** True once nobody is to come in by it any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The persons a set of shards named; undefined without one. */
  get index(): PersonIndex | undefined {
    return this.#index;
  }

  /** Where unfinished work is kept; undefined before anybody is in. */
  get work(): WorkPages | undefined {
    return this.#work;
  }

  /** Resolves when the journal has been followed, or that has failed. */
  get whole(): Promise<void> {
    return this.#whole;
  }

  /** Opens the safe. Codes of `Safe.open` and `loadIndex`; SESSION_MISSING when it was stopped meanwhile. */
  async open(): Promise<Result<SignedIn>> {
    try {
      return await this.#open();
    } catch (error) {
      // Its pages may have been closed under it.
      if (this.#isOver) return fail('SESSION_MISSING');
      throw error;
    }
  }

  /** Lets nobody in any more. */
  stop(): void {
    this.#isOver = true;
    this.#index = undefined;
  }

  /** Writes nothing any more; resolves when what was begun is over. */
  close(): Promise<void> {
    this.stop();
    return this.#pages.close();
  }

  async #open(): Promise<Result<SignedIn>> {
    const { board, onRefused } = this.#by;
    board.set({ phase: 'syncing', progress: 0, snapshotFault: undefined });
    const quick = await quickStart(this.given);
    if (this.#isOver) return fail('SESSION_MISSING');
    if (!quick.ok) {
      if (!NO_SNAPSHOT.has(quick.error.code)) board.set({ snapshotFault: quick.error.code });
      return this.#openWhole();
    }
    const names = await openHouseNames(quick.value);
    const work = await (await this.#workPages()).read();
    if (this.#isOver) return fail('SESSION_MISSING');
    this.#index = quick.value.index;
    board.set({ persons: quick.value.index.size, level: 'bound' });
    // What cannot be kept is fetched again next time.
    void quick.value.keep().catch(() => undefined);
    this.#whole = this.#openWhole(quick.value)
      .then(() => undefined)
      .catch(() => {
        if (!this.#isOver) onRefused('INTERNAL');
      });
    return ok({ ...this.#signedIn(quick.value, names), work });
  }

  async #openWhole(quick?: QuickStart): Promise<Result<SignedIn>> {
    const { board, onOpened } = this.#by;
    const onProgress = (step: string, done: number, total: number) => {
      if (!this.#isOver) board.set({ progress: (step === 'index' ? 0.5 : 0) + (total === 0 ? 0 : done / total / 2) });
    };
    const opened = await Safe.open(this.given, onProgress, quick);
    if (this.#isOver) return this.#giveUp(opened.ok ? opened.value : undefined);
    if (!opened.ok && quick !== undefined && opened.error.code === 'SNAPSHOT_WRONG') return this.#openWithout();
    if (!opened.ok) return this.#refuse(opened);
    const safe = opened.value;
    const indexed = await safe.loadIndex(onProgress);
    if (this.#isOver) return this.#giveUp(safe);
    if (!indexed.ok && !LATER.has(indexed.error.code)) return this.#refuse(indexed);
    const names = await openHouseNames(safe);
    const work = await this.#workPages();
    if (this.#isOver) return this.#giveUp(safe);
    onOpened({ safe, names, quick, isIndexed: indexed.ok });
    return ok({ ...this.#signedIn(safe, names), work: await work.read() });
  }

  /** Locked, signed out or handed over while it was being opened: what is open is closed, and nobody is in. */
  async #giveUp(safe: Safe | undefined): Promise<Result<never>> {
    await safe?.close();
    return fail('SESSION_MISSING');
  }

  /** What the device began with was attested falsely: nobody is found by it any more. */
  #openWithout(): Promise<Result<SignedIn>> {
    this.#index = undefined;
    this.#by.board.set({ snapshotFault: 'SNAPSHOT_WRONG', persons: 0 });
    return this.#openWhole();
  }

  #refuse<T>(failure: { readonly ok: false; readonly error: { readonly code: ErrorCode } } & Result<T>): Result<T> {
    this.#by.onRefused(failure.error.code);
    return failure;
  }

  async #workPages(): Promise<WorkPages> {
    const sealer = await pageSealer(this.given.userKey.secret);
    // One for both ways in: drafts are written one at a time.
    this.#work ??= new WorkPages(this.#pages, sealer, this.#by.tab);
    return this.#work;
  }

  #signedIn(safe: HouseSafe, names: HouseNames): Omit<SignedIn, 'work'> {
    const { account } = this.#by;
    const { membership, head } = safe.follower;
    const sites = membership.userAt(safe.given.user, head.size)?.sites ?? [];
    return {
      account,
      displayName: names.byUser.get(hexOf(safe.given.user)) ?? account,
      tenantName: tenantNameOf(safe, names),
      sites: sites.map((site) => ({ siteId: hexOf(site), name: siteName(safe, hexOf(site), names) })),
    };
  }
}
