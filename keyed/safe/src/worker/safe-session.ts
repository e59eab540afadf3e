import { type ErrorCode, fail, ok, type Result } from '@siegel/wire';
import type { SafeStatus, SignedIn } from '../channel/sign-in-api.ts';
import { accessRulesNow } from '../safe/access-rules.ts';
import { isOfflineSlotAllowed } from '../safe/offline-rule.ts';
import type { Safe } from '../safe/safe.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import type { PersonIndex } from '../search/person-index.ts';
import { ApprovalWatchers } from './approval-watchers.ts';
import { completeOwnGroups } from './complete-own-groups.ts';
import { DayWatchers } from './day-watchers.ts';
import { DeskWatchers } from './desk-watchers.ts';
import { EditingSigns } from './editing-signs.ts';
import type { ServerAddress } from '../server/server-request.ts';
import { EnrolmentDesk } from './enrolment-desk.ts';
import { FactorDesk } from './factor-desk.ts';
import { type HeadListener, HeadSocket, socketAddress } from './head-socket.ts';
import { PersonWatchers } from './person-watchers.ts';
import { RenewalWork } from './renewal-work.ts';
import { safeFigures } from './safe-figures.ts';
import { SafeFollowing } from './safe-following.ts';
import { type OpenedSafe, SafeOpening } from './safe-opening.ts';
import { probeServer } from './server-probe.ts';
import { lineListener } from './line-news.ts';
import { NOT_IN } from './server-verdict.ts';
import type { ServiceGiven } from './service-given.ts';
import { SiteJobWork } from './site-job-work.ts';
import { ElsewhereLists } from '../elsewhere/elsewhere-lists.ts';
import { SnapshotWork } from './snapshot-work.ts';
import { StatusBoard } from './status-board.ts';
import { SupportSeat } from './support-seat.ts';
import { TabKeeper } from './tab-keeper.ts';
import type { Unlocked } from './unlocked.ts';
import type { WorkPages } from './work-pages.ts';

/** The one safe a worker may hold open: who comes in, who is in, and how they leave. The calls of the page (`*-calls.ts`) work on
 *  it. */
export class SafeSession {
  readonly given: ServiceGiven;
  readonly board: StatusBoard;
  readonly editing: EditingSigns;
  readonly keeper: TabKeeper;
  /** Where a second factor is asked for. */
  readonly factors = new FactorDesk();
  /** Where somebody who must have one sets one up. */
  readonly enrolments = new EnrolmentDesk();
  /** Whoever looks at a person. */
  readonly persons = new PersonWatchers(() => this.#unlocked);
  /** Whoever looks at a day. */
  readonly days = new DayWatchers(() => this.#unlocked);
  /** Whoever looks at tasks and messages. */
  readonly desk = new DeskWatchers(() => this.#unlocked);
  readonly renewals: RenewalWork;
  readonly siteJobs: SiteJobWork;
  readonly #following: SafeFollowing;
  readonly #approvals = new ApprovalWatchers();
  readonly #endings = new Set<() => void>();
  /** Who is on the way in, until a lock or a sign-out: they see that it is not their turn any more. */
  #coming: object | undefined;
  #opening: SafeOpening | undefined;
  #unlocked: Unlocked | undefined;
  #halfIn: { readonly account: string; readonly address: ServerAddress } | undefined;
  #leaveSeat: (() => void) | undefined;
  #support: SupportSeat | undefined;

  constructor(given: ServiceGiven) {
    this.given = given;
    this.board = new StatusBoard(given.clientVersion);
    this.editing = new EditingSigns(given.now);
    this.keeper = new TabKeeper(given);
    if (given.probeEveryMs !== undefined) probeServer(this.board, given, given.probeEveryMs);
    const follow = async () => {
      await this.catchUp();
      return this.#unlocked === undefined ? fail('SESSION_MISSING') : ok(true as const);
    };
    this.renewals = new RenewalWork({ safe: () => this.#unlocked?.safe, now: given.now, follow });
    this.siteJobs = new SiteJobWork({ unlocked: () => this.#unlocked, follow });
    this.#following = new SafeFollowing({
      unlocked: () => this.#unlocked,
      board: this.board,
      persons: this.persons,
      days: this.days,
      desk: this.desk,
      now: given.now,
      report: (phase) => this.report(phase),
      onEnded: (reason) => this.#lockFromElsewhere(reason),
      onFollowed: (unlocked) => this.#keepToRules(unlocked),
    });
  }

  /** What the organisation forbids by now leaves this browser (DV15); what it lacks is made by whoever may (RO11). */
  async #keepToRules(unlocked: Unlocked): Promise<void> {
    const { safe, account } = unlocked;
    if (!isOfflineSlotAllowed(safe)) await this.keeper.forgetOffline(account);
    await completeOwnGroups(unlocked);
    this.renewals.heed();
    await this.siteJobs.restore();
  }

  /** Undefined while nobody is signed in or the safe is locked. */
  get unlocked(): Unlocked | undefined {
    return this.#unlocked;
  }

  /** Whose password and device are right, and whom the server tells nothing before they have a second factor (ZF2). */
  get halfIn(): { readonly account: string; readonly address: ServerAddress } | undefined {
    return this.#halfIn;
  }

  /** The session that this tab had of the same account, living or not (ZF4). */
  sessionBefore(account: string): string | undefined {
    if (this.#halfIn?.account === account) return this.#halfIn.address.sessionId;
    return this.keeper.sessionOf(account);
  }

  /** Somebody is on the way in. @returns whether they have been locked or signed out since. */
  begin(): () => boolean {
    const coming = {};
    this.#coming = coming;
    this.board.set({ phase: 'signing-in', progress: 0, lockReason: null, elsewhere: false });
    return () => this.#coming !== coming;
  }

  /** Nobody came in. */
  refuse<T>(failure: Result<T>): Result<T> {
    if (this.#coming !== undefined) this.board.set({ phase: 'signed-out' });
    return failure;
  }

  /** Opens the safe for whoever has come in since `begin`, and keeps the ways back (`TabKeeper`). SESSION_MISSING: locked, signed out
   *  or handed over meanwhile; nobody is in then, and no way back is kept. */
  async enter(account: string, given: SafeGiven, password: string | undefined): Promise<Result<SignedIn>> {
    if (this.#coming === undefined) return this.#abandon(given);
    this.#halfIn = undefined;
    const opening = await this.#newOpening(account, given);
    if (opening.isOver) return this.#abandon(given);
    const signedIn = await opening.open();
    const mayKeepOffline = () => this.#mayKeepOffline(opening);
    const came = { password, isIn: () => !opening.isOver, mayKeepOffline };
    if (signedIn.ok) await this.keeper.opened(given, signedIn.value, came);
    if (
      !signedIn.ok &&
      signedIn.error.code === 'FACTOR_MISSING' &&
      (await this.enrolled({ account, address: given.address }))
    )
      return this.enter(account, given, password);
    const isLeft = opening.isOver && (signedIn.ok || signedIn.error.code === 'SESSION_MISSING');
    return isLeft ? this.#abandon(given) : signedIn;
  }

  /** Whether somebody whom the server lets in no further has set a second factor up, and nobody has come in since. */
  async enrolled(halfIn: { readonly account: string; readonly address: ServerAddress }): Promise<boolean> {
    const coming = this.#coming;
    this.#halfIn = halfIn;
    return (await this.enrolments.ask()) && this.#coming === coming && coming !== undefined;
  }

  /** Known once the journal was followed; undefined when they are out again by then. */
  async #mayKeepOffline(opening: SafeOpening): Promise<boolean | undefined> {
    await opening.whole;
    const safe = this.#unlocked?.safe;
    return opening.isOver || safe === undefined ? undefined : isOfflineSlotAllowed(safe);
  }

  async #abandon(given: SafeGiven): Promise<Result<never>> {
    await this.keeper.abandoned(given);
    return fail('SESSION_MISSING');
  }

  /** In the place of what was open or on its way before, once this window is alone with the pages. */
  async #newOpening(account: string, given: SafeGiven): Promise<SafeOpening> {
    const before = this.#forget();
    const opening = new SafeOpening(given, {
      account,
      tab: this.keeper.tab,
      board: this.board,
      onOpened: (opened) => this.#unlock(opening, account, opened),
      onRefused: (code) => this.#refuseOpened(code),
    });
    this.#opening = opening;
    await before;
    const leave = await this.given.seat?.take(account, () => this.close('locked', null, true));
    if (opening.isOver) leave?.();
    else this.#leaveSeat = leave;
    return opening;
  }

  #unlock(opening: SafeOpening, account: string, { safe, names, quick, isIndexed }: OpenedSafe): void {
    const { address } = opening.given;
    const socket = new HeadSocket(socketAddress(opening.given), this.#listensTo(safe), address.session);
    const onWrong = (snapshotFault: ErrorCode) => this.board.set({ snapshotFault });
    const snapshots = new SnapshotWork(safe, quick?.sets, { now: this.given.now, onWrong });
    const elsewhere = new ElsewhereLists(safe, this.given.now);
    this.#unlocked = { safe, account, names, socket, snapshots, elsewhere };
    this.board.set({ unreadablePersons: safe.unreadablePersons.size });
    this.report('ready');
    this.#following.begin(isIndexed);
    this.renewals.heed();
  }

  #refuseOpened(code: ErrorCode): void {
    // What could be found so far came from the same server, or is for a device that may not know it any more.
    void this.#forget();
    this.board.set({ persons: 0, phase: NOT_IN.has(code) ? 'signed-out' : 'refused', refusal: code });
  }

  /** Somebody of support is in: there is no safe to open. */
  seatSupport(given: SafeGiven): void {
    this.#support?.leave();
    this.#support = new SupportSeat(given, (code) => void this.close('signed-out', code));
    this.board.set({ phase: 'ready', progress: 1 });
  }

  /** Who of support is in here; undefined for everybody else. */
  get support(): SupportSeat | undefined {
    return this.#support;
  }

  /** Resolves when the journal has been followed, or that has failed; at once when nothing is being opened. */
  get whole(): Promise<void> {
    return this.#opening?.whole ?? Promise.resolve();
  }

  /** The persons that can be found now. */
  get index(): PersonIndex | undefined {
    return this.#unlocked?.safe.index ?? this.#opening?.index;
  }

  /** Where unfinished work is kept, as soon as somebody is in; undefined before. */
  get work(): WorkPages | undefined {
    return this.#opening?.work;
  }

  /** Ends what is open when the server says so of this very safe. */
  #listensTo(safe: Safe): HeadListener {
    return lineListener(safe, {
      board: this.board,
      editing: this.editing,
      approvals: this.#approvals,
      catchUp: () => this.catchUp(),
      onEnded: async (reason) => {
        if (this.#unlocked?.safe === safe) await this.#lockFromElsewhere(reason);
      },
    });
  }

  /** Says how the safe is. */
  report(phase: SafeStatus['phase']): void {
    const safe = this.#unlocked?.safe;
    if (safe === undefined) return;
    this.board.setRules(accessRulesNow(safe));
    this.board.set({ phase, progress: 1, ...safeFigures(safe, this.board.status.level) });
  }

  /** Follows the journal, sends what waits, and shows watchers what changed (`SafeFollowing.catchUp`). */
  catchUp(): Promise<void> {
    return this.#following.catchUp();
  }

  /** Shows what a long job wrote since `since` and followed by itself; sends what waits. */
  showWritten(since: number): Promise<void> {
    return this.#following.showWritten(since);
  }

  /** Calls `listener` when something may have changed in approvals of the own user. */
  onApprovals(listener: () => void): () => void {
    return this.#approvals.watch(listener);
  }

  /** What is typed lies sealed on the device; keys and names leave it now. */
  async #lockFromElsewhere(reason: ErrorCode): Promise<void> {
    await Promise.all([this.close('locked', reason), this.keeper.locked()]);
  }

  /** Nobody is in any more, nor on the way: the keys leave memory at once. Resolves when nothing of the safe is written any more.
   *  `elsewhere`: another window of this profile has taken the place of the same user. */
  async close(phase: 'signed-out' | 'locked', lockReason: ErrorCode | null, elsewhere = false): Promise<void> {
    this.#coming = undefined;
    this.#halfIn = undefined;
    this.factors.end();
    this.enrolments.end(false);
    const closed = this.#forget();
    this.board.set({ phase, lockReason, elsewhere, persons: 0, progress: 0 });
    await closed;
  }

  /** `end` is called when the safe closes: nothing may go on with its keys. */
  onForget(end: () => void): void {
    this.#endings.add(end);
  }

  async #forget(): Promise<void> {
    const [opening, unlocked, leaveSeat] = [this.#opening, this.#unlocked, this.#leaveSeat];
    this.#opening = undefined;
    this.#unlocked = undefined;
    this.#leaveSeat = undefined;
    this.#support?.leave();
    this.#support = undefined;
    opening?.stop();
    for (const end of this.#endings) end();
    unlocked?.socket.end();
    this.#following.end();
    this.renewals.end();
    this.siteJobs.forget();
    this.editing.forget();
    this.persons.clear();
    this.days.clear();
    this.desk.clear();
    // What was typed last is on its way to its page.
    await opening?.work?.written;
    await unlocked?.safe.close();
    await opening?.close();
    leaveSeat?.();
  }
}
