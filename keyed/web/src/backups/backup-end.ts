import type { BackupsView, BackupView } from '@siegel/safe';
import type { ErrorCode } from '@siegel/wire';

/** What somebody waits for: begun here, or seen under way. */
export interface WatchedWork {
  readonly work: 'make' | 'check';
  readonly backupId: string;
}

/** How it ended. */
export type BackupEnd =
  | { readonly end: 'made' | 'checked'; readonly backup: BackupView }
  | { readonly end: 'failed'; readonly work: WatchedWork['work']; readonly code: ErrorCode; readonly atMs: number };

/** How the work that was watched ended, by the list of now. Undefined: it goes on, or somebody deleted the backup meanwhile. */
export function endOf({ work, backupId }: WatchedWork, view: BackupsView): BackupEnd | undefined {
  const { running, failed, backups } = view;
  if (running?.backupId === backupId && running.work === work) return undefined;
  if (failed?.backupId === backupId && failed.work === work)
    return { end: 'failed', work, code: failed.code, atMs: failed.atMs };
  const backup = backups.find((one) => one.backupId === backupId);
  return backup === undefined ? undefined : { end: work === 'make' ? 'made' : 'checked', backup };
}

/** What failed before this page looked, as long as nothing was made since; somebody who cancelled knows. */
export function earlierFailure({ failed, backups }: BackupsView): BackupEnd | undefined {
  if (failed === undefined || failed.code === 'BACKUP_CANCELLED') return undefined;
  const isPast = backups.some(({ madeAtMs, checked }) => Math.max(madeAtMs, checked?.atMs ?? 0) > failed.atMs);
  return isPast ? undefined : { end: 'failed', work: failed.work, code: failed.code, atMs: failed.atMs };
}
