import { Button } from '@mantine/core';
import type { AccessRulesView, NamedOutsideView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { RuleDay } from './rule-form.tsx';
import { endOfDay, lastDayBefore } from './use-access-rules.ts';

interface NamedListProps {
  readonly view: AccessRulesView;
  readonly named: readonly NamedOutsideView[];
  readonly onChange: (named: readonly NamedOutsideView[]) => void;
}

/** Who may work from outside, people and groups, each until a day of its own (AZ1). */
export function NamedList({ view, named, onChange }: NamedListProps) {
  const { t } = useTranslation();
  const isListed = (id: string) => named.some(({ who }) => who === id);
  const left = {
    people: view.people.filter(({ userId }) => !isListed(userId)),
    groups: view.groups.filter(({ groupId }) => !isListed(groupId)),
  };
  return (
    <div className="rule-field named-list" role="group" aria-label={t('accessRules.named')}>
      <span>{t('accessRules.named')}</span>
      <span className="m t12">{t(named.length === 0 ? 'accessRules.namedNobody' : 'accessRules.namedHint')}</span>
      {named.length > 0 && (
        <ul className="named-rows">
          {named.map((one) => (
            <NamedRow
              key={one.who}
              one={one}
              view={view}
              onRemove={() => onChange(named.filter(({ who }) => who !== one.who))}
            />
          ))}
        </ul>
      )}
      {view.mayChange && left.people.length + left.groups.length > 0 && (
        <AddNamed {...left} onAdd={(one) => onChange([...named, one])} />
      )}
    </div>
  );
}

function NamedRow({ one, view, onRemove }: { one: NamedOutsideView; view: AccessRulesView; onRemove: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const groupName = useGroupName();
  const group = view.groups.find(({ groupId }) => groupId === one.who);
  const person = view.people.find(({ userId }) => userId === one.who);
  const name = group === undefined ? (person?.name ?? t('accessRules.namedGone')) : groupName(group);
  const isSaved = view.outsideNamed.some(({ who, untilMs }) => who === one.who && untilMs === one.untilMs);
  return (
    <li>
      <Icon name={group === undefined ? 'user' : 'people'} small />
      <span className="el">
        <b className="n">{name}</b>
        {group !== undefined && (
          <span className="m t12 people-what">
            {group.members.length === 0 ? t('accessRules.namedEmpty') : group.members.join(', ')}
          </span>
        )}
      </span>
      <span className="t12 named-until">
        {t('accessRules.namedUntil')} {formatDay(lastDayBefore(one.untilMs), language)}
        {!isSaved && <span className="chip acc">{t('accessRules.namedUnsaved')}</span>}
        {isSaved && one.untilMs <= Date.now() && <span className="chip">{t('accessRules.namedEnded')}</span>}
      </span>
      {view.mayChange && (
        <Button variant="subtle" aria-label={`${t('accessRules.namedRemove')}: ${name}`} onClick={onRemove}>
          {t('accessRules.namedRemove')}
        </Button>
      )}
    </li>
  );
}

const KINDS = ['site', 'records', 'team', 'dpo', 'billing'] as const;

/** Name of a group, or what kind it is when its name does not open here. */
function useGroupName(): (group: AccessRulesView['groups'][number]) => string {
  const { t } = useTranslation();
  return ({ name, kind }) => {
    const known = KINDS.find((one) => one === kind);
    if (name !== '') return name;
    return known === undefined ? kind : t(`roles.groups.kind.${known}`);
  };
}

function AddNamed({
  people,
  groups,
  onAdd,
}: Pick<AccessRulesView, 'people' | 'groups'> & { onAdd: (one: NamedOutsideView) => void }) {
  const { t } = useTranslation();
  const groupName = useGroupName();
  const [chosen, setChosen] = useState('');
  const [day, setDay] = useState('');
  const [isTried, setIsTried] = useState(false);
  const who = chosen === '' ? (people[0]?.userId ?? groups[0]?.groupId ?? '') : chosen;
  const untilMs = endOfDay(day);
  const fault = dayFault(untilMs);
  function add(): void {
    setIsTried(true);
    if (untilMs === undefined || fault !== undefined) return;
    onAdd({ who, untilMs });
    setChosen('');
    setIsTried(false);
  }
  return (
    <div className="named-add">
      <label>
        <span>{t('accessRules.namedWho')}</span>
        <select value={who} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
          <optgroup label={t('accessRules.namedPeople')}>
            {people.map(({ userId, name }) => (
              <option key={userId} value={userId}>
                {name}
              </option>
            ))}
          </optgroup>
          <optgroup label={t('accessRules.namedGroups')}>
            {groups.map((group) => (
              <option key={group.groupId} value={group.groupId}>
                {groupName(group)}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <RuleDay
        label={t('accessRules.namedUntil')}
        day={day}
        fault={isTried && fault !== undefined ? t(fault) : undefined}
        onChange={setDay}
      />
      <Button onClick={add}>{t('accessRules.namedAdd')}</Button>
    </div>
  );
}

function dayFault(untilMs: number | undefined): 'accessRules.namedDayMissing' | 'accessRules.namedDayOver' | undefined {
  if (untilMs === undefined || Number.isNaN(untilMs)) return 'accessRules.namedDayMissing';
  return untilMs <= Date.now() ? 'accessRules.namedDayOver' : undefined;
}
