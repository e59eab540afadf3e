import { Button, Kbd } from '@mantine/core';
import type { BackupView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { formatBytes } from '../text/format-bytes.ts';
import { useLanguage } from '../text/language.ts';
import { useWhen } from './when.ts';

/** All places are taken: somebody says which backup goes. The oldest is proposed, none goes unasked (BK44). */
export function FullDialog({
  backups,
  onReplace,
  onClose,
}: {
  /** Oldest first. */
  backups: readonly BackupView[];
  onReplace: (backupId: string) => Promise<Failure | undefined>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const when = useWhen();
  const [chosenId, setChosenId] = useState(backups[0]?.backupId ?? '');
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  async function replace(): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(await onReplace(chosenId));
    setIsBusy(false);
  }
  return (
    <Dialog isOpen label={t('backups.full.title')} size={480} onClose={onClose}>
      <form
        noValidate
        className="approve"
        onSubmit={(event) => {
          event.preventDefault();
          void replace();
        }}
      >
        <h2>{t('backups.full.title')}</h2>
        <p className="d">{t('backups.full.text')}</p>
        <label className="backup-choice">
          <span>{t('backups.full.label')}</span>
          <select data-autofocus="" value={chosenId} onChange={(event) => setChosenId(event.currentTarget.value)}>
            {backups.map(({ backupId, madeAtMs, madeBy, sizeBytes }) => (
              <option key={backupId} value={backupId}>
                {t('backups.full.option', { when: when(madeAtMs), size: formatBytes(sizeBytes, language) })}
                {madeBy === '' ? '' : `, ${madeBy}`}
              </option>
            ))}
          </select>
        </label>
        <FailureNote failure={failure} title={t('backups.failed')} />
        <div className="row">
          <Button type="submit" variant="filled" loading={isBusy}>
            {t('backups.full.act')}
          </Button>
          <Button onClick={onClose} rightSection={<Kbd>Esc</Kbd>}>
            {t('backups.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
