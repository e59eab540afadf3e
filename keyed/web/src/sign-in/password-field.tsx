import { TextInput } from '@mantine/core';
import { type ReactNode, type Ref, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A password field with a way to look at what was typed. Pasting and password managers are welcome. */
export function PasswordField({
  value,
  onChange,
  error,
  description,
  autoFocus = false,
  isNew = false,
  label,
  inputRef,
}: {
  value: string;
  onChange: (password: string) => void;
  error?: ReactNode;
  description?: ReactNode;
  autoFocus?: boolean;
  /** A password being chosen, not one being entered. */
  isNew?: boolean;
  /** Which password, where there is more than one. */
  label?: string;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="password-field">
      <button type="button" className="link show-password" aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
        {t(isShown ? 'signIn.hide' : 'signIn.show')}
      </button>
      <TextInput
        id={id}
        ref={inputRef}
        label={label ?? t('signIn.password')}
        description={description}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={error}
        type={isShown ? 'text' : 'password'}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        spellCheck={false}
        autoFocus={autoFocus}
        // In a dialog the first thing that takes the focus would be the button above.
        data-autofocus={autoFocus ? true : undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
