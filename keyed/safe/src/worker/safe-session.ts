import { type ErrorCode, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { SafeStatus, SignedIn } from '../channel/sign-in-api.ts';
import { pageSealer } from '@siegel/seal';
import { Safe } from '../safe/safe.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import type { PersonIndex } from '../search/person-index.ts';
import { askJson } from '../server/server-request.ts';
import { type HouseSafe, type QuickStart, quickStart } from '../snapshot/quick-start.ts';
import { type HeadListener, HeadSocket, socketAddress } from './head-socket.ts';
import { INDEX_EVERY_MS, IndexTimer } from './index-timer.ts';
import { siteName } from './person-view.ts';
import { PersonWatchers } from './person-watchers.ts';
import { EditingSigns } from './editing-signs.ts';
import { probeServer } from './server-probe.ts';
import { endOf, LATER, NO_SNAPSHOT, NOT_IN, refusalOf } from './server-verdict.ts';
import type { ServiceGiven } from './service-given.ts';
import { SnapshotWork } from './snapshot-work.ts';
import { type HouseNames, openHouseNames, tenantNameOf } from './staff-names.ts';
import { StatusBoard } from './status-board.ts';
import { TabKeeper } from './tab-keeper.ts';
import { preloadToday } from './preload-today.ts';
import { versionGapOf } from './version-gap.ts';
import { WorkPages } from './work-pages.ts';

/** The opened safe, and what goes with it until it is locked. */
export interface Unlocked {
  readonly safe: Safe;
  names: HouseNames;
  readonly socket: HeadSocket;
  readonly work: WorkPages;
  readonly snapshots: SnapshotWork;
}

const IDLE_BATCHES = 20;
/** The one safe a worker may hold open: follows the server, sends what waits, loads the index, tells who watches. The calls of
 *  the page (`*-calls.ts`) work on it. */
export class SafeSession {
  readonly given: ServiceGiven;
  readonly board: StatusBoard;
  readonly editing: EditingSigns;
  readonly keeper: TabKeeper;
  #unlocked: Unlocked | undefined;
  readonly #onApprovals = new Set<() => void>();
  readonly #endings = new Set<() => void>();
  /** Grows with every opening and every end: who waited meanwhile sees that it is not its turn any more. */
  #opening = 0;
  /** What the opening began with. */
  #quick: QuickStart | undefined;
  #whole: Promise<void> = Promise.resolve();
  /** Whoever looks at a person. */
  readonly persons = new PersonWatchers(() => this.#unlocked);
  #syncing: Promise<void> = Promise.resolve();
  readonly #indexTimer: IndexTimer;

  constructor(given: ServiceGiven) {
    this.given = given;
    this.board = new StatusBoard(given.clientVersion);
    this.editing = new EditingSigns(given.now);
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
    if (!signedIn.ok) return signedIn;
    // Locked meanwhile: no way back in may be kept.
    if (this.index === undefined) return fail('SESSION_MISSING');
    await this.keeper.opened(given, signedIn.value, password);
    return signedIn;
  }

  /** Opens the safe and goes on following the server. With a set of shards persons can be found, and this returns, before the
   *  journal is followed (SN25); the rest of the calls waits for it (`whole`). Codes of `Safe.open` and `loadIndex`. */
  async #open(account: string, given: SafeGiven): Promise<Result<SignedIn>> {
    await this.given.seat?.take(account, () => this.close('locked', null, true));
    this.board.set({ phase: 'syncing', progress: 0, snapshotFault: undefined });
    const opening = ++this.#opening;
    const quick = await quickStart(given);
    if (this.#opening !== opening) return fail('SESSION_MISSING');
    if (!quick.ok) {
      if (!NO_SNAPSHOT.has(quick.error.code)) this.board.set({ snapshotFault: quick.error.code });
      return this.#openWhole(account, given, opening);
    }
    this.#quick = quick.value;
    const names = await openHouseNames(quick.value);
    this.board.set({ persons: quick.value.index.size, level: 'bound' });
    // What cannot be kept is fetched again next time.
    void quick.value.keep().catch(() => undefined);
    this.#whole = this.#openWhole(account, given, opening, quick.value)
      .then(() => undefined)
      .catch(() => {
        if (this.#opening === opening) this.#refuseOpened(fail('INTERNAL'));
      });
    const work = await this.#workPages(given);
    return ok({ ...this.#signedIn(account, quick.value, names), work: await work.read() });
  }

  /** Resolves when the journal has been followed, or that has failed; at once when nothing is being opened. */
  get whole(): Promise<void> {
    return this.#whole;
  }

  /** The persons that can be found now. */
  get index(): PersonIndex | undefined {
    return (this.#unlocked?.safe ?? this.#quick)?.index;
  }

  async #workPages({ pages, userKey }: SafeGiven): Promise<WorkPages> {
    return new WorkPages(pages, await pageSealer(userKey.secret), this.keeper.tab);
  }

  async #openWhole(account: string, given: SafeGiven, opening: number, quick?: QuickStart): Promise<Result<SignedIn>> {
    const onProgress = (step: string, done: number, total: number) => {
      if (this.#opening === opening)
        this.board.set({ progress: (step === 'index' ? 0.5 : 0) + (total === 0 ? 0 : done / total / 2) });
    };
    const opened = await Safe.open(given, onProgress, quick);
    if (this.#opening !== opening) return this.#giveUp(opened.ok ? opened.value : undefined);
    if (!opened.ok && quick !== undefined && opened.error.code === 'SNAPSHOT_WRONG')
      return this.#openWithout(account, given, opening);
    if (!opened.ok) return this.#refuseOpened(opened);
    const safe = opened.value;
    const indexed = await safe.loadIndex(onProgress);
    if (this.#opening !== opening) return this.#giveUp(safe);
    if (!indexed.ok && !LATER.has(indexed.error.code)) return this.#refuseOpened(indexed);
    this.#indexTimer.loaded();
    // What is kept here has to do for now; the rest comes as soon as the server answers again (FR14).
    if (!indexed.ok) void this.#indexTimer.behind();
    this.board.set({ unreadablePersons: safe.unreadablePersons.size });
    const names = await openHouseNames(safe);
    const work = await this.#workPages(given);
    if (this.#opening !== opening) return this.#giveUp(safe);
    const socket = new HeadSocket(socketAddress(given), this.#listensTo(safe), given.address.session);
    const onWrong = (snapshotFault: ErrorCode) => this.board.set({ snapshotFault });
    const snapshots = new SnapshotWork(safe, quick, { now: this.given.now, onWrong });
    this.#unlocked = { safe, names, socket, work, snapshots };
    this.report('ready');
    this.#attributeInIdleTime();
    return ok({ ...this.#signedIn(account, safe, names), work: await work.read() });
  }

  /** Locked, signed out or handed over while it was being opened: what is open is closed, and nobody is in. */
  async #giveUp(safe: Safe | undefined): Promise<Result<never>> {
    await safe?.close();
    return fail('SESSION_MISSING');
  }

  /** What the device began with was attested falsely: nobody is found by it any more. */
  #openWithout(account: string, given: SafeGiven, opening: number): Promise<Result<SignedIn>> {
    this.#quick = undefined;
    this.board.set({ snapshotFault: 'SNAPSHOT_WRONG', persons: 0 });
    return this.#openWhole(account, given, opening);
  }

  #listensTo(safe: Safe): HeadListener {
    return {
      onHead: (size) => {
        if (size > safe.follower.head.size) void this.catchUp();
      },
      onLine: (online) => this.#lineChanged(online),
      onPresence: (presence) => this.editing.heard(presence),
      onApprovals: () => this.#tellApprovals(),
      onEnded: () => void this.#askWhetherEnded(),
    };
  }

  #signedIn(account: string, safe: HouseSafe, names: HouseNames): Omit<SignedIn, 'work'> {
    const { membership, head } = safe.follower;
    const sites = membership.userAt(safe.given.user, head.size)?.sites ?? [];
    return {
      account,
      displayName: names.byUser.get(hexOf(safe.given.user)) ?? account,
      tenantName: tenantNameOf(safe, names),
      sites: sites.map((site) => ({ siteId: hexOf(site), name: siteName(safe, hexOf(site), names) })),
    };
  }

  #refuseOpened<T>(
    failure: { readonly ok: false; readonly error: { readonly code: SafeStatus['refusal'] } } & Result<T>,
  ): Result<T> {
    const { code } = failure.error;
    // What could be found so far came from the same server, or is for a device that may not know it any more.
    void this.#forget();
    this.board.set({
      persons: 0,
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
    if (safe.outbox.refused.length > refused) await this.persons.tellAll();
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
    await this.persons.tellOf(changed);
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
      if (isWhole) void this.#unlocked?.snapshots.run();
      setTimeout(() => this.#attributeInIdleTime(), isWhole ? 5_000 : 20);
    });
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
    this.#opening++;
    for (const end of this.#endings) end();
    const unlocked = this.#unlocked;
    unlocked?.socket.end();
    this.#indexTimer.end();
    this.editing.forget();
    this.#unlocked = undefined;
    this.#quick = undefined;
    this.#whole = Promise.resolve();
    this.persons.clear();
    await unlocked?.safe.close();
    this.given.seat?.leave();
  }
}
