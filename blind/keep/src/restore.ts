export { AgeError, openAge } from './age/open-age.ts';
export { BackupFormatError, type BackupKeys, openBackup, whatIsThere } from './open-backup.ts';
export { restoreBackup, type Restored, type RestoreSource } from './restore-backup.ts';
