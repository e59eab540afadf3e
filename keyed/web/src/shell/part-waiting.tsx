import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const SAID_AFTER_MS = 3_000;

/** Stands where a screen will be while its program is fetched: nothing at first, words once it takes long (WB59). */
export function PartWaiting() {
  const { t } = useTranslation();
  const [said, setSaid] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(true), SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
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
