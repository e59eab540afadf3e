import { Button } from '@mantine/core';
import type { PeopleView, PersonOfHouse } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../access/change.ts';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useLanguage } from '../text/language.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { RightsDialog } from './rights-dialog.tsx';
import { templateOf } from './template-of.ts';

/** Everybody who has or had an access, with what they may do and where. */
export function StaffList({ view, change, onChanged }: { view: PeopleView; change: Change; onChanged: () => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [leaving, setLeaving] = useState<PersonOfHouse>();
  const [changing, setChanging] = useState<PersonOfHouse>();
  const [explained, setExplained] = useState<string>();
  return (
    <section className="people-part" aria-labelledby="people-staff">
      <h2 id="people-staff">{t('people.staff')}</h2>
      <p className="d">{t('people.staffHint')}</p>
      <ul className="people-rows">
        {view.people.map((person) => (
          <StaffRow
            key={person.userId}
            person={person}
            profile={view.profile}
            onExplain={() => setExplained(person.userId)}
            onChange={view.mayAdminister && person.isActive ? () => setChanging(person) : undefined}
            onRemove={view.mayAdminister && person.isActive && !person.isOwn ? () => setLeaving(person) : undefined}
          />
        ))}
      </ul>
      {explained !== undefined && <RightsDialog userId={explained} onClose={() => setExplained(undefined)} />}
      {changing !== undefined && (
        <ChangeDialog
          view={view}
          person={changing}
          onDone={() => {
            setChanging(undefined);
            onChanged();
          }}
          onClose={() => setChanging(undefined)}
        />
      )}
      {leaving !== undefined && (
        <ConfirmDialog
          title={t('people.removeTitle', { name: leaving.name })}
          text={t('people.removeText')}
          action={t('people.remove')}
          onConfirm={() => void change(() => safe.removePerson(leaving.userId))}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </section>
  );
}

function StaffRow({
  person,
  profile,
  onExplain,
  onChange,
  onRemove,
}: {
  person: PersonOfHouse;
  profile: PeopleView['profile'];
  onExplain: () => void;
  onChange: (() => void) | undefined;
  onRemove: (() => void) | undefined;
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
          <button type="button" className="link" title={t('people.why.open')} onClick={onExplain}>
            {mayDo}
          </button>
        )}
      </span>
      <span className="m t12 people-sites">{isActive ? sites.map((site) => site.name).join(', ') : ''}</span>
      <span className="m t12 num people-devices">{isActive ? t('people.devices', { count: devices }) : ''}</span>
      <Acts {...{ onChange, onRemove }} />
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

function Acts({ onChange, onRemove }: { onChange: (() => void) | undefined; onRemove: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <span className="people-act">
      {onChange !== undefined && (
        <Button variant="subtle" onClick={onChange}>
          {t('people.change')}
        </Button>
      )}
      {onRemove !== undefined && (
        <Button variant="subtle" onClick={onRemove}>
          {t('people.remove')}
        </Button>
      )}
    </span>
  );
}
