import type { ErrorCode } from '@siegel/wire';
import type { SafeStatus } from '../channel/sign-in-api.ts';
import type { Safe } from '../safe/safe.ts';
import type { DayWatchers } from './day-watchers.ts';
import type { DeskWatchers } from './desk-watchers.ts';
import { INDEX_EVERY_MS, IndexTimer } from './index-timer.ts';
import { sendClosedAgain } from '../archive/send-closed.ts';
import { joinRefused } from './join-refused.ts';
import { nachtragOfRefused } from './nachtrag-of-refused.ts';
import type { PersonWatchers } from './person-watchers.ts';
import { preloadToday } from './preload-today.ts';
import type { Unlocked } from './unlocked.ts';
import { endOf, refusalOf } from './server-verdict.ts';
import { openHouseNames } from './staff-names.ts';
import type { StatusBoard } from './status-board.ts';
import { versionGapOf } from './version-gap.ts';

const IDLE_BATCHES = 20;

/** Who is followed for, and who is told. */
interface FollowingBy {
  readonly unlocked: () => Unlocked | undefined;
  readonly board: StatusBoard;
  readonly persons: PersonWatchers;
  readonly days: DayWatchers;
  readonly desk: DeskWatchers;
  readonly now: () => number;
  readonly report: (phase: SafeStatus['phase']) => void;
  /** The server does not know the session any more, or not the device. */
  readonly onEnded: (reason: ErrorCode) => Promise<void>;
  /** The journal was followed to its end. */
  readonly onFollowed: (unlocked: Unlocked) => Promise<void>;
}

/** Keeps the unlocked safe up to the server's journal: sends what waits, shows what changed, loads the index behind it, and
 *  attributes while nobody waits. */
export class SafeFollowing {
  readonly #by: FollowingBy;
  readonly #indexTimer: IndexTimer;
  #syncing: Promise<void> = Promise.resolve();
  /** Journal size up to which watchers know what changed: others follow the journal, too, and show nothing. */
  #shownTo = 0;

  constructor(by: FollowingBy) {
    this.#by = by;
    this.#indexTimer = new IndexTimer(() => this.#loadIndex(), { now: by.now, everyMs: INDEX_EVERY_MS });
  }

  /** A safe has just been opened. @param isIndexed false: its index comes as soon as the server answers again. */
  begin(isIndexed: boolean): void {
    this.#shownTo = this.#by.unlocked()?.safe.follower.head.size ?? 0;
    this.#indexTimer.loaded();
    if (!isIndexed) void this.#indexTimer.behind();
    this.#attributeInIdleTime();
  }

  /** Nobody is in any more. */
  end(): void {
    this.#indexTimer.end();
  }

  /** Follows the journal, sends what waits, and shows watchers what changed. One at a time. */
  catchUp(): Promise<void> {
    this.#syncing = this.#syncing
      .then(() => this.#catchUpNow())
      .catch(() => {
        if (this.#by.unlocked() !== undefined) this.#by.board.set({ online: false });
      });
    return this.#syncing;
  }

  /** Shows what a long job wrote since `since` and followed by itself; sends what waits. */
  async showWritten(since: number): Promise<void> {
    const unlocked = this.#by.unlocked();
    if (unlocked !== undefined) await this.#showChanges(unlocked, since);
    await this.catchUp();
  }

  async #catchUpNow(): Promise<void> {
    const { board, persons, onEnded, onFollowed, report } = this.#by;
    const unlocked = this.#by.unlocked();
    if (unlocked === undefined) return;
    const { safe } = unlocked;
    const refused = safe.outbox.refused.length;
    const flushed = await safe.outbox.flush();
    const synced = await safe.sync();
    // Locked meanwhile: what the server says now is about nobody.
    if (this.#by.unlocked() !== unlocked) return;
    const ended = endOf(synced);
    if (ended !== undefined) return onEnded(ended);
    if (synced.ok) await settleRefused(safe);
    const refusal = refusalOf(flushed, synced);
    if (refusal !== undefined) board.set({ phase: 'refused', refusal });
    board.setVersionGap(versionGapOf(flushed, synced) ?? (safe.attributions.hasNewer ? 'PROGRAM_OUTDATED' : undefined));
    if (safe.follower.head.size > this.#shownTo) await this.#showChanges(unlocked, this.#shownTo);
    if (safe.outbox.refused.length !== refused) await persons.tellAll();
    if (synced.ok) {
      await preloadToday(safe);
      await onFollowed(unlocked);
    }
    report(board.status.phase);
  }

  async #showChanges({ safe }: Unlocked, since: number): Promise<void> {
    this.#shownTo = safe.follower.head.size;
    // The board first: everybody looks at it.
    await this.#by.days.tellSince(since);
    await this.#by.desk.tellSince(since);
    const changed = safe.directory.personsChangedSince(since);
    const mayFindOthers = safe.mayFindOthersSince(since);
    // At once and without asking: somebody who is not this user's any more is not found until the server has answered (BS28).
    const isHidden = mayFindOthers && (await safe.hideOthers());
    if (changed.size > 0 || mayFindOthers) await this.#indexTimer.behind();
    await (isHidden ? this.#by.persons.tellAll() : this.#by.persons.tellOf(changed));
  }

  /** False when the server could not be asked now. */
  async #loadIndex(): Promise<boolean> {
    const unlocked = this.#by.unlocked();
    if (unlocked === undefined) return true;
    const { safe } = unlocked;
    const loaded = await safe.loadIndex();
    if (this.#by.unlocked() !== unlocked) return true;
    this.#by.board.set({ unreadablePersons: safe.unreadablePersons.size });
    unlocked.names = await openHouseNames(safe);
    this.#by.report(this.#by.board.status.phase);
    return loaded.ok;
  }

  #attributeInIdleTime(): void {
    const unlocked = this.#by.unlocked();
    if (unlocked === undefined) return;
    const { safe, snapshots } = unlocked;
    void safe.attributions.continueInIdleTime(IDLE_BATCHES).then((size) => {
      if (this.#by.unlocked() !== unlocked) return;
      const isWhole = size >= safe.follower.columns.size;
      if (isWhole) this.#sayAttributed(safe);
      // The line may have come back without a word: what waits is tried again now and then.
      if (isWhole && safe.outbox.size > 0) void this.catchUp();
      if (isWhole) void snapshots.run();
      setTimeout(() => this.#attributeInIdleTime(), isWhole ? 5_000 : 20);
    });
  }

  /** Says that everything is attributed, and what was found on the way, if that is news. */
  #sayAttributed({ attributions }: Safe): void {
    const { board } = this.#by;
    const { level, quarantined, versionGap } = board.status;
    const isBehind = attributions.hasNewer && versionGap === undefined;
    if (level === 'attributed' && quarantined === attributions.failed && !isBehind) return;
    if (isBehind) board.setVersionGap('PROGRAM_OUTDATED');
    board.set({ level: 'attributed', quarantined: attributions.failed });
  }
}

/** What was refused and can be settled without a human is: sent again, joined, or made a Nachtrag. */
async function settleRefused(safe: Safe): Promise<void> {
  if (await sendClosedAgain(safe)) await safe.sync();
  if (await joinRefused(safe)) await safe.sync();
  if (await nachtragOfRefused(safe)) await safe.sync();
}
