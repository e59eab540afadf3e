import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** An Akte on paper only for whoever may print: anybody else prints a sentence that says so (RO22). What stands on screen stays. */
export function PrintRefused({ may, children }: { may: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  if (may) return children;
  return (
    <>
      <p className="print-refused">{t('roles.noPrint')}</p>
      <div className="no-print">{children}</div>
    </>
  );
}
