import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readSums, SUMS } from './manifest.ts';
import { hashFile } from './sealed-file.ts';

/** A file of a backup that is not what was written. */
export interface DamagedFile {
  readonly name: string;
  readonly found: 'missing' | 'altered';
}

/** Where a backup of a set lies, and how a long look at it is followed and stopped. */
export interface CheckWish {
  readonly set: string;
  readonly id: string;
  readonly onFile?: (done: number, of: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Ids of the backups in a set whose list is there, oldest first by name; one that was cut off is not among them. */
export async function backupsIn(set: string): Promise<readonly string[]> {
  const ids = (await readdir(join(set, 'backups')).catch(() => [])).toSorted((a, b) => (a < b ? -1 : 1));
  const listed = await Promise.all(ids.map((id) => listOf(set, id)));
  return ids.filter((_, at) => listed[at] !== undefined);
}

/** Compares every file of a backup with its list; needs no key (BK20). @returns the damaged ones, or `BACKUP_UNKNOWN` when there is no such
 *  list. Rejects when `signal` is aborted. */
export async function checkFiles({
  set,
  id,
  onFile,
  signal,
}: CheckWish): Promise<readonly DamagedFile[] | 'BACKUP_UNKNOWN' | 'BACKUP_DAMAGED'> {
  const text = await listOf(set, id);
  if (text === undefined) return 'BACKUP_UNKNOWN';
  const files = readSums(text);
  if (files === undefined) return 'BACKUP_DAMAGED';
  const damaged: DamagedFile[] = [];
  for (const [at, { name, sha256 }] of files.entries()) {
    signal?.throwIfAborted();
    const found = await hashFile(join(set, name)).catch(() => undefined);
    if (found === undefined) damaged.push({ name, found: 'missing' });
    else if (found.sha256 !== sha256) damaged.push({ name, found: 'altered' });
    onFile?.(at + 1, files.length);
  }
  return damaged;
}

/** A file of a backup as it lies there now. */
export interface PresentFile {
  /** Path below the set, with `/`. */
  readonly name: string;
  readonly bytes: number;
}

/** What a backup consists of: its list first, then what that names, in its order. `BACKUP_UNKNOWN`: no list; `BACKUP_DAMAGED`: the list cannot
 *  be read, or a file of it is not there. */
export async function filesOf(
  set: string,
  id: string,
): Promise<{ readonly sums: string; readonly files: readonly PresentFile[] } | 'BACKUP_UNKNOWN' | 'BACKUP_DAMAGED'> {
  const sums = await listOf(set, id);
  if (sums === undefined) return 'BACKUP_UNKNOWN';
  const named = readSums(sums);
  if (named === undefined) return 'BACKUP_DAMAGED';
  const files: PresentFile[] = [];
  for (const name of [`backups/${id}/${SUMS}`, ...named.map((file) => file.name)]) {
    const found = await stat(join(set, name)).catch(() => undefined);
    if (found?.isFile() !== true) return 'BACKUP_DAMAGED';
    files.push({ name, bytes: found.size });
  }
  return { sums, files };
}

function listOf(set: string, id: string): Promise<string | undefined> {
  return readFile(join(set, 'backups', id, SUMS), 'utf8').catch(() => undefined);
}
