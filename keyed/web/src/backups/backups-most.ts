import type { BackupsView, BackupView } from '@siegel/safe';

/** As many backups on demand as the server keeps (BK28); daily ones roll by themselves. */
export const BACKUPS_MOST = 7;

/** Those that take one of the places, oldest first. */
export function onDemand({ backups }: BackupsView): readonly BackupView[] {
  return backups.filter(({ isDaily }) => isDaily !== true);
}
