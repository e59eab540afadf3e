import { Button } from '@mantine/core';
import type { FreeGroupKind, GroupOfHouse, RolesView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { useNames } from './role-list.tsx';

const KINDS = ['organisation', 'site', 'records', 'office', 'dpo', 'billing', 'team', 'service'] as const;
type Kind = (typeof KINDS)[number];

/** Groups that people are put into, in the order they are offered. */
export const FREE_KINDS: readonly FreeGroupKind[] = ['team', 'billing', 'dpo'];

const isKind = (kind: string): kind is Kind => (KINDS as readonly string[]).includes(kind);

/** True for a group that people are put into; the others follow rights. */
const isFree = (kind: string): kind is FreeGroupKind => (FREE_KINDS as readonly string[]).includes(kind);

/** Every group with its members. */
export function GroupList({ view, onChange }: { view: RolesView; onChange: (group: GroupOfHouse) => void }) {
  const { t } = useTranslation();
  const namesOf = useNames();
  const rank = ({ kind }: GroupOfHouse) => (isKind(kind) ? KINDS.indexOf(kind) : KINDS.length);
  return (
    <ul className="people-rows role-rows">
      {view.groups
        .toSorted((a, b) => rank(a) - rank(b))
        .map((group) => (
          <li key={group.groupId}>
            <Icon name="people" small />
            <span className="el">
              <b className="n">{group.name === '' ? t('people.nameless') : group.name}</b>
              <span className="m t12 people-what">
                {isKind(group.kind) ? t(`roles.groups.kind.${group.kind}`) : group.kind}
                {!isFree(group.kind) && `, ${t('roles.groups.follows')}`}
              </span>
            </span>
            <span className="t12">
              <span className="visually-hidden">{t('roles.groups.members')}: </span>
              {group.members.length === 0 ? <span className="m">{t('roles.nobody')}</span> : namesOf(group.members)}
            </span>
            <span className="people-act">
              {view.mayAdminister && isFree(group.kind) && (
                <Button variant="subtle" onClick={() => onChange(group)}>
                  {t('roles.change')}
                </Button>
              )}
            </span>
          </li>
        ))}
    </ul>
  );
}
