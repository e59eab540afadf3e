import { setTimeout as pause } from 'node:timers/promises';
import { listBackups, makeBackup, type Safe, setUpBackupKey } from '@siegel/safe';
import type { Id } from '@siegel/wire';
import { expectOk, SeedingFailed } from './expect-ok.ts';

const LOOK_EVERY_MS = 50;

/** Sets up a key of backups for these users, and makes one backup with it, so that their screen has something to show (DM15). */
export async function seedBackups(safe: Safe, holders: readonly Id[]): Promise<void> {
  expectOk('backup key', await setUpBackupKey(safe, holders));
  const { address } = safe.given;
  expectOk('backup', await makeBackup(address));
  for (;;) {
    const { running, failed } = expectOk('backup', await listBackups(address));
    if (failed !== null) throw new SeedingFailed('backup', failed.code);
    if (running === null) return;
    await pause(LOOK_EVERY_MS);
  }
}
