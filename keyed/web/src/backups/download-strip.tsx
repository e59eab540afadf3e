import { Button } from '@mantine/core';
import type { BackupView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { formatBytes } from '../text/format-bytes.ts';
import { useLanguage } from '../text/language.ts';
import type { BackupDownload, DownloadEnd, GoingDownload } from './use-download.ts';
import { useWhen } from './when.ts';

/** How far a download is, with a way out, and how it ended (BK46). It stands below the list: no row moves. */
export function DownloadStrip({
  download: { going, end, stop },
  backups,
}: {
  download: BackupDownload;
  backups: readonly BackupView[];
}) {
  if (going !== undefined) return <Going going={going} backups={backups} onStop={stop} />;
  return end === undefined ? null : <Ended end={end} />;
}

function Going({
  going: { backupId, doneBytes, totalBytes, isWaiting },
  backups,
  onStop,
}: {
  going: GoingDownload;
  backups: readonly BackupView[];
  onStop: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const when = useWhen();
  const backup = backups.find((one) => one.backupId === backupId);
  const title = t('backups.down.going', { when: backup === undefined ? '' : when(backup.madeAtMs) });
  const facts = { done: formatBytes(doneBytes, language), total: formatBytes(totalBytes, language) };
  return (
    <section className="panel backup-down" aria-label={title}>
      <b className="n">{title}</b>
      <span className="sp" />
      <Button size="xs" onClick={onStop}>
        {t('backups.cancel')}
      </Button>
      <progress value={totalBytes === 0 ? undefined : doneBytes} max={Math.max(1, totalBytes)} aria-label={title} />
      <span className={isWaiting ? 'backup-waits t12' : 'm t12'} role="status">
        {isWaiting ? t('backups.down.waiting') : t('backups.down.progress', facts)}
      </span>
    </section>
  );
}

function Ended({ end }: { end: DownloadEnd }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if ('failure' in end)
    return end.failure.code === 'TRANSFER_CANCELLED' ? (
      <Note icon="info">{t('backups.down.cancelled')}</Note>
    ) : (
      <FailureNote failure={end.failure} title={t('backups.down.failed')} />
    );
  return (
    <Note icon="done">
      <b className="n">{t('backups.down.done')}</b>{' '}
      {t('backups.down.doneHint', { size: formatBytes(end.sizeBytes, language) })}
    </Note>
  );
}
