import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useSingleKeys } from '../keys/single-keys.ts';
import { KeyTables } from './key-tables.tsx';

/** All keys on one page A4, printed as soon as it is there (EV14). It holds no name, so it is printed by everybody, hidden names or not. */
export function KeySheet({ onPrinted }: { onPrinted: () => void }) {
  const { t } = useTranslation();
  const areOn = useSingleKeys();
  useEffect(() => {
    // The screen below has a sheet of its own: neither does it stand on this paper, nor does the log say so.
    const alone = (event: Event) => event.stopImmediatePropagation();
    addEventListener('beforeprint', alone, true);
    addEventListener('afterprint', onPrinted);
    const soon = setTimeout(() => window.print());
    return () => {
      clearTimeout(soon);
      removeEventListener('beforeprint', alone, true);
      removeEventListener('afterprint', onPrinted);
    };
  }, [onPrinted]);
  return createPortal(
    <article className="print-sheet key-sheet" aria-hidden="true">
      <h1>{t('keys.sheetTitle')}</h1>
      <KeyTables />
      <p>
        {t('keys.foot')} {!areOn && t('keys.footOff')}
      </p>
    </article>,
    document.body,
  );
}
