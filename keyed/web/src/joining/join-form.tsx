import { Button, Kbd, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { NewPassword } from '../password/new-password.tsx';
import { usePasswordStrength } from '../password/password-strength.ts';
import { accountFault, passwordFaults } from '../setup/setup-fields.ts';
import type { InvitationLink } from './invitation-link.ts';
import type { Joining } from './use-joining.ts';

/** Code, user name and password of somebody invited. */
export function JoinForm({ link, joining }: { link: InvitationLink; joining: Joining }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ code: '', account: '', password: '', repeat: '' });
  const [isTried, setIsTried] = useState(false);
  const strength = usePasswordStrength(typed.password, [typed.account]);
  const account = typed.account.trim();
  const faults = { code: typed.code.trim() === '', account: accountFault(account) };
  const ofPassword = passwordFaults(typed, strength);
  const isWhole = !faults.code && faults.account === undefined && Object.keys(ofPassword).length === 0;
  function change(changed: Partial<typeof typed>): void {
    setTyped({ ...typed, ...changed });
    setIsTried(false);
  }
  const errorOf = (name: 'password' | 'repeat') => {
    const fault = isTried ? ofPassword[name] : undefined;
    return fault === undefined ? undefined : t(`setup.missing.${fault}`);
  };
  return (
    <form
      noValidate
      className="recovery-form"
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (isWhole) void joining.join(link, { code: typed.code, account, password: typed.password });
      }}
    >
      <h1>{t('joining.title')}</h1>
      <p className="lead">{t('joining.lead')}</p>
      <NameFields typed={typed} faults={isTried ? faults : {}} onChange={change} />
      <NewPassword
        password={typed.password}
        repeat={typed.repeat}
        strength={strength}
        errors={{ password: errorOf('password'), repeat: errorOf('repeat') }}
        onChange={change}
      />
      <FailureNote failure={joining.failure} title={t('joining.failed')} />
      <Button
        type="submit"
        variant="filled"
        className="big"
        aria-disabled={joining.isBusy}
        rightSection={<Kbd>Enter</Kbd>}
      >
        {t(joining.isBusy ? 'joining.busy' : 'joining.submit')}
      </Button>
    </form>
  );
}

function NameFields({
  typed,
  faults,
  onChange,
}: {
  typed: { readonly code: string; readonly account: string };
  faults: { readonly code?: boolean; readonly account?: 'account' | 'accountForm' | undefined };
  onChange: (changed: { readonly code?: string; readonly account?: string }) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('joining.code')}
        description={t('joining.codeHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={faults.code === true ? t('joining.missing.code') : undefined}
        className="mono"
        autoFocus
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={typed.code}
        onChange={(event) => onChange({ code: event.currentTarget.value })}
      />
      <TextInput
        label={t('joining.account')}
        description={t('joining.accountHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={faults.account !== undefined ? t(accountText(faults.account)) : undefined}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={typed.account}
        onChange={(event) => onChange({ account: event.currentTarget.value })}
      />
    </>
  );
}

function accountText(fault: 'account' | 'accountForm'): 'joining.missing.account' | 'joining.missing.accountForm' {
  return fault === 'account' ? 'joining.missing.account' : 'joining.missing.accountForm';
}
