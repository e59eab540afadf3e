import { readFile, rm, writeFile } from 'node:fs/promises';
import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';
import type { ProfileFolder } from './profile-folder.ts';

/** Takes a profile for this process: its sealed pages have one writer. PROFILE_IN_USE while another one lives.
 *  @returns what gives it back. */
export async function lockProfile(folder: ProfileFolder): Promise<Result<() => Promise<void>, CliFailure>> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(folder.lockFile, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
      return ok(() => rm(folder.lockFile, { force: true }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (await isHeld(folder.lockFile)) break;
    await rm(folder.lockFile, { force: true });
  }
  return fail('PROFILE_IN_USE', { profile: folder.name });
}

/** False when the process that took the lock is gone: it was killed. */
async function isHeld(lockFile: string): Promise<boolean> {
  const pid = Number(await readFile(lockFile, 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
