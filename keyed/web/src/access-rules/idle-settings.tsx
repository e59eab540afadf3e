import type { AccessRulesView } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseIdleMinutes, ownIdleMinutes } from '../shell/idle-minutes.ts';
import { RuleForm } from './rule-form.tsx';

const MINUTES = [1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 240, 480];

/** Rule of the organisation, and the choice of this browser: after how long a workplace locks itself (AZ10). */
export function IdleSettings({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const [minutes, setMinutes] = useState<number>();
  const [most, setMost] = useState<number>();
  return (
    <RuleForm
      title={t('accessRules.idleTitle')}
      hint={t('accessRules.idleHint')}
      mayChange={mayChange}
      beside={(view) => <OwnIdle view={view} />}
      changed={() => ({
        ...(minutes !== undefined && { idleMinutes: minutes }),
        ...(most !== undefined && { idleMostMinutes: most }),
      })}
    >
      {(view) => {
        const rule = minutes ?? view.idleMinutes;
        return (
          <>
            <Minutes label={t('accessRules.idleMinutes')} value={rule} onChange={setMinutes} />
            <Minutes
              label={t('accessRules.idleMost')}
              hint={t('accessRules.idleMostHint')}
              least={rule}
              value={Math.max(rule, most ?? view.idleMostMinutes)}
              onChange={setMost}
            />
          </>
        );
      }}
    </RuleForm>
  );
}

/** What this browser does; everybody may choose. */
function OwnIdle({ view }: { view: AccessRulesView }) {
  const { t } = useTranslation();
  const [own, setOwn] = useState(ownIdleMinutes);
  return (
    <label className="rule-field">
      <span>{t('accessRules.idleHere')}</span>
      <select
        value={own ?? ''}
        onChange={({ currentTarget: { value } }) => {
          const chosen = value === '' ? undefined : Number(value);
          chooseIdleMinutes(chosen);
          setOwn(chosen);
        }}
      >
        <option value="">{t('accessRules.idleAsRule', { count: view.idleMinutes })}</option>
        {MINUTES.filter((minutes) => minutes <= view.idleMostMinutes || minutes === own).map((minutes) => (
          <option key={minutes} value={minutes}>
            {t('accessRules.idleAfter', { count: minutes })}
          </option>
        ))}
      </select>
      <span className="m t12">{t('accessRules.idleHereHint')}</span>
    </label>
  );
}

function Minutes({
  label,
  hint,
  least = 1,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  least?: number;
  value: number;
  onChange: (minutes: number) => void;
}) {
  const { t } = useTranslation();
  const choices = [...new Set([...MINUTES.filter((minutes) => minutes >= least), value])].toSorted((a, b) => a - b);
  return (
    <label className="rule-field">
      <span>{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}>
        {choices.map((minutes) => (
          <option key={minutes} value={minutes}>
            {t('accessRules.idleAfter', { count: minutes })}
          </option>
        ))}
      </select>
      {hint !== undefined && <span className="m t12">{hint}</span>}
    </label>
  );
}
