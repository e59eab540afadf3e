import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from '@siegel/store';
import { readSums, SUMS } from './manifest.ts';

/** Deletes a backup: its list first, so that it is none whatever happens behind that, then what no other backup of the set names (BK28). */
export async function removeBackup(set: string, id: string): Promise<void> {
  await rm(join(set, 'backups', id, SUMS), { force: true });
  await sweepSet(set);
}

/** Takes away what belongs to no backup: folders without a list, and segments that no list names. Is not called while a backup is made.
 *  While one list of the set cannot be read, every segment stays: it may be that one's. Rejects when the disk cannot be asked. */
export async function sweepSet(set: string): Promise<void> {
  const whole: string[] = [];
  for (const id of await namesIn(join(set, 'backups')))
    if (await isThere(join(set, 'backups', id, SUMS))) whole.push(id);
    else await rm(join(set, 'backups', id), { recursive: true, force: true });
  const needed = new Set<string>();
  for (const id of whole) {
    const named = readSums(await readFile(join(set, 'backups', id, SUMS), 'utf8'));
    if (named === undefined) return;
    for (const { name } of named) needed.add(name);
  }
  for (const name of await namesIn(join(set, 'segments')))
    if (!needed.has(`segments/${name}`)) await rm(join(set, 'segments', name), { force: true });
  for (const folder of ['backups', 'segments']) await syncDirectory(join(set, folder)).catch(ifMissing);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(ifMissing)) ?? [];
}

/** A list that cannot be read is there all the same: a disk that fails must not end a backup. */
async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(ifMissing)) !== undefined;
}

/** A set that was never begun has no folders. */
function ifMissing(error: unknown): undefined {
  if ((error as { readonly code?: unknown }).code !== 'ENOENT') throw error;
  return undefined;
}
