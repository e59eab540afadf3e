import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const DIGITS = /^\d{6}$/;

/** The six digits of what was typed or pasted, blanks left out; undefined as long as they are not six. */
export function codeOf(typed: string): string | undefined {
  const digits = typed.replaceAll(/[\s-]/g, '');
  return DIGITS.test(digits) ? digits : undefined;
}

/** One field for a code of six digits. Pasting and what the phone offers are welcome. */
export function CodeField({
  value,
  error,
  description,
  onChange,
}: {
  value: string;
  error?: string | undefined;
  description?: string;
  onChange: (typed: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <TextInput
      className="code-field"
      label={t('factors.code')}
      description={description}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      error={error}
      inputMode="numeric"
      autoComplete="one-time-code"
      autoFocus
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
