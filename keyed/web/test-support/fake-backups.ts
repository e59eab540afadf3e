import type { BackupApi } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

/** No key of backups is set up, so there is no backup. */
export function fakeBackups(): BackupApi {
  return {
    backupKeys: async () => ok([]),
    setUpBackupKey: async () => fail('RIGHT_MISSING'),
    revealBackupKey: async () => fail('BACKUP_NOT_HOLDER'),
    backups: async () => ok({ backups: [], hasKey: false }),
    makeBackup: async () => fail('BACKUP_KEY_MISSING'),
    checkBackup: async () => fail('BACKUP_UNKNOWN'),
    cancelBackup: async () => ok(true),
    deleteBackup: async () => fail('BACKUP_UNKNOWN'),
    setBackupPlan: async () => ok(true),
    backupState: async () => ok({}),
    downloadBackup: async () => fail('BACKUP_UNKNOWN'),
  };
}
