import type { AccessRulesView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RuleChoice, RuleDay, RuleForm } from './rule-form.tsx';
import { dayOf, startOfDay } from './use-access-rules.ts';

const RULES = ['voluntary', 'outside', 'always'] as const;
const GRACE_MS = 14 * 86_400_000;

/** Rule of the organisation: who has to show a second factor, and from when on (ZF1, ZF2). */
export function FactorRuleSettings({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const [rule, setRule] = useState<AccessRulesView['secondFactor']>();
  const [day, setDay] = useState<string>();
  const changed = () => {
    const fromMs = startOfDay(day ?? dayOf(Date.now() + GRACE_MS)) ?? startOfDay(dayOf(Date.now()));
    if (rule === undefined && day === undefined) return {};
    return {
      ...(rule !== undefined && { secondFactor: rule }),
      ...(fromMs !== undefined && { secondFactorFromMs: fromMs }),
    };
  };
  return (
    <RuleForm
      title={t('accessRules.factorTitle')}
      hint={t('accessRules.factorHint')}
      mayChange={mayChange}
      changed={changed}
    >
      {(view) => (
        <>
          <RuleChoice
            name="second-factor"
            label={t('accessRules.factorTitle')}
            rules={RULES}
            value={rule ?? view.secondFactor}
            textOf={(one) => t(`accessRules.factor.${one}`)}
            onChange={setRule}
          />
          {(rule ?? view.secondFactor) !== 'voluntary' && (
            <RuleDay
              label={t('accessRules.from')}
              hint={t('accessRules.fromHint')}
              day={day ?? dayOf(rule === undefined ? view.secondFactorFromMs : Date.now() + GRACE_MS)}
              onChange={setDay}
            />
          )}
        </>
      )}
    </RuleForm>
  );
}
