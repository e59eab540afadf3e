import { stat } from 'node:fs/promises';
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
import type { BackupKeyEntry } from '@siegel/journal';
import {
  type ControlMessage,
  type ErrorCode,
  fail,
  type Failure,
  hexOf,
  type Id,
  ok,
  type Result,
  WIRE_KINDS,
} from '@siegel/wire';
import type { TenantWriter } from '../append/tenant-writer.ts';
import { detailOf, type ServerLog } from '../edge/log.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import { beforeOf, checkOf, putCheck, putRecord, recordOf, removeRecord } from './backup-records.ts';
import { backupSource } from './backup-source.ts';
import { BackupFailure, BackupWork } from './backup-work.ts';

/** Backups on demand that are kept (D4). Whoever wants another one says which of them goes: nothing is deleted unasked. */
const BACKUPS_MOST = 7;

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

type List = ControlMessage<'backupList'>;

/** The backups of a tenant: made one at a time, kept, compared, handed out and deleted (docs/spec/backup.md). */
export class BackupDesk {
  readonly #core: TenantCore;
  readonly #writer: TenantWriter;
  readonly #log: ServerLog;
  readonly #place: BackupPlace;
  readonly #set: string;
  #work: BackupWork | undefined;
  #ended: Promise<void> = Promise.resolve();
  /** Id of what is being deleted. */
  #removing: string | undefined;
  #isStopping = false;
  #failed: List['failed'] = null;

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

  async list(): Promise<List> {
    const { store, membership } = this.#core;
    const ids = (await backupsIn(this.#set)).filter((id) => this.#isListed(id));
    const backups = await Promise.all(
      ids.map(async (id) => {
        const record = await recordOf(store, id);
        const checked = await checkOf(store, id);
        return {
          id,
          madeAt: record?.madeAt ?? (await this.#madeAt(id)),
          by: record === undefined ? null : hexOf(record.by),
          bytes: record?.bytes ?? (await this.#bytesOf(id)),
          journalSize: record?.journalSize ?? null,
          checked: checked === undefined ? null : { ...checked, names: [...checked.names] },
        };
      }),
    );
    const { kind: work, id, progress } = this.#work ?? {};
    const running = work === undefined || id === undefined || progress === undefined ? null : { work, id, ...progress };
    return { backups, running, failed: this.#failed, hasKey: usableKey(membership) !== undefined };
  }

  /** Begins a backup. BACKUP_KEY_MISSING, BACKUP_RUNNING, BACKUPS_FULL: none is begun. */
  async make(by: BackupCaller): Promise<Result<{ readonly id: string }, Failure>> {
    if (this.#isBusy()) return fail('BACKUP_RUNNING');
    const key = usableKey(this.#core.membership);
    if (key === undefined) return fail('BACKUP_KEY_MISSING');
    const { now, random } = this.#core.world;
    const nowMs = now();
    const work = new BackupWork('make', idOf(nowMs, random(4)));
    const refusal = async () => ((await backupsIn(this.#set)).length < BACKUPS_MOST ? undefined : 'BACKUPS_FULL');
    return this.#begin(work, { refusal, task: () => this.#make(work, { by, key, nowMs }) });
  }

  /** Begins to compare a backup with its list. BACKUP_RUNNING, BACKUP_UNKNOWN. */
  async check(id: string): Promise<Result<{ readonly id: string }, Failure>> {
    if (this.#isBusy()) return fail('BACKUP_RUNNING');
    const work = new BackupWork('check', id);
    const refusal = async () => ((await this.#has(id)) ? undefined : 'BACKUP_UNKNOWN');
    return this.#begin(work, { refusal, task: () => this.#check(work) });
  }

  /** Ends what is under way; without effect when nothing is. Resolves when it has ended. */
  async cancel(): Promise<void> {
    this.#work?.stop('BACKUP_CANCELLED');
    await this.#ended;
  }

  /** Deletes a backup: its entry of the log first. BACKUP_RUNNING, BACKUP_UNKNOWN. */
  async remove(id: string, by: BackupCaller): Promise<Result<true, Failure>> {
    if (this.#isBusy()) return fail('BACKUP_RUNNING');
    this.#removing = id;
    try {
      if (!(await backupsIn(this.#set)).includes(id)) return fail('BACKUP_UNKNOWN');
      const { device, address } = by;
      const written = await this.#writer.writeServerEntry({
        kind: WIRE_KINDS.backupMade,
        fields: () => ({ change: 'deleted', backup: id, device, address }),
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
    const madeAt = (await recordOf(this.#core.store, id))?.madeAt ?? (await this.#madeAt(id));
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

  #isBusy(): boolean {
    return this.#work !== undefined || this.#removing !== undefined || this.#isStopping;
  }

  /** Takes the one place for work before anything is waited for: of two at the same moment one is the first. */
  async #begin(
    work: BackupWork,
    { refusal, task }: { readonly refusal: () => Promise<ErrorCode | undefined>; readonly task: () => Promise<void> },
  ): Promise<Result<{ readonly id: string }, Failure>> {
    this.#work = work;
    try {
      const code = (await refusal()) ?? work.because;
      if (code === undefined) this.#run(work, task);
      else this.#work = undefined;
      return code === undefined ? ok({ id: work.id }) : fail(code);
    } catch (error) {
      this.#work = undefined;
      throw error;
    }
  }

  #run(work: BackupWork, task: () => Promise<void>): void {
    this.#failed = null;
    this.#ended = work.run(task, this.#place.isDiskShort).then((fault) => {
      if (fault !== undefined) {
        const { kind, id } = work;
        this.#failed = { work: kind, id, code: fault.code, at: this.#core.world.now() };
        if (fault.code !== 'BACKUP_CANCELLED') this.#say(fault.error);
      }
      this.#work = undefined;
    });
  }

  async #make(
    work: BackupWork,
    { by, key, nowMs }: { readonly by: BackupCaller; readonly key: BackupKeyEntry; readonly nowMs: number },
  ): Promise<void> {
    const { id, signal } = work;
    const { recipient } = key;
    const wish = { set: this.#set, recipients: [recipient], id, nowMs, signal, before: await this.#before(recipient) };
    const onProgress = (progress: BackupWork['progress']) => (work.progress = progress);
    const made = await makeBackup(backupSource(this.#core), { ...wish, onProgress });
    try {
      signal.throwIfAborted();
      await this.#enter(made, { by, recipient });
    } catch (error) {
      // Without its entry there is no backup.
      await removeBackup(this.#set, id);
      throw error;
    }
  }

  /** The entry of the log and what is known of the backup, in one transaction. */
  async #enter(made: Before, { by, recipient }: { readonly by: BackupCaller; readonly recipient: string }) {
    const { id, madeAt, head } = made.manifest;
    const { user, device, address } = by;
    const [bytes, size] = [await this.#bytesOf(id), head.size];
    const written = await this.#writer.writeServerEntry({
      kind: WIRE_KINDS.backupMade,
      fields: () => ({ change: 'made', backup: id, device, address, size, bytes }),
      refusal: () => Promise.resolve(undefined),
      read: (tx) => tx.savepoint(() => putRecord(tx, { madeAt, by: user, bytes, journalSize: size, recipient }, made)),
    });
    if (!written.ok) throw new BackupFailure(written.error.code);
  }

  async #check(work: BackupWork): Promise<void> {
    const { id, signal } = work;
    const onFile = (done: number, of: number) => (work.progress = { done, of });
    const found = await checkFiles({ set: this.#set, id, onFile, signal });
    if (found === 'BACKUP_UNKNOWN') throw new BackupFailure(found);
    const damaged = found === 'BACKUP_DAMAGED' ? [{ name: `backups/${id}/${SUMS}`, found: 'altered' as const }] : found;
    await putCheck(this.#core.store, id, { at: this.#core.world.now(), damaged });
  }

  /** The newest backup the next one may build on: for the same recipient, not known to be damaged, every file as long as it was. */
  async #before(recipient: string): Promise<Before | undefined> {
    const { store } = this.#core;
    for (const id of (await backupsIn(this.#set)).toReversed()) {
      const isDamaged = ((await checkOf(store, id))?.damaged ?? 0) > 0;
      if (isDamaged || (await recordOf(store, id))?.recipient !== recipient) continue;
      const before = await beforeOf(store, id);
      const present = await filesOf(this.#set, id);
      if (before === undefined || typeof present === 'string') continue;
      const bytesByName = new Map(present.files.map(({ name, bytes }) => [name, bytes]));
      if (before.manifest.files.every(({ name, bytes }) => bytesByName.get(name) === bytes)) return before;
    }
    return undefined;
  }

  async #has(id: string): Promise<boolean> {
    return this.#isListed(id) && (await backupsIn(this.#set)).includes(id);
  }

  /** False for what is not a backup yet, and for what is none any more. */
  #isListed(id: string): boolean {
    return id !== this.#removing && (this.#work?.kind !== 'make' || this.#work.id !== id);
  }

  async #madeAt(id: string): Promise<number> {
    const { mtimeMs } = await stat(join(this.#set, 'backups', id, SUMS));
    return Math.floor(mtimeMs);
  }

  /** 0 where it cannot be said: a file is missing. */
  async #bytesOf(id: string): Promise<number> {
    const found = await filesOf(this.#set, id);
    return typeof found === 'string' ? 0 : found.files.reduce((sum, { bytes }) => sum + bytes, 0);
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

/** The key to which backups are sealed now: the newest one, as long as somebody named in it works here. */
function usableKey(membership: TenantCore['membership']): BackupKeyEntry | undefined {
  const now = Number.MAX_SAFE_INTEGER;
  const key = membership.backup.newestAt(now);
  return key?.holders.some((user) => membership.userAt(user, now)?.active === true) === true ? key : undefined;
}

/** `20261123-174502-085-9f3a0c21`: sorted by name they are sorted by time. UTC. */
function idOf(nowMs: number, random: Uint8Array): string {
  const [day, time] = new Date(nowMs).toISOString().slice(0, -1).split('T') as [string, string];
  return `${day.replaceAll('-', '')}-${time.replaceAll(':', '').replace('.', '-')}-${hexOf(random)}`;
}
