import { Button } from '@mantine/core';
import type { StrictView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/people.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { RenewalNote } from '../people/renewal-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useStatus } from '../safe/use-status.ts';
import { StrictDialog } from './strict-dialog.tsx';

/** Strict mode: how it stands, switching it, and how far the Stammakten have got (BS20, BS29). */
export function StrictSettings({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const { view, failure, change } = useStrictMode();
  const [isAsked, setIsAsked] = useState(false);
  return (
    <section className="settings-part" aria-labelledby="strict-title">
      <h3 id="strict-title">{t('strict.title')}</h3>
      <p className="d">{t('strict.lead')}</p>
      <FailureNote failure={failure} title={t('strict.failed')} />
      {view === undefined && failure === undefined && <Skeleton label={t('strict.loading')} lines={2} />}
      {view !== undefined && (
        <>
          <div className="row">
            <b className="n" role="status">
              {t(view.isOn ? 'strict.on' : 'strict.off')}
            </b>
            <span className="sp" />
            {mayChange && (
              <Button variant={view.isOn ? 'default' : 'filled'} onClick={() => setIsAsked(true)}>
                {t(view.isOn ? 'strict.turnOff' : 'strict.turnOn')}
              </Button>
            )}
          </div>
          {view.sites < 2 && <p className="m">{t('strict.oneSite')}</p>}
          <RenewalNote />
          <Note icon="info">{t('strict.known')}</Note>
        </>
      )}
      {isAsked && view !== undefined && (
        <StrictDialog isOn={view.isOn} onConfirm={() => change(!view.isOn)} onClose={() => setIsAsked(false)} />
      )}
    </section>
  );
}

function useStrictMode() {
  const safe = useSafe();
  const status = useStatus(safe);
  const [view, setView] = useState<StrictView>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const found = await safe.strictMode();
    if (found.ok) setView(found.value);
    setFailure(found.ok ? undefined : found.error);
  }, [safe]);
  // Somebody else may have switched it meanwhile.
  useEffect(() => void load(), [load, status.journalSize]);
  const change = async (isOn: boolean) => {
    const changed = await safe.setStrictMode(isOn);
    await load();
    setFailure(changed.ok ? undefined : changed.error);
  };
  return { view, failure, change };
}
