export { backupsIn, checkFiles, type CheckWish, type DamagedFile, filesOf, type PresentFile } from './check-files.ts';
export { beforeOfBytes, beforeToBytes } from './kept-before.ts';
export { type BackupProgress, type BackupSource, type BackupWish, type Before, makeBackup } from './make-backup.ts';
export { type BackupFile, type Manifest, SUMS } from './manifest.ts';
export { removeBackup, sweepSet } from './remove-backup.ts';
export { type TarOfBackup, tarOfBackup } from './tar-of-backup.ts';
