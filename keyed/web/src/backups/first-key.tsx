import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';

const STEPS = ['name', 'keep', 'make'] as const;

/** Before the first key: what it is, what follows, and one way on (BK41). */
export function FirstKey({ onSetUp }: { onSetUp: () => void }) {
  const { t } = useTranslation();
  return (
    <section className="panel backup-first">
      <h2>
        <Icon name="key" /> {t('backups.key.first')}
      </h2>
      <p>{t('backups.key.firstText')}</p>
      <ol>
        {STEPS.map((step) => (
          <li key={step}>{t(`backups.key.steps.${step}`)}</li>
        ))}
      </ol>
      <div className="row">
        <Button variant="filled" data-new-backup="" onClick={onSetUp}>
          {t('backups.key.setUp')}
        </Button>
      </div>
    </section>
  );
}
