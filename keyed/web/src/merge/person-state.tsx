import { Button } from '@mantine/core';
import type { MergedPerson, PersonView } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isUnreadable } from '../akte/eintrag-text.ts';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { ArchiveState } from '../archive/archive-state.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { formatDay, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import '../design/merge.css';

/** What is unusual about a person, above the Akte: archived, or joined with others, each with the way back. */
export function PersonState({ view }: { view: PersonView }) {
  return (
    <div className="person-state">
      {view.person.isDead === true && <Dead view={view} />}
      <ArchiveState view={view} />
      {view.merged?.map((one) => (
        <Merged key={one.personId} one={one} mayLift={view.may.merge === true} />
      ))}
    </div>
  );
}

function Dead({ view }: { view: PersonView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const value = isUnreadable(view.stammdaten) ? {} : view.stammdaten;
  const { verstorbenAm: day, verstorbenLaut: by } = value as Readonly<Record<string, unknown>>;
  return (
    <Note icon="info">
      <b className="n">{t('person.died', { day: typeof day === 'string' ? formatDay(day, language) : '' })}</b>
      {typeof by === 'string' && <>, {t('death.told', { by })}</>}
    </Note>
  );
}

function Merged({ one, mayLift }: { one: MergedPerson; mayLift: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const safe = useSafe();
  const [isAsked, setIsAsked] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const number = one.patientennummer === undefined ? '' : t('person.number', { number: one.patientennummer });
  async function lift(): Promise<void> {
    const lifted = await safe.liftMerge(one.personId);
    setFailure(lifted.ok ? undefined : lifted.error);
  }
  return (
    <>
      <Note icon="people">
        <b className="n">{t('merge.with', { name: [one.name, number].filter(Boolean).join(', ') })}</b>{' '}
        {t('merge.by', { name: one.by, day: formatDay(localDay(one.atMs), language) })}{' '}
        {mayLift && (
          <Button size="xs" onClick={() => setIsAsked(true)}>
            {t('merge.lift')}
          </Button>
        )}
      </Note>
      <FailureNote failure={failure} title={t('merge.liftFailed')} />
      {isAsked && (
        <ConfirmDialog
          title={t('merge.liftTitle', { name: one.name })}
          text={t('merge.liftText')}
          action={t('merge.lift')}
          onConfirm={() => void lift()}
          onClose={() => setIsAsked(false)}
        />
      )}
    </>
  );
}
