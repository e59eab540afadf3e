import { join } from 'node:path';
import { backupsIn, checkFiles, removeBackup, SUMS, sweepSet, type TarOfBackup, tarOfBackup } from '@siegel/keep';
import type { WriteTx } from '@siegel/store';
import { type ErrorCode, fail, type Failure, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { TenantWriter } from '../append/tenant-writer.ts';
import { detailOf, type ServerLog } from '../edge/log.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { backupIdOf, causeOf } from './backup-ids.ts';
import { type BackupCheck, putCheck, recordOf, removeRecord } from './backup-records.ts';
import { BackupFailure, BackupWork, type WorkFault, type WorkKind } from './backup-work.ts';
import { keptBackups, type KeptBackup, madeAtOf } from './kept-backups.ts';
import { type BackupCaller, enterNewBackup, type MakeWish, whereFrom } from './new-backup.ts';
import { nextCompared, nextTurn, rolledAway } from './rolling.ts';
import { usableKey } from './usable-key.ts';

/** Backups on demand that are kept (D4). Whoever wants another one says which of them goes: nothing is deleted unasked. */
const DEMAND_MOST = 7;

/** Where backups lie, and the disk they lie on. */
export interface BackupPlace {
  /** Folder with a set for each tenant. */
  readonly directory: string;
  readonly isDiskShort: () => boolean;
}

interface WorkGiven {
  readonly refusal: () => Promise<ErrorCode | undefined>;
  readonly task: () => Promise<void>;
  /** The backup that was made is compared with its list at once (BK54). */
  readonly isThenCompared?: boolean;
}

/** A backup the plan has made. */
export interface MadeByPlan {
  readonly id: string;
  /** Undefined: something kept it from being compared. */
  readonly check: BackupCheck | undefined;
}

/** Work that ended without success. */
export interface EndedWork {
  readonly work: WorkKind;
  readonly id: string;
  readonly code: ErrorCode;
  readonly at: number;
}

/** The backups of a tenant: made one at a time, kept, compared, handed out and deleted (docs/spec/backup.md). */
export class BackupDesk {
  readonly #core: TenantCore;
  readonly #writer: TenantWriter;
  readonly #log: ServerLog;
  readonly #place: BackupPlace;
  readonly #set: string;
  #work: BackupWork | undefined;
  #ended: Promise<WorkFault | undefined> = Promise.resolve(undefined);
  /** Id of what is being deleted. */
  #removing: string | undefined;
  /** Ids of what is being downloaded, once for each download. */
  readonly #serving: string[] = [];
  #isStopping = false;
  #failed: EndedWork | null = null;

  private constructor(core: TenantCore, writer: TenantWriter, given: { log: ServerLog; backups: BackupPlace }) {
    this.#core = core;
    this.#writer = writer;
    this.#log = given.log;
    this.#place = given.backups;
    this.#set = join(given.backups.directory, core.hex);
  }

  /** The desk of a tenant; what a crash left of an unfinished backup goes. A disk that does not let it go is said, and keeps nobody from
   *  working. */
  static async open(
    core: TenantCore,
    writer: TenantWriter,
    given: { readonly log: ServerLog; readonly backups: BackupPlace },
  ): Promise<BackupDesk> {
    const desk = new BackupDesk(core, writer, given);
    await sweepSet(desk.#set).catch((error: unknown) => desk.#say(error));
    return desk;
  }

  /** Folder of the backups of this tenant. */
  get set(): string {
    return this.#set;
  }

  /** What is under way. */
  get running(): BackupWork | undefined {
    return this.#work;
  }

  /** What ended last without success, since the server started. */
  get failed(): EndedWork | null {
    return this.#failed;
  }

  /** True while something is made, compared or deleted, and when nothing is begun any more. */
  get isBusy(): boolean {
    return this.#work !== undefined || this.#removing !== undefined || this.#isStopping;
  }

  /** Those that are there, oldest first. */
  async kept(): Promise<readonly KeptBackup[]> {
    const kept = await keptBackups(this.#set, this.#core.store);
    return kept.filter(({ id }) => this.#isListed(id));
  }

  /** Begins a backup at a wish. BACKUP_KEY_MISSING, BACKUP_RUNNING, BACKUPS_FULL: none is begun. */
  make(by: BackupCaller): Promise<Result<{ readonly id: string }, Failure>> {
    return this.#beginMake({ cause: 'demand', by });
  }

  /** Makes a daily backup to its end, and rolls (BK52). @param enter written in the transaction that enters it. BACKUP_RUNNING,
   *  BACKUP_KEY_MISSING, or why there is none. */
  async makeByPlan(enter: (tx: WriteTx) => Promise<void>): Promise<Result<MadeByPlan, Failure>> {
    const begun = await this.#beginMake({ cause: 'daily', enter });
    if (!begun.ok) return begun;
    const fault = await this.#ended;
    const made = (await this.kept()).find(({ id }) => id === begun.value.id);
    if (made?.record === undefined) return fail(fault?.code ?? 'INTERNAL');
    await this.#roll();
    return ok({ id: made.id, check: made.check });
  }

  /** Compares the backup whose turn is longest ago, to its end (BK54). */
  async compareByPlan(): Promise<void> {
    const next = nextCompared(await this.kept());
    if (next !== undefined && (await this.check(next)).ok) await this.#ended;
  }

  /** Begins to compare a backup with its list. BACKUP_RUNNING, BACKUP_UNKNOWN. */
  async check(id: string): Promise<Result<{ readonly id: string }, Failure>> {
    if (this.isBusy) return fail('BACKUP_RUNNING');
    const work = new BackupWork('check', id);
    const refusal = async () => ((await this.#has(id)) ? undefined : 'BACKUP_UNKNOWN');
    return this.#begin(work, { refusal, task: () => this.#check(work) });
  }

  /** Ends what is under way; without effect when nothing is. Resolves when it has ended. */
  async cancel(): Promise<void> {
    this.#work?.stop('BACKUP_CANCELLED');
    await this.#ended;
  }

  /** Deletes a backup: its entry of the log first. Without `by` the plan does it. BACKUP_RUNNING, BACKUP_UNKNOWN. */
  async remove(id: string, by?: BackupCaller): Promise<Result<true, Failure>> {
    if (this.isBusy) return fail('BACKUP_RUNNING');
    this.#removing = id;
    try {
      if (!(await this.#isThere(id))) return fail('BACKUP_UNKNOWN');
      const cause = causeOf(id);
      const written = await this.#writer.writeServerEntry({
        kind: WIRE_KINDS.backupMade,
        fields: () => ({ change: 'deleted', backup: id, cause, ...whereFrom(by) }),
        refusal: () => Promise.resolve(undefined),
        read: (tx) => tx.savepoint(() => removeRecord(tx, id)),
      });
      if (!written.ok) return written;
      await removeBackup(this.#set, id);
      return ok(true);
    } finally {
      this.#removing = undefined;
    }
  }

  /** A backup as one file. BACKUP_UNKNOWN, BACKUP_DAMAGED. Its stream ends when the server stops. */
  async download(id: string): Promise<Result<TarOfBackup, Failure>> {
    if (!(await this.#has(id))) return fail('BACKUP_UNKNOWN');
    const madeAt = await madeAtOf(this.#set, { id, record: await recordOf(this.#core.store, id) });
    const tar = await tarOfBackup({ set: this.#set, id, madeAt });
    if (typeof tar === 'string') return fail(tar);
    return ok({ ...tar, read: (start, end) => this.#whileServing(id, tar.read(start, end)) });
  }

  /** Ends what is under way, downloads too, and begins nothing more. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#work?.stop('SERVER_STOPPING');
    await this.#ended;
  }

  async #beginMake(wish: MakeWish): Promise<Result<{ readonly id: string }, Failure>> {
    if (this.isBusy) return fail('BACKUP_RUNNING');
    const key = usableKey(this.#core);
    if (key === undefined) return fail('BACKUP_KEY_MISSING');
    const { now, random } = this.#core.world;
    const nowMs = now();
    const work = new BackupWork('make', backupIdOf(wish.cause, nowMs, random(4)));
    const isFull = async () => (await this.kept()).filter(({ cause }) => cause === 'demand').length >= DEMAND_MOST;
    const refusal = async () => (wish.cause === 'demand' && (await isFull()) ? 'BACKUPS_FULL' : undefined);
    const house = { core: this.#core, writer: this.#writer, set: this.#set };
    const task = async () => enterNewBackup(house, { work, wish, key, nowMs, kept: await this.kept() });
    return this.#begin(work, { refusal, task, isThenCompared: true });
  }

  /** Takes the one place for work before anything is waited for: of two at the same moment one is the first. */
  async #begin(work: BackupWork, given: WorkGiven): Promise<Result<{ readonly id: string }, Failure>> {
    this.#work = work;
    try {
      const code = (await given.refusal()) ?? work.because;
      if (code === undefined) this.#ended = this.#run(work, given);
      else this.#work = undefined;
      return code === undefined ? ok({ id: work.id }) : fail(code);
    } catch (error) {
      this.#work = undefined;
      throw error;
    }
  }

  /** @returns why it did not succeed. */
  async #run(work: BackupWork, { task, isThenCompared }: WorkGiven): Promise<WorkFault | undefined> {
    this.#failed = null;
    let fault = await this.#runOne(work, task);
    if (fault === undefined && isThenCompared === true && !this.#isStopping) {
      const comparing = new BackupWork('check', work.id);
      this.#work = comparing;
      fault = await this.#runOne(comparing, () => this.#check(comparing));
    }
    this.#work = undefined;
    return fault;
  }

  async #runOne(work: BackupWork, task: () => Promise<void>): Promise<WorkFault | undefined> {
    const fault = await work.run(task, this.#place.isDiskShort);
    if (fault !== undefined) {
      const { kind, id } = work;
      this.#failed = { work: kind, id, code: fault.code, at: this.#core.world.now() };
      if (fault.code !== 'BACKUP_CANCELLED') this.#say(fault.error);
    }
    return fault;
  }

  async #check(work: BackupWork): Promise<void> {
    const { id, signal } = work;
    const onFile = (done: number, of: number) => (work.progress = { done, of });
    const found = await checkFiles({ set: this.#set, id, onFile, signal });
    if (found === 'BACKUP_UNKNOWN') throw new BackupFailure(found);
    const damaged = found === 'BACKUP_DAMAGED' ? [{ name: `backups/${id}/${SUMS}`, found: 'altered' as const }] : found;
    const turn = nextTurn(await this.kept());
    await putCheck(this.#core.store, id, { at: this.#core.world.now(), turn, damaged });
  }

  /** Deletes what the plan does not keep. What somebody's work or download keeps from going goes another time. */
  async #roll(): Promise<void> {
    for (const id of rolledAway(await this.kept())) {
      if (this.#serving.includes(id)) continue;
      const removed = await this.remove(id);
      if (!removed.ok) return;
    }
  }

  async #has(id: string): Promise<boolean> {
    return this.#isListed(id) && (await this.#isThere(id));
  }

  async #isThere(id: string): Promise<boolean> {
    return (await backupsIn(this.#set)).includes(id);
  }

  /** False for what is not a backup yet, and for what is none any more. */
  #isListed(id: string): boolean {
    return id !== this.#removing && (this.#work?.kind !== 'make' || this.#work.id !== id);
  }

  async *#whileServing(id: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    this.#serving.push(id);
    try {
      for await (const piece of pieces) {
        if (this.#isStopping) throw new BackupFailure('SERVER_STOPPING');
        yield piece;
      }
    } finally {
      this.#serving.splice(this.#serving.indexOf(id), 1);
    }
  }

  #say(error: unknown): void {
    this.#log.error('failed', { tenant: this.#core.hex, detail: detailOf(error) });
  }
}
