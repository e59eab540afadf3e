import { type ErrorCode, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { PersonView } from '../channel/akte-api.ts';
import type { SafeStatus, SignedIn } from '../channel/sign-in-api.ts';
import type { PageStore } from '../local/page-store.ts';
import { pendingEntries } from '../safe/pending-entries.ts';
import { Safe } from '../safe/safe.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import type { Fetch } from '../server/server-request.ts';
import type { DevicesOfBrowser } from './device-of-browser.ts';
import { HeadSocket } from './head-socket.ts';
import { INDEX_EVERY_MS, IndexTimer } from './index-timer.ts';
import { personView, siteName } from './person-view.ts';
import { type HouseNames, openHouseNames, tenantNameOf } from './staff-names.ts';
import { StatusBoard } from './status-board.ts';

/** What the worker's surroundings give. */
export interface ServiceGiven {
  readonly origin: string;
  readonly fetch: Fetch;
  readonly devices: Pick<DevicesOfBrowser, 'read' | 'write'>;
  readonly pagesOf: (account: string) => Promise<PageStore>;
  readonly now: () => number;
  readonly clientVersion: string;
  /** Runs `work` unless another window of this browser holds `name`; undefined then. Left out where there
   *  is one window only. */
  readonly exclusively?: <T>(name: string, work: () => Promise<T>) => Promise<T | undefined>;
}

/** The opened safe, and what goes with it until it is locked. */
export interface Unlocked {
  readonly safe: Safe;
  names: HouseNames;
  readonly socket: HeadSocket;
}

const IDLE_BATCHES = 20;
/** A server that answers a write so does not only have to wait for better times: it lies. */
const LIES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['PROOF_WRONG', 'CHECKPOINT_WRONG']);

/** The one safe a worker may hold open: follows the server, sends what waits, loads the index, tells who watches. The calls of
 *  the page (`*-calls.ts`) work on it. */
export class SafeSession {
  readonly given: ServiceGiven;
  readonly board: StatusBoard;
  #unlocked: Unlocked | undefined;
  readonly #watchers = new Map<string, Set<(view: PersonView) => void>>();
  #syncing: Promise<void> = Promise.resolve();
  readonly #indexTimer: IndexTimer;

  constructor(given: ServiceGiven) {
    this.given = given;
    this.board = new StatusBoard(given.clientVersion);
    this.#indexTimer = new IndexTimer(() => this.#loadIndex(), { now: given.now, everyMs: INDEX_EVERY_MS });
  }

  /** Undefined while nobody is signed in or the safe is locked. */
  get unlocked(): Unlocked | undefined {
    return this.#unlocked;
  }

  /** Opens the safe and goes on following the server. Codes of `Safe.open` and `loadIndex`. */
  async open(account: string, given: SafeGiven): Promise<Result<SignedIn>> {
    this.board.set({ phase: 'syncing', progress: 0 });
    const onProgress = (step: string, done: number, total: number) =>
      this.board.set({ progress: (step === 'index' ? 0.5 : 0) + (total === 0 ? 0 : done / total / 2) });
    const opened = await Safe.open(given, onProgress);
    if (!opened.ok) return this.#refuseOpened(opened);
    const safe = opened.value;
    const indexed = await safe.loadIndex(onProgress);
    if (!indexed.ok && indexed.error.code !== 'OFFLINE') return this.#refuseOpened(indexed);
    this.#indexTimer.loaded();
    this.board.set({ unreadablePersons: safe.unreadablePersons.size });
    const names = await openHouseNames(safe);
    const socket = new HeadSocket(`${given.address.base.replace(/^http/, 'ws')}/events`, {
      onHead: (size) => {
        if (size > safe.follower.head.size) void this.catchUp();
      },
      onLine: (online) => this.#lineChanged(online),
    });
    this.#unlocked = { safe, names, socket };
    this.report('ready');
    this.#attributeInIdleTime();
    return ok(this.#signedIn(account, safe, names));
  }

  #signedIn(account: string, safe: Safe, names: HouseNames): SignedIn {
    return {
      account,
      displayName: names.byUser.get(hexOf(safe.given.user)) ?? account,
      tenantName: tenantNameOf(safe, names),
      sites: safe.sites.map((site) => ({ siteId: hexOf(site), name: siteName(safe, hexOf(site), names) })),
    };
  }

  #refuseOpened<T>(
    failure: { readonly ok: false; readonly error: { readonly code: SafeStatus['refusal'] } } & Result<T>,
  ): Result<T> {
    const { code } = failure.error;
    this.board.set({
      phase: code === 'OFFLINE' ? 'signed-out' : 'refused',
      ...(code === undefined ? {} : { refusal: code }),
    });
    return failure;
  }

  /** Says how the safe is. */
  report(phase: SafeStatus['phase']): void {
    const safe = this.#unlocked?.safe;
    if (safe === undefined) return;
    this.board.set({
      phase,
      progress: 1,
      persons: safe.index.size,
      journalSize: safe.follower.head.size,
      queued: safe.outbox.size,
      refused: safe.outbox.refused.length,
      quarantined: safe.attributions.heldBack.size,
      level: this.board.status.level === 'attributed' ? 'attributed' : 'bound',
    });
  }

  #lineChanged(online: boolean): void {
    this.board.set({ online });
    if (online) void this.catchUp();
  }

  /** Follows the journal, sends what waits, and shows watchers what changed. One at a time. */
  catchUp(): Promise<void> {
    this.#syncing = this.#syncing.then(() => this.#catchUpNow()).catch(() => this.board.set({ online: false }));
    return this.#syncing;
  }

  async #catchUpNow(): Promise<void> {
    const unlocked = this.#unlocked;
    if (unlocked === undefined) return;
    const { safe } = unlocked;
    const refused = safe.outbox.refused.length;
    const flushed = await safe.outbox.flush();
    const before = safe.follower.head.size;
    const synced = await safe.sync();
    const refusal = refusalOf(flushed, synced);
    if (refusal !== undefined) this.board.set({ phase: 'refused', refusal });
    if (safe.follower.head.size > before) await this.#showChanges(unlocked, before);
    if (safe.outbox.refused.length > refused) await this.tellAllWatchers();
    this.report(this.board.status.phase);
  }

  /** Shows what a long job wrote since `since` and followed by itself; sends what waits. */
  async showWritten(since: number): Promise<void> {
    const unlocked = this.#unlocked;
    if (unlocked !== undefined) await this.#showChanges(unlocked, since);
    await this.catchUp();
  }

  async #showChanges(unlocked: Unlocked, since: number): Promise<void> {
    const { safe } = unlocked;
    const changed = safe.directory.personsChangedSince(since);
    if (changed.size > 0) await this.#indexTimer.behind();
    for (const personId of changed) if (this.#watchers.has(personId)) await this.tellWatchers(personId);
  }

  /** False when the server could not be asked now. */
  async #loadIndex(): Promise<boolean> {
    const unlocked = this.#unlocked;
    if (unlocked === undefined) return true;
    const { safe } = unlocked;
    const loaded = await safe.loadIndex();
    if (this.#unlocked !== unlocked) return true;
    this.board.set({ unreadablePersons: safe.unreadablePersons.size });
    unlocked.names = await openHouseNames(safe);
    this.report(this.board.status.phase);
    return loaded.ok;
  }

  /** Opens the person anew for everybody who watches it. */
  async tellWatchers(personId: string): Promise<void> {
    const view = await this.openPerson(personId);
    if (view.ok) for (const listener of this.#watchers.get(personId) ?? []) listener(view.value);
  }

  #attributeInIdleTime(): void {
    const safe = this.#unlocked?.safe;
    if (safe === undefined) return;
    void safe.attributions.continueInIdleTime(IDLE_BATCHES).then((size) => {
      if (this.#unlocked?.safe !== safe) return;
      const isWhole = size >= safe.follower.columns.size;
      if (isWhole && this.board.status.level !== 'attributed')
        this.board.set({ level: 'attributed', quarantined: safe.attributions.heldBack.size });
      // The line may have come back without a word: what waits is tried again now and then.
      if (isWhole && safe.outbox.size > 0) void this.catchUp();
      setTimeout(() => this.#attributeInIdleTime(), isWhole ? 5_000 : 20);
    });
  }

  /** What the page shows of a person. One delivery entry. */
  async openPerson(personId: string): Promise<Result<PersonView>> {
    if (this.#unlocked === undefined) return fail('SESSION_MISSING');
    const { safe, names } = this.#unlocked;
    const entries = await safe.openPerson(personId);
    if (!entries.ok) return entries;
    await safe.indexPerson(personId);
    const pending = await pendingEntries(safe, personId);
    return personView(safe, personId, { entries: entries.value, pending, names, level: 'attributed' });
  }

  watchPerson(personId: string, listener: (view: PersonView) => void): () => void {
    const listeners = this.#watchers.get(personId) ?? new Set();
    this.#watchers.set(personId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#watchers.delete(personId);
    };
  }

  async tellAllWatchers(): Promise<void> {
    for (const personId of this.#watchers.keys()) await this.tellWatchers(personId);
  }

  /** Closes the safe: its keys leave memory. */
  forget(): void {
    this.#unlocked?.socket.end();
    this.#indexTimer.end();
    this.#unlocked = undefined;
    this.#watchers.clear();
  }
}

/** Why the workspace must close after a catch-up, if it must: a full disk or an ended line only leaves what waits waiting (SF7). */
function refusalOf(flushed: Result<true>, synced: Result<true>): ErrorCode | undefined {
  if (!synced.ok && synced.error.code !== 'OFFLINE') return synced.error.code;
  return !flushed.ok && LIES.has(flushed.error.code) ? flushed.error.code : undefined;
}
