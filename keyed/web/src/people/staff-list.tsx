import { Button } from '@mantine/core';
import type { PeopleView, PersonOfHouse } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useLanguage } from '../text/language.ts';
import { type StaffAct, StaffDialog } from './staff-dialog.tsx';
import { templateOf } from './template-of.ts';

type RowAct = Exclude<StaffAct, 'explain'>;

/** Everybody who has or had an access, with what they may do and where. */
export function StaffList({ view, onChanged }: { view: PeopleView; onChanged: () => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [asked, setAsked] = useState<{ readonly act: StaffAct; readonly person: PersonOfHouse }>();
  const [failure, setFailure] = useState<Failure>();
  const [cleared, setCleared] = useState<string>();
  async function takeOff({ userId, name }: PersonOfHouse): Promise<void> {
    const taken = await safe.takeFactorsOff(userId);
    setFailure(taken.ok ? undefined : taken.error);
    setCleared(taken.ok ? name : undefined);
    if (taken.ok) onChanged();
  }
  return (
    <section className="people-part" aria-labelledby="people-staff">
      <h2 id="people-staff">{t('people.staff')}</h2>
      <p className="d">{t('people.staffHint')}</p>
      <FailureNote failure={failure} title={t('people.failed')} />
      {cleared !== undefined && <Note icon="check">{t('factors.takenOff', { name: cleared })}</Note>}
      <ul className="people-rows">
        {view.people.map((person) => (
          <StaffRow
            key={person.userId}
            person={person}
            profile={view.profile}
            acts={actsOn(person, view)}
            onAct={(act) => {
              setCleared(undefined);
              setAsked({ act, person });
            }}
          />
        ))}
      </ul>
      {asked !== undefined && (
        <StaffDialog
          {...asked}
          view={view}
          onTakeFactorsOff={(person) => void takeOff(person)}
          onChanged={() => {
            setAsked(undefined);
            onChanged();
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

/** What may be done about somebody, in the order of the row. */
function actsOn({ isActive, isOwn }: PersonOfHouse, { mayAdminister, mayWrite }: PeopleView): readonly RowAct[] {
  if (!isActive) return mayWrite ? ['hand-over'] : [];
  if (!mayAdminister) return [];
  return isOwn ? ['change'] : ['change', 'take-factors-off', 'restore', 'remove'];
}

function StaffRow({
  person,
  profile,
  acts,
  onAct,
}: {
  person: PersonOfHouse;
  profile: PeopleView['profile'];
  acts: readonly RowAct[];
  onAct: (act: StaffAct) => void;
}) {
  const { t } = useTranslation();
  const { name, profession, isOwn, isActive, sites, devices } = person;
  const mayDo = useMayDo(person, profile);
  return (
    <li className={isActive ? '' : 'gone'}>
      <Icon name="user" small />
      <span className="el">
        <b className="n">{name === '' ? t('people.nameless') : name}</b>
        {isOwn && <span className="chip acc">{t('people.own')}</span>}
        {!isActive && <span className="chip">{t('people.gone')}</span>}
        <span className="m t12 people-what">{profession}</span>
      </span>
      <span className="t12 people-rights">
        {isActive && (
          <button type="button" className="link" title={t('people.why.open')} onClick={() => onAct('explain')}>
            {mayDo}
          </button>
        )}
      </span>
      <span className="m t12 people-sites">{isActive ? sites.map((site) => site.name).join(', ') : ''}</span>
      <span className="m t12 num people-devices">{isActive ? t('people.devices', { count: devices }) : ''}</span>
      <Acts acts={acts} onAct={onAct} />
    </li>
  );
}

/** What somebody may do in a few words: their roles, and how much beyond; without roles the template their rights are. */
function useMayDo({ rights, roles, ownRights }: PersonOfHouse, profile: PeopleView['profile']): string {
  const { t } = useTranslation();
  const language = useLanguage();
  if (roles.length > 0) {
    const names = roles.map(({ name }) => (name === '' ? t('people.nameless') : name)).join(', ');
    return ownRights.length > 0 ? `${names} + ${t('roles.singleCount', { count: ownRights.length })}` : names;
  }
  if (rights.length === 0) return t('people.noRights');
  return templateOf(rights, profile)?.label[language] ?? t('people.ownRights');
}

const LABELS = {
  change: 'people.change',
  'hand-over': 'leaving.handOver',
  remove: 'people.remove',
  'take-factors-off': 'factors.takeOff',
  restore: 'restoring.start',
} as const satisfies Record<RowAct, string>;

/** What is done once in a while to somebody; it stands behind a button of its own. */
const RARE: ReadonlySet<RowAct> = new Set<RowAct>(['take-factors-off', 'restore']);

function Acts({ acts, onAct }: { acts: readonly RowAct[]; onAct: (act: RowAct) => void }) {
  const { t } = useTranslation();
  const button = (act: RowAct) => (
    <Button
      key={act}
      variant="subtle"
      onClick={({ currentTarget }) => {
        currentTarget.closest('details')?.removeAttribute('open');
        onAct(act);
      }}
    >
      {t(LABELS[act])}
    </Button>
  );
  const rare = acts.filter((act) => RARE.has(act));
  return (
    <span className="people-act">
      {acts.filter((act) => !RARE.has(act)).map(button)}
      {rare.length > 0 && (
        <details className="people-more">
          <summary>{t('people.more')}</summary>
          <span>{rare.map(button)}</span>
        </details>
      )}
    </span>
  );
}
