import { Button } from '@mantine/core';
import type { OrgView } from '@siegel/safe';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/org.css';
import { useSafe } from '../safe/safe-context.ts';

/** Under "Meine Zugänge": where the own user is placed today (OG25). Nothing as long as there is no chart. */
export function OwnPlace({ onShow }: { onShow: () => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [view, setView] = useState<OrgView>();
  useEffect(() => {
    let isLeft = false;
    void safe.orgView().then((loaded) => {
      if (loaded.ok && !isLeft) setView(loaded.value);
    });
    return () => {
      isLeft = true;
    };
  }, [safe]);
  if (view === undefined || view.isEmpty) return null;
  return (
    <section className="org-own" aria-labelledby="own-place">
      <h2 id="own-place">{t('org.myPlace')}</h2>
      {view.own.length === 0 && <p className="d">{t('org.noPlace')}</p>}
      <ul>
        {view.own.map(({ unit, function: what, leads }) => (
          <li key={`${unit} ${what}`}>
            <b className="n">{unit === '' ? t('org.nameless') : unit}</b>
            {leads && <span className="chip acc">{t('org.lead')}</span>}
            {what !== '' && <span className="m">{what}</span>}
          </li>
        ))}
      </ul>
      <Button onClick={onShow}>{t('org.show')}</Button>
    </section>
  );
}
