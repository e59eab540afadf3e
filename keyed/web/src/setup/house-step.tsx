import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SetupFailure } from './setup-failure.tsx';
import { houseFaults, type SetupFields } from './setup-fields.ts';
import { StepFrame } from './step-frame.tsx';
import { StepFoot } from './step-foot.tsx';
import { type CheckedFields, useCheckedFields } from './use-checked-fields.ts';
import type { Setup } from './use-setup.ts';

/** Who works here: kind and name of the organisation, its first site, and the code that lets somebody found at all. */
export function HouseStep({ setup, hasCode }: { setup: Setup; hasCode: boolean }) {
  const { t } = useTranslation();
  const { fields } = setup;
  const checked = useCheckedFields(setup);
  const { change, errorOf } = checked;
  return (
    <StepFrame
      title={t('setup.house.title')}
      lead={t('setup.house.lead')}
      onSubmit={() => {
        if (checked.check(houseFaults(fields))) void setup.leaveHouse();
      }}
      foot={<StepFoot setup={setup} hasBack={false} />}
    >
      {!hasCode && <CodeField fields={fields} checked={checked} />}
      <ProfileChoice value={fields.profile} onChange={(profile) => change({ profile })} />
      <TextInput
        label={t('setup.house.organisation')}
        placeholder={t('setup.house.organisationExample')}
        error={errorOf('organisationName')}
        autoComplete="off"
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

function CodeField({ fields, checked }: { fields: SetupFields; checked: CheckedFields }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('setup.house.token')}
      description={t('setup.house.tokenHint')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      error={checked.errorOf('token')}
      autoComplete="off"
      spellCheck={false}
      autoFocus
      classNames={{ input: 'mono' }}
      value={fields.token}
      onChange={(event) => checked.change({ token: event.currentTarget.value })}
    />
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
