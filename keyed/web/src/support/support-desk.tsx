import { Button } from '@mantine/core';
import type { SupportView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/people.css';
import '../design/support.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { formatDay, formatTime, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { AktenLayout } from './akten-layout.tsx';
import { HouseLayout, TechnicalLayout } from './house-layout.tsx';

/** The whole page of somebody of support: the layout of the workspace, `verschlüsselt` in place of every content (SU6). */
export function SupportDesk({ onSignOut }: { onSignOut: () => void }) {
  const { t } = useTranslation();
  const { view, failure, load } = useSupportView();
  return (
    <div className="support-desk">
      <header className="setup-head">
        <Mark />
        <b className="t14">{t('support.desk.title')}</b>
        <span className="sp" />
        <Button variant="subtle" leftSection={<Icon name="refresh" small />} onClick={() => void load()}>
          {t('support.desk.again')}
        </Button>
        <Button variant="subtle" onClick={onSignOut}>
          {t('shell.signOut')}
        </Button>
        <span className="vr" />
        <LanguageSwitch />
      </header>
      <main className="support-desk-main">
        <h1>{t('support.desk.title')}</h1>
        <FailureNote failure={failure} title={t('support.failed')} />
        {view === undefined && failure === undefined && <Skeleton label={t('support.loading')} lines={6} />}
        {view !== undefined && <Layout view={view} />}
      </main>
    </div>
  );
}

function useSupportView() {
  const safe = useSafe();
  const [view, setView] = useState<SupportView>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const loaded = await safe.supportView();
    setFailure(loaded.ok ? undefined : loaded.error);
    if (loaded.ok) setView(loaded.value);
  }, [safe]);
  useEffect(() => void load(), [load]);
  return { view, failure, load };
}

function Layout({ view: { untilMs, akten, house, technical } }: { view: SupportView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <Note icon="clock">
        <b className="n">
          {t('support.desk.until', {
            day: formatDay(localDay(untilMs), language),
            time: formatTime(untilMs, language),
          })}
        </b>{' '}
        {t('support.desk.what')}
      </Note>
      {akten !== null && <AktenLayout akten={akten} />}
      {house !== null && <HouseLayout house={house} />}
      {technical !== null && <TechnicalLayout technical={technical} />}
    </>
  );
}
