import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAfter } from '../parts/use-after.ts';

const SAID_AFTER_MS = 3_000;

/** Stands where a screen will be while its program is fetched: nothing at first, words once it takes long (WB59). */
export function PartWaiting() {
  const { t } = useTranslation();
  const said = useAfter(SAID_AFTER_MS);
  return (
    <div className="page-state" role="status">
      {said && (
        <>
          <p>{t('shell.partWaiting')}</p>
          <Button variant="default" onClick={() => window.location.reload()}>
            {t('shell.reload')}
          </Button>
        </>
      )}
    </div>
  );
}
