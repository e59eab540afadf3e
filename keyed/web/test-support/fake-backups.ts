import type {
  BackupApi,
  BackupKeyView,
  BackupPlanView,
  BackupStateView,
  BackupView,
  BackupsView,
  DailyBackupView,
} from '@siegel/safe';
import { type ErrorCode, fail, ok } from '@siegel/wire';
import type { FakeWorld } from './fake-world.ts';

const HOUR_MS = 3_600_000;
const ME = { userId: '0'.repeat(32), name: 'Dr. Katrin Albers', isActive: true };
const COLLEAGUE = { userId: '1'.padStart(32, '0'), name: 'Dr. Mehmet Yıldız', isActive: true };
const GONE = { userId: '3'.padStart(32, '0'), name: 'Petra Wendt', isActive: false };
const RECIPIENT = `age1${'q7mzp4x2ryh8k3vd'.repeat(4).slice(0, 58)}`;
const PLACES = 7;

/** How the invented house stands with its backups. */
export interface FakeBackups {
  readonly keys: 'none' | 'two' | 'one' | 'gone';
  /** How many backups there are; with `damaged` the second one is. */
  readonly count: number;
  readonly damaged?: boolean;
  /** How many there are by plan besides. */
  readonly daily?: number;
  /** Work that goes on until it is cancelled. */
  readonly stands?: 'make' | 'check';
  /** What the next work ends with. */
  readonly endsWith?: ErrorCode;
  /** What every call answers. */
  readonly answers?: ErrorCode;
  /** Why the daily one was not made. */
  readonly planFails?: ErrorCode;
  /** True while the password was typed long ago. */
  readonly isOld?: boolean;
}

const AS_ALWAYS: FakeBackups = { keys: 'two', count: 4 };

/** Backups of the invented house in memory: whatever is begun is over after a few looks, unless it is told to stand still. */
export class FakeBackupDesk {
  #state = AS_ALWAYS;
  #backups: readonly BackupView[] = [];
  #keys: readonly BackupKeyView[] = [];
  #running: BackupsView['running'];
  #failed: BackupsView['failed'];
  #made = 0;
  #plan: BackupPlanView = { isOn: true, minute: 120, zone: 'Europe/Berlin' };
  #isConfirmed = false;
  readonly #world: FakeWorld;
  readonly #nowMs: () => number;

  constructor(world: FakeWorld, nowMs: () => number) {
    this.#world = world;
    this.#nowMs = nowMs;
    this.become(AS_ALWAYS);
  }

  /** Puts the house into a state; whoever looks next sees it. */
  become(state: Partial<FakeBackups>): void {
    this.#state = { ...AS_ALWAYS, ...state };
    const { keys, count, damaged, daily = 0, stands } = this.#state;
    this.#backups = [
      ...Array.from({ length: count }, (_, n) => this.#backup(n, count - n, damaged === true)),
      ...Array.from({ length: daily }, (_, n) => this.#byPlan(n)),
    ];
    this.#keys = keys === 'none' ? [] : [this.#key(keys)];
    this.#running = undefined;
    this.#failed = undefined;
    if (stands === 'make') this.#running = { work: 'make', backupId: 'standing', done: 63, total: 100 };
    if (stands === 'check') this.#running = { work: 'check', backupId: this.#idOf(0), done: 1, total: 3 };
    // Somebody wrote an entry: pages read the keys again.
    this.#world.setStatus({ journalSize: this.#world.status.journalSize + 1 });
  }

  get api(): Omit<BackupApi, 'downloadBackup'> {
    const answered = async <T>(value: () => T) => {
      const { answers } = this.#state;
      return answers === undefined ? ok(value()) : fail(answers);
    };
    return {
      backupKeys: async () => ok(this.#keys),
      setUpBackupKey: async (holderIds) => {
        const keyId = `key-${this.#keys.length}`;
        const holders = [ME, COLLEAGUE].filter(({ userId }) => holderIds.includes(userId));
        const isOwn = holders.includes(ME);
        const made = { keyId, holders, isOwn, recipient: RECIPIENT, enteredAtMs: this.#nowMs(), enteredBy: ME.name };
        this.#keys = [made, ...this.#keys];
        return ok(keyId);
      },
      revealBackupKey: async () => {
        if (this.#state.isOld === true && !this.#isConfirmed) return this.#askOnce();
        return ok({ recipient: RECIPIENT, identity: `AGE-SECRET-KEY-1${'Q7MZP4X2RYH8K3VD'.repeat(4).slice(0, 58)}` });
      },
      backups: () => answered(() => this.#look()),
      makeBackup: async () => {
        if (this.#running !== undefined) return fail('BACKUP_RUNNING');
        if (this.#backups.filter(({ isDaily }) => isDaily !== true).length >= PLACES) return fail('BACKUPS_FULL');
        this.#made += 1;
        return this.#begin('make', `made-${this.#made}`);
      },
      checkBackup: async (backupId) => {
        this.#begin('check', backupId);
        return ok(true);
      },
      cancelBackup: async () => {
        this.#end('BACKUP_CANCELLED');
        return ok(true);
      },
      setBackupPlan: async (plan) => {
        this.#plan = plan;
        return ok(true);
      },
      backupState: async () => ok(this.#trouble()),
      deleteBackup: async (backupId) => {
        this.#backups = this.#backups.filter((one) => one.backupId !== backupId);
        return ok(true);
      },
    };
  }

  /** The password is asked for once, as in a session that began a while ago. */
  #askOnce() {
    this.#isConfirmed = true;
    return fail('PASSWORD_NEEDED');
  }

  #begin(work: 'make' | 'check', backupId: string) {
    this.#running = { work, backupId, done: 0, total: 0 };
    this.#failed = undefined;
    return ok(backupId);
  }

  #look(): BackupsView {
    const view = {
      backups: this.#backups,
      ...(this.#running !== undefined && { running: this.#running }),
      ...(this.#failed !== undefined && { failed: this.#failed }),
      hasKey: this.#keys.length > 0 && this.#state.keys !== 'gone',
      daily: this.#daily(),
    };
    this.#move();
    return view;
  }

  #daily(): DailyBackupView {
    const { failure } = this.#trouble();
    const plan = this.#plan;
    return {
      plan,
      ...(plan.isOn && { nextAtMs: this.#nowMs() + 24 * HOUR_MS }),
      ...(failure !== undefined && { failure: { ...failure, tries: 3 } }),
    };
  }

  #trouble(): BackupStateView {
    const { planFails } = this.#state;
    return planFails === undefined ? {} : { failure: { code: planFails, atMs: this.#nowMs() - HOUR_MS } };
  }

  /** Every look finds it further, the third one done. */
  #move(): void {
    const running = this.#running;
    if (running === undefined || this.#state.stands !== undefined) return;
    if (running.done < 2) this.#running = { ...running, done: running.done + 1, total: 2 };
    else this.#end(this.#state.endsWith);
  }

  #end(code: ErrorCode | undefined): void {
    const running = this.#running;
    if (running === undefined) return;
    const { work, backupId } = running;
    this.#running = undefined;
    const atMs = this.#nowMs();
    if (code !== undefined) this.#failed = { work, backupId, code, atMs };
    else if (work === 'make') {
      const made = { backupId, madeAtMs: atMs, madeBy: ME.name, sizeBytes: 41_800_000_000 };
      this.#backups = [...this.#backups, made];
    } else
      this.#backups = this.#backups.map((one) =>
        one.backupId === backupId ? { ...one, checked: { atMs, damaged: 0, names: [] } } : one,
      );
  }

  #idOf(n: number): string {
    return `backup${n}`;
  }

  #backup(n: number, weeksAgo: number, damaged: boolean): BackupView {
    const isOldest = weeksAgo === PLACES;
    const madeAtMs = this.#nowMs() - (weeksAgo - 1) * 7 * 24 * HOUR_MS - HOUR_MS;
    const isDamaged = damaged && weeksAgo === 2;
    const names = isDamaged ? ['segments/0000000001.age', `backups/${this.#idOf(n)}/keys.age`] : [];
    return {
      backupId: this.#idOf(n),
      madeAtMs,
      madeBy: isOldest ? '' : n % 2 === 0 ? 'Jana Böttcher' : ME.name,
      sizeBytes: 40_400_000_000 + n * 210_000_000,
      ...(weeksAgo > 1 && { checked: { atMs: madeAtMs + HOUR_MS, damaged: names.length, names } }),
    };
  }

  #byPlan(n: number): BackupView {
    return {
      backupId: `daily${n}`,
      madeAtMs: this.#nowMs() - HOUR_MS / (n + 2),
      madeBy: '',
      sizeBytes: 42_000_000_000,
      isDaily: true,
    };
  }

  #key(keys: FakeBackups['keys']): BackupKeyView {
    const holders = keys === 'gone' ? [GONE] : keys === 'one' ? [ME] : [ME, COLLEAGUE];
    return {
      keyId: 'key-first',
      recipient: RECIPIENT,
      enteredAtMs: this.#nowMs() - 60 * 24 * HOUR_MS,
      enteredBy: ME.name,
      holders,
      isOwn: holders.includes(ME),
    };
  }
}
