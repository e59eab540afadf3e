import { Button } from '@mantine/core';
import type { RevealedBackupKey } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { ConfirmPassword } from '../access/confirm-password.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { KeySheet } from './key-sheet.tsx';

/** Shows what opens backups, to whom the key names: behind the password, and only while this stands in the page (BK42). */
export function RevealDialog({ keyId, onClose }: { keyId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { key, failure, isAsking, reveal } = useReveal(keyId);
  if (isAsking) return <ConfirmPassword onDone={() => void reveal()} onClose={onClose} />;
  return (
    <Dialog isOpen label={t('backups.reveal.title')} size={700} onClose={onClose}>
      <div className="approve">
        <h2>{t('backups.reveal.title')}</h2>
        {key === undefined && failure === undefined && <Skeleton label={t('backups.reveal.asking')} lines={3} />}
        <FailureNote failure={failure} title={t('backups.reveal.failed')} />
        {key !== undefined && <Revealed revealed={key} />}
        <div className="row">
          <Button autoFocus onClick={onClose}>
            {t('backups.close')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Revealed({ revealed }: { revealed: RevealedBackupKey }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  const [isPrinting, setIsPrinting] = useState(false);
  function print(): void {
    // On paper stands what is in the page when the dialog of the printer opens.
    flushSync(() => setIsPrinting(true));
    window.print();
    setIsPrinting(false);
  }
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(revealed.identity);
    setIsCopied(true);
  }
  return (
    <>
      <p className="d">{t('backups.reveal.lead')}</p>
      <p className="mono backup-identity" data-identity="">
        {revealed.identity}
      </p>
      <div className="row">
        <Button onClick={() => void copy()}>{t('backups.reveal.copy')}</Button>
        <Button leftSection={<Icon name="print" small />} onClick={print}>
          {t('backups.reveal.print')}
        </Button>
        <span className="m t12" role="status">
          {isCopied ? t('backups.reveal.copied') : ''}
        </span>
      </div>
      <p className="m t12">
        {t('backups.key.recipient')} <span className="mono backup-recipient">{revealed.recipient}</span>
      </p>
      <Note icon="history">{t('backups.reveal.logged')}</Note>
      {isPrinting && <KeySheet revealed={revealed} />}
    </>
  );
}

/** Asks once; PASSWORD_NEEDED leads to the password and then asks again. */
function useReveal(keyId: string) {
  const safe = useSafe();
  const [key, setKey] = useState<RevealedBackupKey>();
  const [failure, setFailure] = useState<Failure>();
  const [isAsking, setIsAsking] = useState(false);
  const reveal = useCallback(async () => {
    const revealed = await safe.revealBackupKey(keyId);
    const needsPassword = !revealed.ok && revealed.error.code === 'PASSWORD_NEEDED';
    setIsAsking(needsPassword);
    if (revealed.ok) setKey(revealed.value);
    else if (!needsPassword) setFailure(revealed.error);
  }, [safe, keyId]);
  useEffect(() => void reveal(), [reveal]);
  return { key, failure, isAsking, reveal };
}
