import { TextInput } from '@mantine/core';
import type { PasswordRules } from '@siegel/akten';
import { useTranslation } from 'react-i18next';
import { PasswordField } from '../sign-in/password-field.tsx';
import { PasswordRuleList } from './password-rules.tsx';
import { LEAST_RULES, type Strength } from './password-strength.ts';

/** A new password, twice, with its strength and the rules it has to satisfy; those of the house where they are known (PW5). */
export function NewPassword({
  password,
  repeat,
  strength,
  errors,
  autoFocus = false,
  label,
  rules = LEAST_RULES,
  blockedWords = [],
  onChange,
}: {
  password: string;
  repeat: string;
  strength: Strength | undefined;
  errors: { readonly password: string | undefined; readonly repeat: string | undefined };
  autoFocus?: boolean;
  /** Which password, where there is more than one. */
  label?: string;
  rules?: PasswordRules;
  blockedWords?: readonly string[];
  onChange: (changed: { readonly password?: string; readonly repeat?: string }) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <PasswordField
        value={password}
        isNew
        {...(label !== undefined && { label })}
        autoFocus={autoFocus}
        error={errors.password}
        description={t('setup.access.passwordHint')}
        onChange={(typed) => onChange({ password: typed })}
      />
      <StrengthMeter strength={password === '' ? undefined : strength} />
      <PasswordRuleList {...{ password, rules, blockedWords, strength }} />
      <TextInput
        label={t('setup.access.repeat')}
        type="password"
        error={errors.repeat}
        autoComplete="new-password"
        spellCheck={false}
        value={repeat}
        onChange={(event) => onChange({ repeat: event.currentTarget.value })}
      />
    </>
  );
}

const FILLED = { short: 1, weak: 2, good: 3, strong: 4 } as const;

function StrengthMeter({ strength }: { strength: Strength | undefined }) {
  const { t } = useTranslation();
  const filled = strength === undefined ? 0 : FILLED[strength];
  return (
    <div className="strength" role="status">
      <span className="strength-bar" aria-hidden="true">
        {[1, 2, 3, 4].map((part) => (
          <i key={part} className={part <= filled ? `on ${strength}` : ''} />
        ))}
      </span>
      <span className="m t12">
        {strength !== undefined && `${t('setup.access.strength')}: ${t(`setup.access.${strength}`)}`}
      </span>
    </div>
  );
}
