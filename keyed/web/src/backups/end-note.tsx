import { Button } from '@mantine/core';
import type { BackupView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { formatBytes } from '../text/format-bytes.ts';
import { useLanguage } from '../text/language.ts';
import type { BackupEnd } from './backup-end.ts';
import { useWhen } from './when.ts';

/** How the last work ended, and what to do now (BK43). */
export function EndNote({ end, onDownload }: { end: BackupEnd; onDownload: (backup: BackupView) => void }) {
  if (end.end === 'failed') return <FailedNote end={end} />;
  return end.end === 'made' ? (
    <MadeNote backup={end.backup} onDownload={onDownload} />
  ) : (
    <CheckedNote backup={end.backup} />
  );
}

function MadeNote({ backup, onDownload }: { backup: BackupView; onDownload: (backup: BackupView) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const when = useWhen();
  const size = formatBytes(backup.sizeBytes, language);
  return (
    <Note icon="done">
      <div className="backup-end">
        <span>
          <b className="n">{t('backups.end.made')}</b>{' '}
          {t('backups.end.madeHint', { size, when: when(backup.madeAtMs) })}
        </span>
        <Button onClick={() => onDownload(backup)}>{t('backups.list.download')}</Button>
      </div>
    </Note>
  );
}

function CheckedNote({ backup: { checked } }: { backup: BackupView }) {
  const { t } = useTranslation();
  if (checked === undefined) return null;
  if (checked.damaged === 0)
    return (
      <Note icon="done">
        <b className="n">{t('backups.end.whole')}</b>
      </Note>
    );
  return (
    <Note icon="alert" tone="bad">
      <b className="n">{t('backups.end.damaged')}</b> {t('backups.end.damagedHint')}
    </Note>
  );
}

function FailedNote({ end: { work, code, atMs } }: { end: Extract<BackupEnd, { readonly end: 'failed' }> }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const when = useWhen();
  if (code === 'BACKUP_CANCELLED')
    return <Note icon="info">{t(work === 'make' ? 'backups.end.cancelledMake' : 'backups.end.cancelledCheck')}</Note>;
  const title = t(work === 'make' ? 'backups.end.notMade' : 'backups.end.notChecked', { when: when(atMs) });
  return (
    <Note icon="alert" tone="bad">
      <b className="n">{title}</b> {failureText({ code })}
    </Note>
  );
}
