import { Button } from '@mantine/core';
import type { AccessRulesChange, AccessRulesView, NamedOutsideView } from '@siegel/safe';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { RuleChoice, RuleDay, RuleForm } from './rule-form.tsx';
import { dayOf, endOfDay } from './use-access-rules.ts';

const RULES = ['free', 'factor', 'named', 'off'] as const;

interface Edited {
  readonly rule?: AccessRulesView['outsideAccess'];
  readonly untilDay?: string;
  readonly named?: readonly NamedOutsideView[];
  readonly ranges?: string;
}

/** Rule of the organisation: from where one may work, who from outside, until when (AZ1, AZ2, AZ5). */
export function OutsideSettings({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Edited>({});
  const edit = (change: Edited) => setEdited({ ...edited, ...change });
  return (
    <RuleForm
      title={t('accessRules.outsideTitle')}
      hint={t('accessRules.outsideHint')}
      mayChange={mayChange}
      changed={() => changeOf(edited)}
    >
      {(view) => (
        <>
          <RuleChoice
            name="outside-access"
            label={t('accessRules.outsideTitle')}
            rules={RULES}
            value={edited.rule ?? view.outsideAccess}
            textOf={(one) => t(`accessRules.outside.${one}`)}
            onChange={(rule) => edit({ rule })}
          />
          {(edited.rule ?? view.outsideAccess) === 'named' && (
            <NamedList view={view} named={edited.named ?? view.outsideNamed} onChange={(named) => edit({ named })} />
          )}
          {(edited.rule ?? view.outsideAccess) !== 'off' && (
            <RuleDay
              label={t('accessRules.outsideUntil')}
              hint={t('accessRules.outsideUntilHint')}
              day={edited.untilDay ?? dayBefore(view.outsideUntilMs)}
              onChange={(untilDay) => edit({ untilDay })}
            />
          )}
          <Ranges
            view={view}
            text={edited.ranges ?? view.insideRanges.join('\n')}
            onChange={(ranges) => edit({ ranges })}
          />
        </>
      )}
    </RuleForm>
  );
}

function changeOf({ rule, untilDay, named, ranges }: Edited): AccessRulesChange {
  return {
    ...(rule !== undefined && { outsideAccess: rule }),
    ...(untilDay !== undefined && { outsideUntilMs: endOfDay(untilDay) ?? null }),
    ...(named !== undefined && { outsideNamed: named }),
    ...(ranges !== undefined && { insideRanges: linesOf(ranges) }),
  };
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The last day that counts; empty: no end. */
function dayBefore(untilMs: number | undefined): string {
  return untilMs === undefined ? '' : dayOf(untilMs - 1);
}

function Ranges({ view, text, onChange }: { view: AccessRulesView; text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="rule-field">
      <label htmlFor={id}>{t('accessRules.ranges')}</label>
      <textarea
        id={id}
        rows={Math.min(8, Math.max(3, text.split('\n').length))}
        spellCheck={false}
        aria-describedby={`${id}-hint ${id}-own`}
        value={text}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <span id={`${id}-hint`} className="m t12">
        {t('accessRules.rangesHint')}
      </span>
      <span id={`${id}-own`}>
        {t('accessRules.ownAddress', { address: view.address })}{' '}
        {t(view.isInside ? 'accessRules.isInside' : 'accessRules.isOutside')}
      </span>
    </div>
  );
}

/** Who may work from outside, each until a day. */
function NamedList({
  view,
  named,
  onChange,
}: {
  view: AccessRulesView;
  named: readonly NamedOutsideView[];
  onChange: (named: readonly NamedOutsideView[]) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = (who: string) => view.people.find(({ userId }) => userId === who)?.name ?? t('accessRules.namedGroup');
  const left = view.people.filter(({ userId }) => !named.some(({ who }) => who === userId));
  return (
    <div className="rule-field" role="group" aria-label={t('accessRules.named')}>
      <span>{t('accessRules.named')}</span>
      {named.length === 0 && <span className="m t12">{t('accessRules.namedNobody')}</span>}
      <ul className="named-rows">
        {named.map(({ who, untilMs: until }) => (
          <li key={who}>
            <b className="n">{nameOf(who)}</b>
            <span className="m">
              {t('accessRules.namedUntil')} {formatDay(dayBefore(until), language)}
            </span>
            <Button
              variant="subtle"
              aria-label={`${t('accessRules.namedRemove')}: ${nameOf(who)}`}
              onClick={() => onChange(named.filter((one) => one.who !== who))}
            >
              {t('accessRules.namedRemove')}
            </Button>
          </li>
        ))}
      </ul>
      {left.length > 0 && <AddNamed people={left} onAdd={(one) => onChange([...named, one])} />}
    </div>
  );
}

function AddNamed({ people, onAdd }: { people: AccessRulesView['people']; onAdd: (one: NamedOutsideView) => void }) {
  const { t } = useTranslation();
  const [person, setPerson] = useState('');
  const [day, setDay] = useState('');
  const chosen = person === '' ? people[0]?.userId : person;
  const untilMs = endOfDay(day);
  return (
    <div className="row named-add">
      <label>
        <span className="t12">{t('accessRules.namedPerson')}</span>
        <select value={chosen} onChange={({ currentTarget }) => setPerson(currentTarget.value)}>
          {people.map(({ userId, name }) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <RuleDay label={t('accessRules.namedUntil')} day={day} onChange={setDay} />
      <Button
        aria-disabled={untilMs === undefined}
        onClick={() => {
          if (untilMs === undefined || chosen === undefined) return;
          onAdd({ who: chosen, untilMs });
          setPerson('');
        }}
      >
        {t('accessRules.namedAdd')}
      </Button>
    </div>
  );
}
