import type { BackupKeyEntry, Fields } from '@siegel/journal';
import { type Before, filesOf, makeBackup, removeBackup } from '@siegel/keep';
import type { WriteTx } from '@siegel/store';
import { type Id, WIRE_KINDS } from '@siegel/wire';
import type { TenantWriter } from '../append/tenant-writer.ts';
import type { TenantCore } from '../tenants/tenant-core.ts';
import type { BackupCause } from './backup-ids.ts';
import { beforeOf, putRecord } from './backup-records.ts';
import { backupSource } from './backup-source.ts';
import { BackupFailure, type BackupWork } from './backup-work.ts';
import { bytesOf, isDamaged, type KeptBackup } from './kept-backups.ts';

/** Who asks. */
export interface BackupCaller {
  readonly user: Id;
  readonly device: Id;
  readonly address: string;
}

/** Who wants a backup made, and what is written in the transaction that enters it. */
export interface MakeWish {
  readonly cause: BackupCause;
  /** Undefined: the plan. */
  readonly by?: BackupCaller;
  readonly enter?: (tx: WriteTx) => Promise<void>;
}

/** What is copied, and where to. */
interface House {
  readonly core: TenantCore;
  readonly writer: TenantWriter;
  readonly set: string;
}

interface NewBackup {
  readonly work: BackupWork;
  readonly wish: MakeWish;
  readonly key: BackupKeyEntry;
  readonly nowMs: number;
  /** What there is already, oldest first. */
  readonly kept: readonly KeptBackup[];
}

/** Makes a backup and enters it; without its entry of the log there is none. Rejects with why not, and nothing is left of it. */
export async function enterNewBackup(house: House, { work, wish, key, nowMs, kept }: NewBackup): Promise<void> {
  const { core, set } = house;
  const { id, signal } = work;
  const { recipient } = key;
  const before = await beforeAmong(kept, { core, set, recipient });
  const onProgress = (progress: BackupWork['progress']) => (work.progress = progress);
  const made = await makeBackup(backupSource(core), {
    set,
    recipients: [recipient],
    id,
    nowMs,
    signal,
    before,
    onProgress,
  });
  try {
    signal.throwIfAborted();
    await enter(made, wish, { ...house, recipient });
  } catch (error) {
    await removeBackup(set, id);
    throw error;
  }
}

/** The fields of an entry that say who asked: none where the plan did it. */
export function whereFrom(by: BackupCaller | undefined): Fields {
  return by === undefined ? {} : { device: by.device, address: by.address };
}

/** The entry of the log and what is known of the backup, in one transaction. */
async function enter(
  made: Before,
  { cause, by, enter: enterMore }: MakeWish,
  { writer, set, recipient }: House & { readonly recipient: string },
): Promise<void> {
  const { id, madeAt, head } = made.manifest;
  const [bytes, size] = [await bytesOf(set, id), head.size];
  const record = { madeAt, by: by?.user ?? null, bytes, journalSize: size, recipient };
  const written = await writer.writeServerEntry({
    kind: WIRE_KINDS.backupMade,
    fields: () => ({ change: 'made', backup: id, cause, ...whereFrom(by), size, bytes }),
    refusal: () => Promise.resolve(undefined),
    read: (tx) =>
      tx.savepoint(async () => {
        await putRecord(tx, record, made);
        await enterMore?.(tx);
      }),
  });
  if (!written.ok) throw new BackupFailure(written.error.code);
}

/** The newest backup the next one may build on: for the same recipient, not known to be damaged, without a file that was found damaged in
 *  another one, every file as long as it was. */
async function beforeAmong(
  kept: readonly KeptBackup[],
  { core, set, recipient }: Pick<House, 'core' | 'set'> & { readonly recipient: string },
): Promise<Before | undefined> {
  const damaged = new Set(kept.flatMap(({ check }) => check?.names ?? []));
  for (const backup of kept.toReversed()) {
    if (isDamaged(backup) || backup.record?.recipient !== recipient) continue;
    const before = await beforeOf(core.store, backup.id);
    const present = await filesOf(set, backup.id);
    if (before === undefined || typeof present === 'string') continue;
    const bytesByName = new Map(present.files.map(({ name, bytes }) => [name, bytes]));
    const isGood = (file: { readonly name: string; readonly bytes: number }) =>
      bytesByName.get(file.name) === file.bytes && !damaged.has(file.name);
    if (before.manifest.files.every((file) => isGood(file))) return before;
  }
  return undefined;
}
