export { AgeError, openAge } from './age/open-age.ts';
export { type BackupProgress, type BackupSource, type BackupWish, type Before, makeBackup } from './make-backup.ts';
export { type BackupFile, type Manifest } from './manifest.ts';
export {
  BackupFormatError,
  type BackupKeys,
  backupsIn,
  checkFiles,
  type DamagedFile,
  openBackup,
  whatIsThere,
} from './open-backup.ts';
export { restoreBackup, type Restored, type RestoreSource } from './restore-backup.ts';
