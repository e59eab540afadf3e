import type { BackupView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTransfers } from '../attachments/use-transfers.ts';
import { chooseFile } from '../parts/choose-file.ts';
import { saveFile } from '../parts/save-file.ts';
import { useSafe } from '../safe/safe-context.ts';
import { formatTime, localDay } from '../text/format.ts';

/** Long enough for the browser to copy a large file to its place. */
const HELD_MS = 60_000;
/** Downloads of backups go by this name, so that the screen finds one again that was begun before it was left. */
const NAMED = 'backup-';

/** How a download ended. */
export type DownloadEnd = { readonly sizeBytes: number } | { readonly failure: Failure };

/** A download that is on its way. */
export interface GoingDownload {
  readonly backupId: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly isWaiting: boolean;
}

/** Fetching a backup into a chosen file. */
export interface BackupDownload {
  readonly going: GoingDownload | undefined;
  readonly end: DownloadEnd | undefined;
  readonly start: (backup: BackupView) => void;
  readonly stop: () => void;
  /** How it ended has been taken note of. */
  readonly forget: () => void;
}

/** Where the browser lets a page write a file piece by piece, the backup goes straight to the disk; elsewhere it is handed over as a
 *  download. The safe goes on by itself when the line broke (BK30). */
export function useDownload(): BackupDownload {
  const safe = useSafe();
  const { t } = useTranslation();
  const going = useGoing();
  const [end, setEnd] = useState<DownloadEnd>();
  const start = async ({ backupId, madeAtMs }: BackupView) => {
    if (going !== undefined) return;
    // The clock of the row, and no name of anybody: it stands in lists of downloads.
    const time = formatTime(madeAtMs, 'de').replace(':', '');
    const name = `${t('backups.down.file')}-${localDay(madeAtMs)}-${time}.tar`;
    const file = await chooseFile(name);
    if (file === 'cancelled') return;
    setEnd(undefined);
    const transferId = `${NAMED}${backupId}`;
    const got = await safe.downloadBackup({ transferId, backupId, ...(file !== undefined && { file }) });
    if (got.ok && got.value.archive !== undefined) saveFile(name, got.value.archive, HELD_MS);
    setEnd(got.ok ? { sizeBytes: got.value.sizeBytes } : { failure: got.error });
  };
  return {
    ...{ going, end },
    start: (backup) => void start(backup),
    forget: () => setEnd(undefined),
    stop: () => going !== undefined && void safe.cancelTransfer(`${NAMED}${going.backupId}`),
  };
}

function useGoing(): GoingDownload | undefined {
  const transfer = [...useTransfers().values()].find(({ transferId }) => transferId.startsWith(NAMED));
  if (transfer === undefined) return undefined;
  const { transferId, doneBytes, totalBytes, state } = transfer;
  return { backupId: transferId.slice(NAMED.length), doneBytes, totalBytes, isWaiting: state === 'waiting' };
}
