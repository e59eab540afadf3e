import { Button } from '@mantine/core';
import type { SupportAdmission, SupportOverview } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/people.css';
import '../design/support.css';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import type { Place } from '../place/place.ts';
import { useSafe } from '../safe/safe-context.ts';
import { AdmissionRow } from './admission-row.tsx';
import { SupportDialog } from './support-dialog.tsx';

/** A burst of writing elsewhere is looked at once. */
const LOOK_AFTER_MS = 500;

/** "Support": admitting, watching, ending; and everybody who was admitted before (SU8, SU9). */
export function SupportScreen({ journalSize, go }: { journalSize: number; go: (place: Place) => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const { view, failure, load, setFailure } = useSupport(journalSize);
  const [isInviting, setIsInviting] = useState(false);
  const [ending, setEnding] = useState<string>();
  async function end(userId: string): Promise<void> {
    const ended = await safe.removePerson(userId);
    if (!ended.ok) setFailure(ended.error);
    await load();
  }
  return (
    <section className="people" aria-label={t('support.title')}>
      <div className="bar line">
        <h1>{t('support.title')}</h1>
        <span className="sp" />
        {view?.mayAdminister === true && (
          <Button variant="filled" leftSection={<Icon name="plus" small />} onClick={() => setIsInviting(true)}>
            {t('support.invite')}
          </Button>
        )}
      </div>
      <div className="people-body">
        <p className="d support-lead">{t('support.lead')}</p>
        <FailureNote failure={failure} title={t('support.failed')} />
        {view === undefined && failure === undefined && <Skeleton label={t('support.loading')} lines={4} />}
        {view !== undefined && <Lists view={view} go={go} onEnd={setEnding} />}
      </div>
      {isInviting && view !== undefined && (
        <SupportDialog
          sites={view.sites}
          onClose={() => {
            setIsInviting(false);
            void load();
          }}
        />
      )}
      {ending !== undefined && (
        <ConfirmDialog
          title={t('support.endTitle')}
          text={t('support.endText')}
          action={t('support.end')}
          onConfirm={() => void end(ending)}
          onClose={() => setEnding(undefined)}
        />
      )}
    </section>
  );
}

function useSupport(journalSize: number) {
  const safe = useSafe();
  const [view, setView] = useState<SupportOverview>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const loaded = await safe.supportOverview();
    if (loaded.ok) setView(loaded.value);
    else setFailure(loaded.error);
  }, [safe]);
  useEffect(() => void load(), [load]);
  useEffect(() => safe.watchSupport(() => void load()), [safe, load]);
  useEffect(() => {
    const timer = setTimeout(() => void load(), LOOK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [journalSize, load]);
  return { view, failure, load, setFailure };
}

function Lists({
  view,
  go,
  onEnd,
}: {
  view: SupportOverview;
  go: (place: Place) => void;
  onEnd: (userId: string) => void;
}) {
  const { t } = useTranslation();
  const living = view.admissions.filter(({ isLiving }) => isLiving);
  const past = view.admissions.filter(({ isLiving }) => !isLiving);
  return (
    <>
      <section className="people-part" aria-labelledby="support-now">
        <h2 id="support-now">{t('support.now')}</h2>
        <Rows rows={living} empty={t('support.nobody')} onEnd={view.mayAdminister ? onEnd : undefined} />
      </section>
      <section className="people-part" aria-labelledby="support-history">
        <h2 id="support-history">{t('support.history')}</h2>
        <Rows rows={past} empty={t('support.noHistory')} onEnd={undefined} />
      </section>
      <Note icon="history">
        {t('support.log')}.{' '}
        <button type="button" className="link" onClick={() => go({ page: 'log' })}>
          {t('support.openLog')}
        </button>{' '}
        {t('support.waitsInPeople')}.{' '}
        <button type="button" className="link" onClick={() => go({ page: 'people' })}>
          {t('support.toPeople')}
        </button>
      </Note>
    </>
  );
}

function Rows({
  rows,
  empty,
  onEnd,
}: {
  rows: readonly SupportAdmission[];
  empty: string;
  onEnd: ((userId: string) => void) | undefined;
}) {
  if (rows.length === 0) return <p className="d">{empty}</p>;
  return (
    <ul className="people-rows support-rows">
      {rows.map((row) => (
        <AdmissionRow key={row.userId} row={row} onEnd={onEnd} />
      ))}
    </ul>
  );
}
