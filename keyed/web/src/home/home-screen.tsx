import { later } from '../shell/later.ts';
import { Button, Kbd } from '@mantine/core';
import type { HomeView, PersonRow, SafeStatus } from '@siegel/safe';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { AdmissionNotice } from '../people/admission-notice.tsx';
import type { Place } from '../place/place.ts';
import { useSafe } from '../safe/safe-context.ts';
import { SearchField, type SearchProps } from '../search/search-field.tsx';
import { SearchGrammar } from '../search/search-grammar.tsx';
import { FirstSteps } from './first-steps.tsx';
import { OpenTasks } from './open-tasks.tsx';
import { RecoveryNotices } from './recovery-notices.tsx';
import { TodayList } from './today-list.tsx';
import { useHome } from './use-home.ts';

const MassReadNotice = later(async () => (await import('../log/mass-read-notice.tsx')).MassReadNotice);

const SiteJobNote = later(async () => (await import('../akten-sites/site-job-note.tsx')).SiteJobNote);

/** Home: the search has the focus, below it the Akten opened last; beside it the first steps, today and the open tasks. */
export function HomeScreen({
  status,
  search,
  go,
}: {
  status: SafeStatus;
  search: SearchProps;
  go: (place: Place) => void;
}) {
  const { t } = useTranslation();
  const { home, again } = useHome(status);
  return (
    <div className="home">
      <section className="home-main" aria-label={t('home.title')}>
        <div className="bar line">
          <h1>{t('home.title')}</h1>
          <span className="sp" />
          <Button onClick={() => go({ page: 'new-person' })}>
            <Icon name="plus" small />
            <span className="way-verb">{t('home.newPerson')}</span> <Kbd>Alt N</Kbd>
          </Button>
        </div>
        {status.phase === 'syncing' && <SyncBar status={status} />}
        <SearchField
          {...search}
          recent={recentOf(search.recent, home)}
          idle={
            <StateBlock icon="folder" title={t('home.empty')}>
              {t('home.emptyHint')}
            </StateBlock>
          }
        />
      </section>
      <aside className="home-side" aria-label={t('home.today')}>
        <HomeSide {...{ home, again, go }} onOpen={search.onOpen} />
        <SearchGrammar />
      </aside>
    </div>
  );
}

/** What stands beside the work at home: notices, first steps, today, open tasks. */
export function HomeSide({
  home,
  again,
  go,
  onOpen,
}: {
  home: HomeView | undefined;
  again: () => void;
  go: (place: Place) => void;
  onOpen: (row: PersonRow) => void;
}) {
  const safe = useSafe();
  return (
    <>
      <AdmissionNotice onLook={() => go({ page: 'people' })} />
      <Suspense>
        <MassReadNotice onLook={() => go({ page: 'log' })} />
        <SiteJobNote />
      </Suspense>
      {home !== undefined && <RecoveryNotices recoveries={home.recoveries} />}
      {home !== undefined && !home.firstSteps.isDismissed && (
        <FirstSteps steps={home.firstSteps} go={go} onDismiss={() => void safe.dismissFirstSteps().then(again)} />
      )}
      {home !== undefined && home.today.length > 0 && <TodayList rows={home.today} onOpen={onOpen} />}
      {home !== undefined && home.tasks.length > 0 && (
        <OpenTasks tasks={home.tasks} onOpen={onOpen} onTasks={() => go({ page: 'tasks' })} />
      )}
    </>
  );
}

/** This session's Akten first, then those this device remembers. */
function recentOf(opened: readonly PersonRow[], home: HomeView | undefined): readonly PersonRow[] {
  const known = new Set(opened.map(({ personId }) => personId));
  return [...opened, ...(home?.recent ?? []).filter(({ personId }) => !known.has(personId))];
}

function SyncBar({ status }: { status: SafeStatus }) {
  const { t } = useTranslation();
  const percent = Math.floor(status.progress * 100);
  const text = t('status.syncing', { percent });
  return (
    <div className="sync">
      <span className="m t12">{text}</span>
      <progress value={percent} max={100} aria-label={text} />
    </div>
  );
}
