import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/people.css';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { InvitationList } from './invitation-list.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { RenewalNote } from './renewal-note.tsx';
import { StaffList } from './staff-list.tsx';
import { usePeople } from './use-people.ts';

/** "Mitarbeitende": who works here and who is invited; inviting, admitting, ending (IV20). */
export function PeopleScreen({ journalSize, onRoles }: { journalSize: number; onRoles: () => void }) {
  const { t } = useTranslation();
  const { view, failure, change, load } = usePeople(journalSize);
  const [isInviting, setIsInviting] = useState(false);
  return (
    <section className="people" aria-label={t('people.title')}>
      <div className="bar line">
        <h1>{t('people.title')}</h1>
        <span className="sp" />
        <Button leftSection={<Icon name="key" small />} onClick={onRoles}>
          {t('roles.title')}
        </Button>
        {view?.mayAdminister === true && (
          <Button variant="filled" leftSection={<Icon name="plus" small />} onClick={() => setIsInviting(true)}>
            {t('people.invite')}
          </Button>
        )}
      </div>
      <div className="people-body">
        <FailureNote failure={failure} title={t('people.failed')} />
        {view === undefined && failure === undefined && <Skeleton label={t('people.loading')} lines={6} />}
        {view !== undefined && (
          <>
            <RenewalNote />
            {view.mayAdminister && <InvitationList view={view} change={change} />}
            <StaffList view={view} onChanged={() => void load()} />
          </>
        )}
      </div>
      {isInviting && view !== undefined && (
        <InviteDialog
          view={view}
          onMade={() => void load()}
          onClose={() => {
            setIsInviting(false);
            void load();
          }}
        />
      )}
    </section>
  );
}
