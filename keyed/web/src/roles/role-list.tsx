import { Button } from '@mantine/core';
import type { NamedPerson, RoleOfHouse, RolesView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';

/** Every role with who has it. */
export function RoleList({
  view,
  onChange,
  onEnd,
}: {
  view: RolesView;
  onChange: (role: RoleOfHouse) => void;
  onEnd: (role: RoleOfHouse) => void;
}) {
  const { t } = useTranslation();
  const namesOf = useNames();
  if (view.roles.length === 0) return null;
  return (
    <ul className="people-rows role-rows">
      {view.roles.map((role) => (
        <li key={role.roleId}>
          <Icon name="key" small />
          <span className="el">
            <b className="n">{role.name === '' ? t('people.nameless') : role.name}</b>
            <span className="m t12 people-what">{t('roles.rightCount', { count: role.rights.length })}</span>
          </span>
          <span className="t12">
            <span className="visually-hidden">{t('roles.holders')}: </span>
            {role.holders.length === 0 ? <span className="m">{t('roles.nobody')}</span> : namesOf(role.holders)}
          </span>
          <span className="people-act">
            {view.mayAdminister && (
              <>
                <Button variant="subtle" onClick={() => onChange(role)}>
                  {t('roles.change')}
                </Button>
                <Button variant="subtle" onClick={() => onEnd(role)}>
                  {t('roles.end')}
                </Button>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Names in one line; one that does not open is said to be so. */
export function useNames(): (people: readonly NamedPerson[]) => string {
  const { t } = useTranslation();
  return (people) => people.map(({ name }) => (name === '' ? t('people.nameless') : name)).join(', ');
}
