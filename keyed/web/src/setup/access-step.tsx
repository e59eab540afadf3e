import { Button, Kbd, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NewPassword } from './new-password.tsx';
import { usePasswordStrength } from './password-strength.ts';
import { SetupFailure } from './setup-failure.tsx';
import { accessFaults, accountOfName, type FieldFaults, type SetupFields } from './setup-fields.ts';
import { StepFrame } from './setup-screen.tsx';
import type { Setup } from './use-setup.ts';

/** The first person: name, user name, password. */
export function AccessStep({ setup }: { setup: Setup }) {
  const { t } = useTranslation();
  const [faults, setFaults] = useState<FieldFaults>({});
  const { fields, setFields } = setup;
  const names = [fields.organisationName, fields.siteName, fields.founderName, fields.account];
  const strength = usePasswordStrength(fields.password, names);
  const change = (changed: Partial<SetupFields>) => {
    setFields({ ...fields, ...changed });
    setFaults({});
  };
  /** A user name nobody has touched follows the name. */
  function onName(founderName: string): void {
    const follows = fields.account === accountOfName(fields.founderName);
    change({ founderName, ...(follows && { account: accountOfName(founderName) }) });
  }
  function onSubmit(): void {
    const found = accessFaults(fields, strength);
    setFaults(found);
    if (Object.keys(found).length === 0) void setup.leaveAccess();
  }
  const errorOf = (name: keyof SetupFields) => {
    const fault = faults[name];
    return fault === undefined ? undefined : t(`setup.missing.${fault}`);
  };
  return (
    <StepFrame
      title={t('setup.access.title')}
      lead={t('setup.access.lead')}
      onSubmit={onSubmit}
      foot={
        <>
          <Button className="big" onClick={setup.back}>
            {t('setup.back')}
          </Button>
          <span className="sp" />
          <Button
            type="submit"
            variant="filled"
            className="big"
            aria-disabled={setup.isBusy}
            rightSection={<Kbd>Enter</Kbd>}
          >
            {t('setup.next')}
          </Button>
        </>
      }
    >
      <TextInput
        label={t('setup.access.name')}
        placeholder={t('setup.access.nameExample')}
        error={errorOf('founderName')}
        autoComplete="name"
        autoFocus
        value={fields.founderName}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      <TextInput
        label={t('setup.access.account')}
        description={t('setup.access.accountHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={errorOf('account')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={fields.account}
        onChange={(event) => change({ account: event.currentTarget.value })}
      />
      <NewPassword
        password={fields.password}
        repeat={fields.repeat}
        strength={strength}
        errors={{ password: errorOf('password'), repeat: errorOf('repeat') }}
        onChange={change}
      />
      <SetupFailure failure={setup.failure} />
    </StepFrame>
  );
}
