import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backupsIn, filesOf, SUMS } from '@siegel/keep';
import type { ReadView } from '@siegel/store';
import { type BackupCause, causeOf } from './backup-ids.ts';
import { type BackupCheck, type BackupRecord, checkOf, recordOf } from './backup-records.ts';

/** A backup whose list is there, with what is known of it. */
export interface KeptBackup {
  readonly id: string;
  readonly cause: BackupCause;
  readonly record: BackupRecord | undefined;
  readonly check: BackupCheck | undefined;
}

/** The backups of a set, oldest first. Each says how much of the journal it holds, and the journal only grows: that is their order, whatever
 *  a clock said (BK52). What has no record is from before a restoration, or from a moment before a crash: it counts as older. */
export async function keptBackups(set: string, view: Pick<ReadView, 'secret'>): Promise<readonly KeptBackup[]> {
  const kept: KeptBackup[] = [];
  for (const id of await backupsIn(set))
    kept.push({ id, cause: causeOf(id), record: await recordOf(view, id), check: await checkOf(view, id) });
  return kept.toSorted((a, b) => sizeOf(a) - sizeOf(b));
}

/** True for one that was compared and found as it was written. */
export function isWhole({ check }: KeptBackup): boolean {
  return check?.damaged === 0;
}

export function isDamaged({ check }: KeptBackup): boolean {
  return (check?.damaged ?? 0) > 0;
}

/** When it was made; where nothing is known of it, when its list was written. */
export async function madeAtOf(set: string, { id, record }: Pick<KeptBackup, 'id' | 'record'>): Promise<number> {
  if (record !== undefined) return record.madeAt;
  const { mtimeMs } = await stat(join(set, 'backups', id, SUMS));
  return Math.floor(mtimeMs);
}

/** Bytes of all its files; 0 where it cannot be said: a file is missing. */
export async function bytesOf(set: string, id: string): Promise<number> {
  const found = await filesOf(set, id);
  return typeof found === 'string' ? 0 : found.files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function sizeOf({ record }: KeptBackup): number {
  return record?.journalSize ?? -1;
}
