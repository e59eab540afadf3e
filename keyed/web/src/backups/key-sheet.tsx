import type { RevealedBackupKey } from '@siegel/safe';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { PrintHead } from '../parts/print-head.tsx';
import { formatMoment } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** The key on paper, for the safe. */
export function KeySheet({ revealed: { identity, recipient } }: { revealed: RevealedBackupKey }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return createPortal(
    <article className="print-sheet" aria-hidden="true">
      <PrintHead />
      <h1>{t('backups.reveal.sheetTitle')}</h1>
      <p className="mono backup-on-paper">{identity}</p>
      <p>{t('backups.reveal.sheetFor')}</p>
      <p className="mono">{recipient}</p>
      <p>{t('backups.reveal.sheetHow')}</p>
      <p>{t('backups.reveal.sheetAt', { when: formatMoment(Date.now(), language) })}</p>
    </article>,
    document.body,
  );
}
