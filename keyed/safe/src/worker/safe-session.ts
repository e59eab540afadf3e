import { type ErrorCode, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { PersonView } from '../channel/akte-api.ts';
import type { SafeStatus, SignedIn } from '../channel/sign-in-api.ts';
import type { PageStore } from '../local/page-store.ts';
import { pageSealer } from '@siegel/seal';
import { pendingEntries } from '../safe/pending-entries.ts';
import { Safe } from '../safe/safe.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import type { Fetch } from '../server/server-request.ts';
import { askJson } from '../server/server-request.ts';
import type { DevicesOfBrowser } from './device-of-browser.ts';
import type { FoundingOfBrowser } from './founding-of-browser.ts';
import { type HeadListener, HeadSocket } from './head-socket.ts';
import { INDEX_EVERY_MS, IndexTimer } from './index-timer.ts';
import { personView, siteName } from './person-view.ts';
import type { SafeSeat } from './safe-seat.ts';
import { probeServer } from './server-probe.ts';
import { type HouseNames, openHouseNames, tenantNameOf } from './staff-names.ts';
import type { ProfileOfBrowser } from './profile-of-browser.ts';
import { StatusBoard } from './status-board.ts';
import { TabKeeper } from './tab-keeper.ts';
import { preloadToday } from './preload-today.ts';
import { versionGapOf } from './version-gap.ts';
import { WorkPages } from './work-pages.ts';

/** What the worker's surroundings give. */
export interface ServiceGiven {
  readonly origin: string;
  readonly fetch: Fetch;
  readonly devices: Pick<DevicesOfBrowser, 'read' | 'write'>;
  readonly profile: Pick<
    ProfileOfBrowser,
    'readTab' | 'writeTab' | 'users' | 'writeUser' | 'readOffline' | 'writeOffline'
  >;
  readonly foundings: Pick<FoundingOfBrowser, 'read' | 'write' | 'remove'>;
  readonly pagesOf: (account: string) => Promise<PageStore>;
  readonly now: () => number;
  readonly clientVersion: string;
  /** How often the server is asked whether it is there while nobody is signed in; undefined: never. */
  readonly probeEveryMs?: number;
  /** Undefined where nobody else can have the safe open. */
  readonly seat?: SafeSeat;
  /** Runs `work` unless another window of this browser holds `name`; undefined then. Left out where there
   *  is one window only. */
  readonly exclusively?: <T>(name: string, work: () => Promise<T>) => Promise<T | undefined>;
}

/** The opened safe, and what goes with it until it is locked. */
export interface Unlocked {
  readonly safe: Safe;
  names: HouseNames;
  readonly socket: HeadSocket;
  readonly work: WorkPages;
}

const IDLE_BATCHES = 20;
/** A server that answers a write so does not only have to wait for better times: it lies. */
const LIES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['PROOF_WRONG', 'CHECKPOINT_WRONG']);

/** The index could not be asked for now: no line, or this device has just asked, as after a reload. */
const LATER: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['OFFLINE', 'DELIVERY_TOO_OFTEN']);

/** The one safe a worker may hold open: follows the server, sends what waits, loads the index, tells who watches. The calls of
 *  the page (`*-calls.ts`) work on it. */
export class SafeSession {
  readonly given: ServiceGiven;
  readonly board: StatusBoard;
  readonly keeper: TabKeeper;
  #unlocked: Unlocked | undefined;
  readonly #onApprovals = new Set<() => void>();
  readonly #endings = new Set<() => void>();
  readonly #watchers = new Map<string, Set<(view: PersonView) => void>>();
  #syncing: Promise<void> = Promise.resolve();
  readonly #indexTimer: IndexTimer;

  constructor(given: ServiceGiven) {
    this.given = given;
    this.board = new StatusBoard(given.clientVersion);
    this.keeper = new TabKeeper(given);
    if (given.probeEveryMs !== undefined) probeServer(this.board, given, given.probeEveryMs);
    this.#indexTimer = new IndexTimer(() => this.#loadIndex(), { now: given.now, everyMs: INDEX_EVERY_MS });
  }

  /** Undefined while nobody is signed in or the safe is locked. */
  get unlocked(): Unlocked | undefined {
    return this.#unlocked;
  }

  /** Somebody is on the way in. */
  begin(): void {
    this.board.set({ phase: 'signing-in', progress: 0, lockReason: null, elsewhere: false });
  }

  /** Nobody came in. */
  refuse<T>(failure: Result<T>): Result<T> {
    this.board.set({ phase: 'signed-out' });
    return failure;
  }

  /** Opens the safe for whoever has come in, and keeps the ways back (`TabKeeper`). */
  async enter(account: string, given: SafeGiven, password: string | undefined): Promise<Result<SignedIn>> {
    const signedIn = await this.#open(account, given);
    if (signedIn.ok) await this.keeper.opened(given, signedIn.value, password);
    return signedIn;
  }

  /** Opens the safe and goes on following the server. Codes of `Safe.open` and `loadIndex`. */
  async #open(account: string, given: SafeGiven): Promise<Result<SignedIn>> {
    await this.given.seat?.take(account, () => this.close('locked', null, true));
    this.board.set({ phase: 'syncing', progress: 0 });
    const onProgress = (step: string, done: number, total: number) =>
      this.board.set({ progress: (step === 'index' ? 0.5 : 0) + (total === 0 ? 0 : done / total / 2) });
    const opened = await Safe.open(given, onProgress);
    if (!opened.ok) return this.#refuseOpened(opened);
    const safe = opened.value;
    const indexed = await safe.loadIndex(onProgress);
    if (!indexed.ok && !LATER.has(indexed.error.code)) return this.#refuseOpened(indexed);
    this.#indexTimer.loaded();
    // What is kept here has to do for now; the rest comes as soon as the server answers again (FR14).
    if (!indexed.ok) void this.#indexTimer.behind();
    this.board.set({ unreadablePersons: safe.unreadablePersons.size });
    const names = await openHouseNames(safe);
    const work = new WorkPages(given.pages, await pageSealer(given.userKey.secret), this.keeper.tab);
    const socket = new HeadSocket(socketAddress(given), this.#listensTo(safe), given.address.session);
    this.#unlocked = { safe, names, socket, work };
    this.report('ready');
    this.#attributeInIdleTime();
    return ok({ ...this.#signedIn(account, safe, names), work: await work.read() });
  }

  #listensTo(safe: Safe): HeadListener {
    return {
      onHead: (size) => {
        if (size > safe.follower.head.size) void this.catchUp();
      },
      onLine: (online) => this.#lineChanged(online),
      onApprovals: () => this.#tellApprovals(),
      onEnded: () => void this.#askWhetherEnded(),
    };
  }

  #signedIn(account: string, safe: Safe, names: HouseNames): Omit<SignedIn, 'work'> {
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
      phase: code !== undefined && NOT_IN.has(code) ? 'signed-out' : 'refused',
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
      deviceFull: safe.isDeviceFull,
      copies: safe.akten.persons.length,
      level: this.board.status.level === 'attributed' ? 'attributed' : 'bound',
    });
  }

  #lineChanged(online: boolean): void {
    this.board.set({ online });
    if (online) void this.catchUp();
    if (online) this.#tellApprovals();
  }

  /** Follows the journal, sends what waits, and shows watchers what changed. One at a time. */
  catchUp(): Promise<void> {
    this.#syncing = this.#syncing
      .then(() => this.#catchUpNow())
      .catch(() => {
        if (this.#unlocked !== undefined) this.board.set({ online: false });
      });
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
    const ended = endOf(synced);
    if (ended !== undefined) return this.#lockFromElsewhere(ended);
    const refusal = refusalOf(flushed, synced);
    if (refusal !== undefined) this.board.set({ phase: 'refused', refusal });
    this.board.setVersionGap(versionGapOf(flushed, synced));
    if (safe.follower.head.size > before) await this.#showChanges(unlocked, before);
    if (safe.outbox.refused.length > refused) await this.tellAllWatchers();
    if (synced.ok) await preloadToday(safe);
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

  /** Calls `listener` when something may have changed in approvals of the own user. */
  onApprovals(listener: () => void): () => void {
    this.#onApprovals.add(listener);
    return () => void this.#onApprovals.delete(listener);
  }

  #tellApprovals(): void {
    for (const listener of this.#onApprovals) listener();
  }

  /** The socket was closed as that of an ended session: the server is asked, at once (DV22). */
  async #askWhetherEnded(): Promise<void> {
    const unlocked = this.#unlocked;
    if (unlocked === undefined) return;
    const asked = await askJson(unlocked.safe.given.address, 'session', { answer: 'sessionState' });
    const ended = endOf(asked);
    if (ended !== undefined && this.#unlocked === unlocked) await this.#lockFromElsewhere(ended);
  }

  /** What is typed lies sealed on the device; keys and names leave it now. */
  async #lockFromElsewhere(reason: ErrorCode): Promise<void> {
    await this.close('locked', reason);
    await this.keeper.locked();
  }

  /** Nobody is in any more: the keys leave memory at once. Resolves when nothing of the safe is written any more. `elsewhere`: another
   *  window of this profile has taken the place of the same user. */
  async close(phase: 'signed-out' | 'locked', lockReason: ErrorCode | null, elsewhere = false): Promise<void> {
    const closed = this.#forget();
    this.board.set({ phase, lockReason, elsewhere, persons: 0, progress: 0 });
    await closed;
  }

  /** `end` is called when the safe closes: nothing may go on with its keys. */
  onForget(end: () => void): void {
    this.#endings.add(end);
  }

  async #forget(): Promise<void> {
    for (const end of this.#endings) end();
    const unlocked = this.#unlocked;
    unlocked?.socket.end();
    this.#indexTimer.end();
    this.#unlocked = undefined;
    this.#watchers.clear();
    await unlocked?.safe.close();
    this.given.seat?.leave();
  }
}

/** Not let in, and no lie: the sign-in form says what to do. */
const NOT_IN: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['OFFLINE', 'SESSION_MISSING', 'DEVICE_NOT_APPROVED']);

/** The code to show when the server does not know the session any more, or not the device. */
function endOf(answer: Result<unknown>): ErrorCode | undefined {
  if (answer.ok) return undefined;
  if (answer.error.code === 'SESSION_MISSING') return 'SESSION_ENDED';
  return answer.error.code === 'DEVICE_NOT_APPROVED' ? 'DEVICE_NOT_APPROVED' : undefined;
}

/** A WebSocket cannot send headers: the session it means stands in the address. */
function socketAddress({ address }: SafeGiven): string {
  const named = address.sessionId === undefined ? '' : `?session=${address.sessionId}`;
  return `${address.base.replace(/^http/, 'ws')}/events${named}`;
}

/** Why the workspace must close after a catch-up, if it must: a full disk or an ended line only leaves what waits waiting (SF7). */
function refusalOf(flushed: Result<true>, synced: Result<true>): ErrorCode | undefined {
  if (!synced.ok && synced.error.code !== 'OFFLINE' && versionGapOf(synced) === undefined) return synced.error.code;
  return !flushed.ok && LIES.has(flushed.error.code) ? flushed.error.code : undefined;
}
