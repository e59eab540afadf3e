import { join } from 'node:path';
import {
  backupsIn,
  type Before,
  checkFiles,
  filesOf,
  makeBackup,
  removeBackup,
  SUMS,
  sweepSet,
  type TarOfBackup,
  tarOfBackup,
} from '@siegel/keep';
import type { BackupKeyEntry, Fields } from '@siegel/journal';
import type { WriteTx } from '@siegel/store';
import { type ErrorCode, fail, type Failure, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { TenantWriter } from '../append/tenant-writer.ts';
import { detailOf, type ServerLog } from '../edge/log.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { type BackupCause, backupIdOf, causeOf } from './backup-ids.ts';
import { type BackupCheck, beforeOf, putCheck, putRecord, recordOf, removeRecord } from './backup-records.ts';
import { backupSource } from './backup-source.ts';
import { BackupFailure, BackupWork, type WorkFault, type WorkKind } from './backup-work.ts';
import { bytesOf, isDamaged, keptBackups, type KeptBackup, madeAtOf } from './kept-backups.ts';
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

/** Who asks. */
export interface BackupCaller {
  readonly user: Id;
  readonly device: Id;
  readonly address: string;
}

interface WorkGiven {
  readonly refusal: () => Promise<ErrorCode | undefined>;
  readonly task: () => Promise<void>;
  /** The backup that was made is compared with its list at once (BK54). */
  readonly isThenCompared?: boolean;
}

/** Who wants a backup made, and what is written in the transaction that enters it. */
interface MakeWish {
  readonly cause: BackupCause;
  /** Undefined: the plan. */
  readonly by?: BackupCaller;
  readonly enter?: (tx: WriteTx) => Promise<void>;
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
    return ok({ ...tar, read: (start, end) => this.#whileServing(tar.read(start, end)) });
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
    return this.#begin(work, { refusal, task: () => this.#make(work, { wish, key, nowMs }), isThenCompared: true });
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

  async #make(
    work: BackupWork,
    { wish: asked, key, nowMs }: { readonly wish: MakeWish; readonly key: BackupKeyEntry; readonly nowMs: number },
  ): Promise<void> {
    const { id, signal } = work;
    const { recipient } = key;
    const wish = { set: this.#set, recipients: [recipient], id, nowMs, signal, before: await this.#before(recipient) };
    const onProgress = (progress: BackupWork['progress']) => (work.progress = progress);
    const made = await makeBackup(backupSource(this.#core), { ...wish, onProgress });
    try {
      signal.throwIfAborted();
      await this.#enter(made, asked, recipient);
    } catch (error) {
      // Without its entry there is no backup.
      await removeBackup(this.#set, id);
      throw error;
    }
  }

  /** The entry of the log and what is known of the backup, in one transaction. */
  async #enter(made: Before, { cause, by, enter }: MakeWish, recipient: string): Promise<void> {
    const { id, madeAt, head } = made.manifest;
    const [bytes, size] = [await bytesOf(this.#set, id), head.size];
    const record = { madeAt, by: by?.user ?? null, bytes, journalSize: size, recipient };
    const written = await this.#writer.writeServerEntry({
      kind: WIRE_KINDS.backupMade,
      fields: () => ({ change: 'made', backup: id, cause, ...whereFrom(by), size, bytes }),
      refusal: () => Promise.resolve(undefined),
      read: (tx) =>
        tx.savepoint(async () => {
          await putRecord(tx, record, made);
          await enter?.(tx);
        }),
    });
    if (!written.ok) throw new BackupFailure(written.error.code);
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

  /** Deletes what the plan does not keep. What somebody's work keeps from going goes another time. */
  async #roll(): Promise<void> {
    for (const id of rolledAway(await this.kept())) {
      const removed = await this.remove(id);
      if (!removed.ok) return;
    }
  }

  /** The newest backup the next one may build on: for the same recipient, not known to be damaged, without a file that was found damaged in
   *  another one, every file as long as it was. */
  async #before(recipient: string): Promise<Before | undefined> {
    const kept = await this.kept();
    const damaged = new Set(kept.flatMap(({ check }) => check?.names ?? []));
    for (const backup of kept.toReversed()) {
      if (isDamaged(backup) || backup.record?.recipient !== recipient) continue;
      const before = await beforeOf(this.#core.store, backup.id);
      const present = await filesOf(this.#set, backup.id);
      if (before === undefined || typeof present === 'string') continue;
      const bytesByName = new Map(present.files.map(({ name, bytes }) => [name, bytes]));
      const isGood = (file: { readonly name: string; readonly bytes: number }) =>
        bytesByName.get(file.name) === file.bytes && !damaged.has(file.name);
      if (before.manifest.files.every((file) => isGood(file))) return before;
    }
    return undefined;
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

  async *#whileServing(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      if (this.#isStopping) throw new BackupFailure('SERVER_STOPPING');
      yield piece;
    }
  }

  #say(error: unknown): void {
    this.#log.error('failed', { tenant: this.#core.hex, detail: detailOf(error) });
  }
}

/** The fields of an entry that say who asked: none where the plan did it. */
function whereFrom(by: BackupCaller | undefined): Fields {
  return by === undefined ? {} : { device: by.device, address: by.address };
}
