import { fail, hexOf, ok, type Result } from '@siegel/wire';
import {
  askBackupState,
  cancelBackup,
  checkBackup,
  deleteBackup,
  listBackups,
  makeBackup,
  setBackupPlan,
} from '../backups/ask-backups.ts';
import { downloadBackup } from '../backups/download-backup.ts';
import { revealBackupKey } from '../backups/reveal-key.ts';
import { setUpBackupKey } from '../backups/set-up-key.ts';
import type { BackupApi, BackupDownloadWish, DownloadedBackup } from '../channel/backup-api.ts';
import type { Transfer } from '../safe/transfer.ts';
import { Safe } from '../safe/safe.ts';
import { backupKeysView, backupStateView, backupsView } from './backup-view.ts';
import { downloadToBlob, downloadToFile, type KeptDownload } from './download-to.ts';
import type { SafeSession } from './safe-session.ts';
import { openHouseNames } from './staff-names.ts';
import type { Transfers } from './transfers.ts';
import type { Unlocked } from './unlocked.ts';

/** Keys of backups, and backups on demand. */
export function backupCalls(session: SafeSession, transfers: Transfers): BackupApi {
  async function withSafe<T>(use: (safe: Safe) => Promise<Result<T>>): Promise<Result<T>> {
    const safe = session.unlocked?.safe;
    return safe === undefined ? fail('SESSION_MISSING') : use(safe);
  }
  async function withNames<T>(use: (unlocked: Unlocked) => Promise<Result<T>>): Promise<Result<T>> {
    const { unlocked } = session;
    if (unlocked === undefined) return fail('SESSION_MISSING');
    unlocked.names = await openHouseNames(unlocked.safe);
    return use(unlocked);
  }
  return {
    backupKeys: () => withNames(async (unlocked) => ok(await backupKeysView(unlocked))),
    async setUpBackupKey(holderIds) {
      const made = await withSafe((safe) =>
        setUpBackupKey(
          safe,
          holderIds.map((id) => Safe.idOf(id)),
        ),
      );
      await session.catchUp();
      return made.ok ? ok(hexOf(made.value)) : made;
    },
    revealBackupKey: (keyId) => withSafe((safe) => revealBackupKey(safe, Safe.idOf(keyId))),
    backups: () =>
      withNames(async ({ safe, names }) => {
        const list = await listBackups(safe.given.address);
        return list.ok ? ok(backupsView(list.value, names)) : list;
      }),
    makeBackup: () => withSafe(({ given }) => makeBackup(given.address)),
    checkBackup: (backupId) => withSafe(({ given }) => checkBackup(given.address, backupId)),
    cancelBackup: () => withSafe(({ given }) => cancelBackup(given.address)),
    deleteBackup: (backupId) => withSafe(({ given }) => deleteBackup(given.address, backupId)),
    setBackupPlan: (plan) => withSafe(({ given }) => setBackupPlan(given.address, plan)),
    backupState: () =>
      withSafe(async ({ given }) => {
        const state = await askBackupState(given.address);
        return state.ok ? ok(backupStateView(state.value)) : state;
      }),
    downloadBackup: (wish) =>
      transfers.run({ transferId: wish.transferId, direction: 'down' }, (transfer) =>
        withSafe((safe) => download(safe, wish, transfer)),
      ),
  };
}

async function download(
  { given }: Safe,
  { backupId, file }: BackupDownloadWish,
  transfer: Transfer,
): Promise<Result<DownloadedBackup>> {
  let target: KeptDownload | undefined;
  try {
    target = file === undefined ? downloadToBlob('application/x-tar') : await downloadToFile(file);
    const got = await downloadBackup(given.address, backupId, { ...transfer, target });
    if (!got.ok) {
      await target.giveUp();
      return got;
    }
    const archive = await target.keep();
    return ok({ sizeBytes: got.value, ...(archive !== undefined && { archive }) });
  } catch (error) {
    await target?.giveUp();
    // What the disk or the browser says when space or rights are missing.
    if (error instanceof DOMException) return fail('EXPORT_NOT_WRITTEN');
    throw error;
  }
}
