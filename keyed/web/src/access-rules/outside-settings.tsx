import type { AccessRulesChange, AccessRulesView, NamedOutsideView } from '@siegel/safe';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NamedList } from './named-list.tsx';
import { RuleChoice, RuleDay, RuleForm } from './rule-form.tsx';
import { endOfDay, lastDayBefore } from './use-access-rules.ts';

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
              day={edited.untilDay ?? lastDayBefore(view.outsideUntilMs)}
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
