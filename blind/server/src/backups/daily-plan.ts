import type { WriteTx } from '@siegel/store';
import { type ErrorCode, type Failure, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { TenantWriter } from '../append/tenant-writer.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import type { BackupDesk } from './backup-desk.ts';
import {
  type BackupPlan,
  type DailyFailure,
  type Nights,
  nightsOf,
  planOf,
  planText,
  putNights,
  putPlan,
} from './backup-plan.ts';
import { type Slot, slotAt } from './daily-times.ts';
import type { BackupCaller } from './new-backup.ts';
import { lookAt, markOf } from './night-mark.ts';
import { usableKey } from './usable-key.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FIRST_RETRY_MS = 15 * MINUTE_MS;
const LONGEST_RETRY_MS = 6 * HOUR_MS;
/** What a clock that is put right may run ahead; more is a clock that was set. */
const SET_AHEAD_MS = HOUR_MS;
/** Time that must really have passed since the last one where the clock was set ahead. */
const LEAST_APART_MS = 12 * HOUR_MS;

/** What the plan wants done now. */
export type PlannedWork = 'make' | 'check';

/** What a tenant's daily backup and nightly comparison are made of. */
interface PlanGiven {
  readonly desk: BackupDesk;
  readonly writer: TenantWriter;
  readonly isDiskShort: () => boolean;
}

/** The plan of one tenant: says what is due and does it, and keeps where it stands over the end of the process (BK50..BK55). Knows no timer. */
export class DailyPlan {
  readonly #core: TenantCore;
  readonly #given: PlanGiven;
  #plan: BackupPlan;
  #nights: Nights;
  #slot: Slot | undefined;
  /** `elapsed` from which it is tried again; undefined: nothing failed. */
  #retryAt: number | undefined;
  /** Both clocks when this process began the last one. */
  #madeHere: { readonly now: number; readonly elapsed: number } | undefined;

  private constructor(
    core: TenantCore,
    given: PlanGiven,
    kept: { readonly plan: BackupPlan; readonly nights: Nights },
  ) {
    this.#core = core;
    this.#given = given;
    this.#plan = kept.plan;
    this.#nights = kept.nights;
  }

  /** The plan as it stood. One that a process was ended in counts as failed: what ends a process must not end the next one at once. */
  static async open(core: TenantCore, given: PlanGiven): Promise<DailyPlan> {
    const [plan, nights] = [await planOf(core.store), await nightsOf(core.store)];
    const daily = new DailyPlan(core, given, { plan, nights });
    if (nights.begunAt !== null) daily.#fail('BACKUP_CUT_OFF', nights.begunAt);
    else if (nights.failure !== null) daily.#retryAt = core.world.elapsed() + waitOf(nights.failure);
    return daily;
  }

  get plan(): BackupPlan {
    return this.#plan;
  }

  get failure(): DailyFailure | null {
    return this.#nights.failure;
  }

  /** When the next one is due, by the clock; null: the plan is off, or nobody could open it. */
  get nextAt(): number | null {
    if (!this.#plan.isOn || usableKey(this.#core) === undefined) return null;
    const { now, elapsed } = this.#core.world;
    const at = now();
    if (this.#retryAt !== undefined) return at + Math.max(0, this.#retryAt - elapsed());
    if (!this.#isSlotDue()) return this.#slotNow().next;
    return at + this.#apartMs();
  }

  /** Changes the plan, with an entry of the log that says what it was (BK51). A moment of today that has gone by does not count: the
   *  next one comes at the next such moment. Where nothing is planned any more, nothing has failed. */
  async change(plan: BackupPlan, by: BackupCaller): Promise<Result<true, Failure>> {
    const before = this.#plan;
    const wasDue = this.#isSlotDue();
    const at = this.#core.world.now();
    const made = wasDue || this.#nights.made === null ? this.#nights.made : markOf(at, slotAt(at, plan));
    const failure = plan.isOn ? this.#nights.failure : null;
    const nights = { ...this.#nights, made, failure };
    const written = await this.#given.writer.writeServerEntry({
      kind: WIRE_KINDS.backupMade,
      fields: () => ({
        change: 'planned',
        device: by.device,
        address: by.address,
        before: planText(before),
        after: planText(plan),
      }),
      refusal: () => Promise.resolve(undefined),
      read: (tx) =>
        tx.savepoint(async () => {
          await putPlan(tx, plan);
          await putNights(tx, nights);
        }),
    });
    if (!written.ok) return written;
    this.#plan = plan;
    this.#nights = nights;
    this.#slot = undefined;
    if (failure === null) this.#retryAt = undefined;
    return ok(true);
  }

  /** What is due now; undefined: nothing, or somebody's work comes first. Costs nothing to ask while nothing changes. */
  async look(): Promise<PlannedWork | undefined> {
    if (this.#given.desk.isBusy) return undefined;
    const hasKey = usableKey(this.#core) !== undefined;
    const before = this.#nights;
    if (hasKey && before.made === null) this.#begin();
    const { made, compared } = this.#nights;
    if (made === null || compared === null) return undefined;
    const slot = this.#slotNow();
    const now = this.#core.world.now();
    const [daily, comparison] = [lookAt(made, now, slot), lookAt(compared, now, slot)];
    this.#nights = { ...this.#nights, made: daily.mark, compared: comparison.mark };
    if (daily.mark !== before.made || comparison.mark !== before.compared) await this.#keep();
    if (hasKey && this.#plan.isOn && this.#isMakeDue(daily.isDue)) return 'make';
    return comparison.isDue ? 'check' : undefined;
  }

  /** Does what `look` named, to its end. */
  run(work: PlannedWork): Promise<void> {
    return work === 'make' ? this.#make() : this.#compare();
  }

  async #make(): Promise<void> {
    const { desk, isDiskShort } = this.#given;
    const { now, elapsed } = this.#core.world;
    const begun = { now: now(), elapsed: elapsed() };
    if (isDiskShort()) return this.#failed('DISK_FULL');
    await this.#put({ ...this.#nights, begunAt: begun.now });
    const made = markOf(begun.now, this.#slotNow());
    const done = (): Nights => ({ ...this.#nights, made, begunAt: null });
    const outcome = await desk.makeByPlan((tx) => putNights(tx, done()));
    if (!outcome.ok) return this.#notMade(outcome.error.code);
    this.#madeHere = begun;
    this.#nights = done();
    const { check } = outcome.value;
    if (check === undefined) return this.#keep();
    if (check.damaged > 0) return this.#failed('BACKUP_DAMAGED');
    this.#retryAt = undefined;
    await this.#put({ ...this.#nights, failure: null });
  }

  /** Somebody was faster, the server stops, or nobody could open it any more: that is no failure of the plan. */
  async #notMade(code: ErrorCode): Promise<void> {
    const isFailure = code !== 'BACKUP_RUNNING' && code !== 'SERVER_STOPPING' && code !== 'BACKUP_KEY_MISSING';
    if (isFailure) return this.#failed(code);
    await this.#put({ ...this.#nights, begunAt: null });
  }

  async #compare(): Promise<void> {
    await this.#put({ ...this.#nights, compared: markOf(this.#core.world.now(), this.#slotNow()) });
    await this.#given.desk.compareByPlan();
  }

  async #failed(code: ErrorCode): Promise<void> {
    this.#fail(code, this.#core.world.now());
    await this.#keep();
  }

  #fail(code: ErrorCode, at: number): void {
    const failure = { code, at, tries: (this.#nights.failure?.tries ?? 0) + 1 };
    this.#nights = { ...this.#nights, begunAt: null, failure };
    this.#retryAt = this.#core.world.elapsed() + waitOf(failure);
  }

  /** Nights are counted from the moment a backup could be opened by somebody. */
  #begin(): void {
    const now = markOf(this.#core.world.now(), this.#slotNow());
    this.#nights = { ...this.#nights, made: now, compared: now };
  }

  #isMakeDue(isSlotDue: boolean): boolean {
    if (this.#retryAt !== undefined) return this.#core.world.elapsed() >= this.#retryAt;
    return isSlotDue && this.#apartMs() === 0;
  }

  #isSlotDue(): boolean {
    const { made } = this.#nights;
    return made !== null && lookAt(made, this.#core.world.now(), this.#slotNow()).isDue;
  }

  /** How long to wait because the clock was set ahead: a clock that jumps must not push good copies out with new ones (BK53). */
  #apartMs(): number {
    if (this.#madeHere === undefined) return 0;
    const { now, elapsed } = this.#core.world;
    const passed = elapsed() - this.#madeHere.elapsed;
    const isSetAhead = now() - this.#madeHere.now > passed + SET_AHEAD_MS;
    return isSetAhead ? Math.max(0, LEAST_APART_MS - passed) : 0;
  }

  #slotNow(): Slot {
    const now = this.#core.world.now();
    if (this.#slot === undefined || now < this.#slot.at || now >= this.#slot.next) this.#slot = slotAt(now, this.#plan);
    return this.#slot;
  }

  #put(nights: Nights): Promise<void> {
    this.#nights = nights;
    return this.#keep();
  }

  #keep(): Promise<void> {
    const nights = this.#nights;
    return this.#core.store.write((tx: WriteTx) => putNights(tx, nights));
  }
}

/** 15 minutes, twice as long each time, at most 6 hours. What damages copies is no short fault, and each try takes the space of a copy. */
function waitOf({ code, tries }: DailyFailure): number {
  return code === 'BACKUP_DAMAGED' ? LONGEST_RETRY_MS : Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (tries - 1));
}
