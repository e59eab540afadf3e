import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hexOf } from '@siegel/wire';
import { AgeError } from './age/open-age.ts';
import { type Before, SUMS } from './make-backup.ts';
import { type Manifest, readManifest, readSums } from './manifest.ts';
import { hashFile, readSealed, readSealedText } from './sealed-file.ts';

/** A file of a backup that is not what was written. */
export interface DamagedFile {
  readonly name: string;
  readonly found: 'missing' | 'altered';
}

/** What opens a backup, and by whom it must have been made. */
export interface BackupKeys {
  /** `AGE-SECRET-KEY-1...` of one of its recipients. */
  readonly identity: string;
  /** Whether `signature` is one of the tenant's log key over `text`. */
  readonly verify: (text: Uint8Array, signature: Uint8Array) => boolean;
}

/** Ids of the backups in a set whose list is there, oldest first by name; one that was cut off is not among them. */
export async function backupsIn(set: string): Promise<readonly string[]> {
  const ids = (await readdir(join(set, 'backups')).catch(() => [])).toSorted((a, b) => (a < b ? -1 : 1));
  const listed = await Promise.all(
    ids.map((id) => readFile(join(set, 'backups', id, SUMS), 'utf8').catch(() => undefined)),
  );
  return ids.filter((_, at) => listed[at] !== undefined);
}

/** Compares every file of a backup with its list; needs no key (BK20). @returns the damaged ones, or `BACKUP_UNKNOWN` when there is no such list. */
export async function checkFiles(
  set: string,
  id: string,
  onFile?: (done: number, of: number) => void,
): Promise<readonly DamagedFile[] | 'BACKUP_UNKNOWN' | 'BACKUP_DAMAGED'> {
  const text = await readFile(join(set, 'backups', id, SUMS), 'utf8').catch(() => undefined);
  if (text === undefined) return 'BACKUP_UNKNOWN';
  const files = readSums(text);
  if (files === undefined) return 'BACKUP_DAMAGED';
  const damaged: DamagedFile[] = [];
  for (const [at, { name, sha256 }] of files.entries()) {
    const found = await hashFile(join(set, name)).catch(() => undefined);
    if (found === undefined) damaged.push({ name, found: 'missing' });
    else if (found.sha256 !== sha256) damaged.push({ name, found: 'altered' });
    onFile?.(at + 1, files.length);
  }
  return damaged;
}

/** The manifest of a backup, its signature checked, and that the list beside it names the same files. Rejects with AgeError, or with
 *  BackupFormatError where a newer program wrote it. */
export async function openBackup(set: string, id: string, { identity, verify }: BackupKeys): Promise<Manifest> {
  const folder = `backups/${id}`;
  const listed = readSums(await readFile(join(set, folder, SUMS), 'utf8'));
  const manifest = readManifest(await readSealedText(join(set, folder, 'manifest.age'), identity), verify);
  if (manifest === 'BACKUP_FORMAT_UNKNOWN') throw new BackupFormatError();
  if (manifest === 'BACKUP_DAMAGED' || manifest.id !== id) throw new AgeError('BACKUP_DAMAGED');
  const sums = new Map(listed?.map(({ name, sha256 }) => [name, sha256]));
  if (manifest.files.some(({ name, sha256 }) => sums.get(name) !== sha256)) throw new AgeError('BACKUP_DAMAGED');
  return manifest;
}

/** A backup of a format this program does not know. */
export class BackupFormatError extends Error {
  readonly code = 'BACKUP_FORMAT_UNKNOWN';
}

/** What the next backup need not write again. */
export async function whatIsThere(set: string, manifest: Manifest, identity: string): Promise<Before> {
  const blobs = new Set<string>();
  for (const { name, holds } of manifest.files)
    if (holds.kind === 'side')
      for await (const item of readSealed(join(set, name), identity))
        if (item.item === 'blob') blobs.add(hexOf(item.blob.hash));
  return { manifest, blobs };
}
