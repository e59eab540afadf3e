import { Button, Kbd } from '@mantine/core';
import type { Failure } from '@siegel/wire';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { NewPassword } from '../password/new-password.tsx';
import { usePasswordStrength } from '../password/password-strength.ts';
import { passwordFaults } from '../setup/setup-fields.ts';

/** A new password for somebody who comes back in; what is asked before it (a name, a code) are the children. */
export function NewPasswordForm({
  title,
  lead,
  account,
  failure,
  failed,
  isBusy,
  submit,
  isWhole = true,
  onTried,
  onPassword,
  children,
}: {
  /** None where the screen has its own. */
  title?: string;
  lead: string;
  /** Words the password must not be made of. */
  account: string;
  failure: Failure | undefined;
  failed: string;
  isBusy: boolean;
  submit: string;
  /** False while one of the children is missing. */
  isWhole?: boolean;
  /** Called when it was sent, whole or not. */
  onTried?: () => void;
  onPassword: (password: string) => void;
  children?: ReactNode;
}) {
  const { typed, strength, faults, errors, change, setIsTried } = useNewPassword(account);
  return (
    <form
      noValidate
      className="recovery-form"
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        onTried?.();
        if (isWhole && !isBusy && Object.keys(faults).length === 0) onPassword(typed.password);
      }}
    >
      {title !== undefined && <h1>{title}</h1>}
      <p className="lead">{lead}</p>
      {children}
      <NewPassword
        {...typed}
        strength={strength}
        autoFocus={children === undefined}
        errors={errors}
        onChange={change}
      />
      <FailureNote failure={failure} title={failed} />
      <Button type="submit" variant="filled" className="big" aria-disabled={isBusy} rightSection={<Kbd>Enter</Kbd>}>
        {submit}
      </Button>
    </form>
  );
}

function useNewPassword(account: string) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ password: '', repeat: '' });
  const [isTried, setIsTried] = useState(false);
  const strength = usePasswordStrength(typed.password, [account]);
  const faults = passwordFaults(typed, strength);
  const errorOf = (name: 'password' | 'repeat') => {
    const fault = isTried ? faults[name] : undefined;
    return fault === undefined ? undefined : t(`setup.missing.${fault}`);
  };
  function change(changed: Partial<typeof typed>): void {
    setTyped({ ...typed, ...changed });
    setIsTried(false);
  }
  const errors = { password: errorOf('password'), repeat: errorOf('repeat') };
  return { typed, strength, faults, errors, change, setIsTried };
}
