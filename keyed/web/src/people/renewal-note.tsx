import { Button } from '@mantine/core';
import type { RenewalView } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSafe } from '../safe/safe-context.ts';

/** How far Akten have got new keys after somebody left; stopping here and going on (IV43). Nothing when there is nothing to do. */
export function RenewalNote() {
  const { t } = useTranslation();
  const safe = useSafe();
  const [view, setView] = useState<RenewalView>();
  useEffect(() => safe.watchRenewal(setView), [safe]);
  if (view === undefined || view.left === 0) return null;
  const { state, left, total, mayRenew } = view;
  const text = state === 'waiting' && !mayRenew ? 'others' : state;
  if (text === 'done') return null;
  const done = total - left;
  return (
    <section className="renewal" aria-labelledby="renewal-title">
      <h2 id="renewal-title">{t('renewal.title')}</h2>
      <p className="d">{t(`renewal.${text}`)}</p>
      <div className="row">
        <progress value={done} max={total} aria-label={t('renewal.title')} />
        <span className="num t12">{t('renewal.progress', { done, total })}</span>
        {state === 'running' && (
          <Button variant="subtle" onClick={() => void safe.stopRenewal()}>
            {t('renewal.stop')}
          </Button>
        )}
        {state !== 'running' && mayRenew && (
          <Button variant="subtle" onClick={() => void safe.continueRenewal()}>
            {t('renewal.goOn')}
          </Button>
        )}
      </div>
    </section>
  );
}
