import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NewPassword } from '../password/new-password.tsx';
import { usePasswordStrength } from '../password/password-strength.ts';
import { SetupFailure } from './setup-failure.tsx';
import { accessFaults, accountOfName } from './setup-fields.ts';
import { StepFrame } from './step-frame.tsx';
import { StepFoot } from './step-foot.tsx';
import { useCheckedFields } from './use-checked-fields.ts';
import type { Setup } from './use-setup.ts';

/** The first person: name, user name, password. */
export function AccessStep({ setup }: { setup: Setup }) {
  const { t } = useTranslation();
  const { fields } = setup;
  const { change, check, errorOf } = useCheckedFields(setup);
  const names = [fields.organisationName, fields.siteName, fields.founderName, fields.account];
  const strength = usePasswordStrength(fields.password, names);
  /** A user name nobody has touched follows the name. */
  function onName(founderName: string): void {
    const follows = fields.account === accountOfName(fields.founderName);
    change({ founderName, ...(follows && { account: accountOfName(founderName) }) });
  }
  return (
    <StepFrame
      title={t('setup.access.title')}
      lead={t('setup.access.lead')}
      onSubmit={() => {
        if (check(accessFaults(fields, strength))) void setup.leaveAccess();
      }}
      foot={<StepFoot setup={setup} hasBack />}
    >
      <TextInput
        label={t('setup.access.name')}
        placeholder={t('setup.access.nameExample')}
        error={errorOf('founderName')}
        autoComplete="off"
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
