import { kindByName, validateRecord } from '@siegel/akten';
import { bytesOfRecoveryCode, makeDeviceKeys } from '@siegel/seal';
import { type ErrorCode, fail, hexOf, ok, type Result } from '@siegel/wire';
import type {
  EintragWish,
  PersonView,
  SafeApi,
  SafeStatus,
  SearchAnswer,
  ServerView,
  SignedIn,
  SignInWish,
  WriteOutcome,
} from '../channel/safe-api.ts';
import type { PageStore } from '../local/page-store.ts';
import { enterDevice, type SignInPlace, unlockDevice } from '../safe/enter-device.ts';
import { Safe } from '../safe/safe.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import { pendingEntries } from '../safe/pending-entries.ts';
import type { Fetch } from '../server/server-request.ts';
import type { DevicesOfBrowser } from './device-of-browser.ts';
import { HeadSocket } from './head-socket.ts';
import { INDEX_EVERY_MS, IndexTimer } from './index-timer.ts';
import { personView, rowOf, siteName } from './person-view.ts';
import { sealWish } from './seal-wish.ts';
import { serverView } from './server-view.ts';
import { type HouseNames, openHouseNames } from './staff-names.ts';
import { StatusBoard } from './status-board.ts';

/** What the worker's surroundings give. */
export interface ServiceGiven {
  readonly origin: string;
  readonly fetch: Fetch;
  readonly devices: Pick<DevicesOfBrowser, 'read' | 'write'>;
  readonly pagesOf: (account: string) => Promise<PageStore>;
  readonly now: () => number;
  readonly clientVersion: string;
}

interface Unlocked {
  readonly safe: Safe;
  names: HouseNames;
  readonly socket: HeadSocket;
}

const IDLE_BATCHES = 20;
/** A server that answers a write so does not only have to wait for better times: it lies. */
const LIES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['PROOF_WRONG', 'CHECKPOINT_WRONG']);

/** The safe as the page uses it: the only holder of keys and opened content in the browser. */
export class SafeService implements SafeApi {
  readonly #given: ServiceGiven;
  readonly #board: StatusBoard;
  #unlocked: Unlocked | undefined;
  readonly #watchers = new Map<string, Set<(view: PersonView) => void>>();
  #syncing: Promise<void> = Promise.resolve();
  readonly #indexTimer: IndexTimer;

  constructor(given: ServiceGiven) {
    this.#given = given;
    this.#board = new StatusBoard(given.clientVersion);
    this.#indexTimer = new IndexTimer(() => this.#loadIndex(), { now: given.now, everyMs: INDEX_EVERY_MS });
  }

  watchStatus(listener: (status: SafeStatus) => void): () => void {
    return this.#board.watch(listener);
  }

  async signIn(wish: SignInWish): Promise<Result<SignedIn>> {
    this.#board.set({ phase: 'signing-in', progress: 0 });
    const device = await this.#given.devices.read(wish.account);
    if (device === undefined) return this.#refuse(fail('DEVICE_NOT_APPROVED'));
    const given = await unlockDevice(await this.#placeOf(wish), device);
    return given.ok ? this.#open(wish.account, given.value) : this.#refuse(given);
  }

  async signInWithRecoveryCode(wish: SignInWish & { readonly recoveryCode: string }): Promise<Result<SignedIn>> {
    this.#board.set({ phase: 'signing-in', progress: 0 });
    const known = await this.#given.devices.read(wish.account);
    if (known !== undefined) {
      const unlocked = await unlockDevice(await this.#placeOf(wish), known);
      if (unlocked.ok) return this.#open(wish.account, unlocked.value);
    }
    const code = bytesOfRecoveryCode(wish.recoveryCode);
    if (!code.ok) return this.#refuse(code);
    const device = await makeDeviceKeys();
    const given = await enterDevice(await this.#placeOf(wish), { recoveryCode: code.value }, device);
    if (!given.ok) return this.#refuse(given);
    await this.#given.devices.write(wish.account, device);
    return this.#open(wish.account, given.value);
  }

  async #placeOf({ account, password }: SignInWish): Promise<SignInPlace> {
    const { origin, fetch, now, pagesOf } = this.#given;
    return { origin, fetch, account, password, pages: await pagesOf(account), now };
  }

  #refuse<T>(failure: Result<T>): Result<T> {
    this.#board.set({ phase: 'signed-out' });
    return failure;
  }

  async #open(account: string, given: SafeGiven): Promise<Result<SignedIn>> {
    this.#board.set({ phase: 'syncing', progress: 0 });
    const onProgress = (step: string, done: number, total: number) =>
      this.#board.set({ progress: (step === 'index' ? 0.5 : 0) + (total === 0 ? 0 : done / total / 2) });
    const opened = await Safe.open(given, onProgress);
    if (!opened.ok) return this.#refuseOpened(opened);
    const safe = opened.value;
    const indexed = await safe.loadIndex(onProgress);
    if (!indexed.ok && indexed.error.code !== 'OFFLINE') return this.#refuseOpened(indexed);
    this.#indexTimer.loaded();
    this.#board.set({ unreadablePersons: safe.unreadablePersons.size });
    const names = await openHouseNames(safe);
    const socket = new HeadSocket(`${given.address.base.replace(/^http/, 'ws')}/events`, {
      onHead: (size) => {
        if (size > safe.follower.head.size) void this.#catchUp();
      },
      onLine: (online) => this.#lineChanged(online),
    });
    this.#unlocked = { safe, names, socket };
    this.#report('ready');
    this.#attributeInIdleTime();
    return ok(this.#signedIn(account, safe, names));
  }

  #signedIn(account: string, safe: Safe, names: HouseNames): SignedIn {
    const { membership, head } = safe.follower;
    const organisation = membership.groupsAt(head.size).find(({ groupKind }) => groupKind === 'organisation');
    return {
      account,
      displayName: names.byUser.get(hexOf(safe.given.user)) ?? account,
      tenantName: organisation === undefined ? '' : (names.byGroup.get(hexOf(organisation.group)) ?? ''),
      sites: safe.sites.map((site) => ({ siteId: hexOf(site), name: siteName(safe, hexOf(site), names) })),
    };
  }

  #refuseOpened<T>(
    failure: { readonly ok: false; readonly error: { readonly code: SafeStatus['refusal'] } } & Result<T>,
  ): Result<T> {
    const { code } = failure.error;
    this.#board.set({
      phase: code === 'OFFLINE' ? 'signed-out' : 'refused',
      ...(code === undefined ? {} : { refusal: code }),
    });
    return failure;
  }

  #report(phase: SafeStatus['phase']): void {
    const safe = this.#unlocked?.safe;
    if (safe === undefined) return;
    this.#board.set({
      phase,
      progress: 1,
      persons: safe.index.size,
      journalSize: safe.follower.head.size,
      queued: safe.outbox.size,
      refused: safe.outbox.refused.length,
      quarantined: safe.attributions.heldBack.size,
      level: this.#board.status.level === 'attributed' ? 'attributed' : 'bound',
    });
  }

  #lineChanged(online: boolean): void {
    this.#board.set({ online });
    if (online) void this.#catchUp();
  }

  /** Follows the journal, sends what waits, and shows watchers what changed. One at a time. */
  #catchUp(): Promise<void> {
    this.#syncing = this.#syncing.then(() => this.#catchUpNow()).catch(() => this.#board.set({ online: false }));
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
    if (refusal !== undefined) this.#board.set({ phase: 'refused', refusal });
    if (safe.follower.head.size > before) await this.#showChanges(unlocked, before);
    if (safe.outbox.refused.length > refused)
      for (const personId of this.#watchers.keys()) await this.#tellWatchers(personId);
    this.#report(this.#board.status.phase);
  }

  async #showChanges(unlocked: Unlocked, since: number): Promise<void> {
    const { safe } = unlocked;
    const changed = safe.directory.personsChangedSince(since);
    if (changed.size > 0) await this.#indexTimer.behind();
    for (const personId of changed) if (this.#watchers.has(personId)) await this.#tellWatchers(personId);
  }

  /** False when the server could not be asked now. */
  async #loadIndex(): Promise<boolean> {
    const unlocked = this.#unlocked;
    if (unlocked === undefined) return true;
    const { safe } = unlocked;
    const loaded = await safe.loadIndex();
    if (this.#unlocked !== unlocked) return true;
    this.#board.set({ unreadablePersons: safe.unreadablePersons.size });
    unlocked.names = await openHouseNames(safe);
    this.#report(this.#board.status.phase);
    return loaded.ok;
  }

  async #tellWatchers(personId: string): Promise<void> {
    const view = await this.openPerson(personId);
    if (view.ok) for (const listener of this.#watchers.get(personId) ?? []) listener(view.value);
  }

  #attributeInIdleTime(): void {
    const safe = this.#unlocked?.safe;
    if (safe === undefined) return;
    void safe.attributions.continueInIdleTime(IDLE_BATCHES).then((size) => {
      if (this.#unlocked?.safe !== safe) return;
      const isWhole = size >= safe.follower.columns.size;
      if (isWhole && this.#board.status.level !== 'attributed')
        this.#board.set({ level: 'attributed', quarantined: safe.attributions.heldBack.size });
      // The line may have come back without a word: what waits is tried again now and then.
      if (isWhole && safe.outbox.size > 0) void this.#catchUp();
      setTimeout(() => this.#attributeInIdleTime(), isWhole ? 5_000 : 20);
    });
  }

  async search(query: string, limit: number): Promise<SearchAnswer> {
    const started = performance.now();
    const safe = this.#unlocked?.safe;
    const found = safe?.index.search(query, limit);
    const rows = (list: readonly { readonly personId: string }[] = []) =>
      list.flatMap(({ personId }) => (safe === undefined ? [] : (rowOf(safe, personId) ?? [])));
    return {
      exact: rows(found?.exact),
      soundAlike: rows(found?.soundAlike),
      total: found?.total ?? 0,
      tookMs: performance.now() - started,
    };
  }

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

  async writeEintrag(wish: EintragWish): Promise<Result<WriteOutcome>> {
    if (this.#unlocked === undefined) return fail('SESSION_MISSING');
    const { safe } = this.#unlocked;
    const kind = kindByName(wish.kind);
    const valid = validateRecord(kind, wish.value);
    if (!valid.ok) return fail('MESSAGE_MALFORMED', { findings: valid.error.findings.length });
    const sealed = await sealWish(safe, wish);
    if (!sealed.ok) return sealed;
    const instead = wish.recordId === undefined ? undefined : Safe.idOf(wish.recordId);
    const written = await safe.write([sealed.value.packet], instead);
    if (!written.ok) return written;
    await this.#catchUp();
    await this.#tellWatchers(wish.personId);
    return ok({ recordId: sealed.value.recordId, saved: written.value.saved });
  }

  async dropRefused(recordId: string): Promise<void> {
    await this.#unlocked?.safe.outbox.drop(Safe.idOf(recordId));
    this.#report(this.#board.status.phase);
    for (const personId of this.#watchers.keys()) await this.#tellWatchers(personId);
  }

  async serverView(recordId: string): Promise<Result<ServerView>> {
    return this.#unlocked === undefined ? fail('SESSION_MISSING') : serverView(this.#unlocked.safe, recordId);
  }

  async signOut(): Promise<void> {
    this.#forget();
    this.#board.set({ phase: 'signed-out', persons: 0, progress: 0 });
  }

  async lock(): Promise<void> {
    this.#forget();
    this.#board.set({ phase: 'locked', persons: 0, progress: 0 });
  }

  #forget(): void {
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
