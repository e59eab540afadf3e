import { Button, Kbd, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SetupFailure } from './setup-failure.tsx';
import { type FieldFaults, houseFaults, type SetupFields } from './setup-fields.ts';
import { StepFrame } from './setup-screen.tsx';
import type { Setup } from './use-setup.ts';

/** Who works here: kind and name of the organisation, its first site, and the code that lets somebody found at all. */
export function HouseStep({ setup, hasCode }: { setup: Setup; hasCode: boolean }) {
  const { t } = useTranslation();
  const [faults, setFaults] = useState<FieldFaults>({});
  const { fields, setFields } = setup;
  const change = (changed: Partial<SetupFields>) => {
    setFields({ ...fields, ...changed });
    setFaults({});
  };
  function onSubmit(): void {
    const found = houseFaults(fields);
    setFaults(found);
    if (Object.keys(found).length === 0) void setup.leaveHouse();
  }
  const errorOf = (name: keyof SetupFields) => {
    const fault = faults[name];
    return fault === undefined ? undefined : t(`setup.missing.${fault}`);
  };
  return (
    <StepFrame
      title={t('setup.house.title')}
      lead={t('setup.house.lead')}
      onSubmit={onSubmit}
      foot={
        <>
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
      {!hasCode && (
        <TextInput
          label={t('setup.house.token')}
          description={t('setup.house.tokenHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          error={errorOf('token')}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          classNames={{ input: 'mono' }}
          value={fields.token}
          onChange={(event) => change({ token: event.currentTarget.value })}
        />
      )}
      <ProfileChoice value={fields.profile} onChange={(profile) => change({ profile })} />
      <TextInput
        label={t('setup.house.organisation')}
        placeholder={t('setup.house.organisationExample')}
        error={errorOf('organisationName')}
        autoComplete="organization"
        autoFocus={hasCode}
        value={fields.organisationName}
        onChange={(event) => change({ organisationName: event.currentTarget.value })}
      />
      <TextInput
        label={t('setup.house.site')}
        placeholder={t('setup.house.siteExample')}
        description={t('setup.house.siteHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={errorOf('siteName')}
        autoComplete="off"
        value={fields.siteName}
        onChange={(event) => change({ siteName: event.currentTarget.value })}
      />
      <SetupFailure failure={setup.failure} />
    </StepFrame>
  );
}

const PROFILES = ['practice', 'social'] as const;

function ProfileChoice({
  value,
  onChange,
}: {
  value: SetupFields['profile'];
  onChange: (profile: SetupFields['profile']) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="choices">
      <legend>{t('setup.house.profile')}</legend>
      {PROFILES.map((profile) => (
        <label key={profile} className={profile === value ? 'choice on' : 'choice'}>
          <input type="radio" name="profile" checked={profile === value} onChange={() => onChange(profile)} />
          <span className="n">{t(`setup.house.${profile}`)}</span>
          <span className="m t12">{t(`setup.house.${profile}Hint`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
