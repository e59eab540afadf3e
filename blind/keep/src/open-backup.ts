import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hexOf } from '@siegel/wire';
import { AgeError } from './age/open-age.ts';
import type { Before } from './make-backup.ts';
import { type Manifest, readManifest, readSums, SUMS } from './manifest.ts';
import { readSealed, readSealedText } from './read-sealed.ts';

/** What opens a backup, and by whom it must have been made. */
export interface BackupKeys {
  /** `AGE-SECRET-KEY-1...` of one of its recipients. */
  readonly identity: string;
  /** Whether `signature` is one of the tenant's log key over `text`. */
  readonly verify: (text: Uint8Array, signature: Uint8Array) => boolean;
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
