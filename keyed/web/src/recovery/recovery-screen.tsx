import { Button, Kbd } from '@mantine/core';
import type { SafeStatus, SignedIn } from '@siegel/safe';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../parts/mark.tsx';
import { Note } from '../parts/note.tsx';
import { NewPassword } from '../password/new-password.tsx';
import { usePasswordStrength } from '../password/password-strength.ts';
import { type FieldFaults, passwordFaults } from '../setup/setup-fields.ts';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { KitInput } from './kit-input.tsx';
import { type RecoveryState, useRecovery } from './use-recovery.ts';

/** Lost device, lost password: the kit lets an administrator in again, with fresh keys that everybody sees (FR22, FR23). */
export function RecoveryScreen({
  status,
  onSignedIn,
  onLeave,
}: {
  status: SafeStatus;
  onSignedIn: (signedIn: SignedIn) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const recovery = useRecovery(onSignedIn);
  return (
    <div className="recovery">
      <header className="setup-head">
        <Mark />
        <b className="t14">Siegel</b>
        <span className="sp" />
        <button type="button" className="link" onClick={() => void recovery.leave().then(onLeave)}>
          {t('recovery.back')}
        </button>
        <span className="vr" />
        <LanguageSwitch />
      </header>
      <main className="recovery-main">
        {recovery.kit === undefined ? <KitStep recovery={recovery} /> : <AccessStep {...{ recovery, status }} />}
      </main>
    </div>
  );
}

function KitStep({ recovery }: { recovery: RecoveryState }) {
  const { t } = useTranslation();
  return (
    <Form onSubmit={() => void recovery.check()}>
      <h1>{t('recovery.title')}</h1>
      <p className="lead">{t('recovery.lead')}</p>
      <KitInput text={recovery.text} failure={recovery.failure} onText={recovery.setText} />
      <Button type="submit" variant="filled" className="big" aria-disabled={recovery.isBusy}>
        {t(recovery.isBusy ? 'recovery.checking' : 'recovery.check')}
      </Button>
    </Form>
  );
}

function AccessStep({ recovery, status }: { recovery: RecoveryState; status: SafeStatus }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ password: '', repeat: '' });
  const [faults, setFaults] = useState<FieldFaults>({});
  const administrators = recovery.kit?.administrators ?? [];
  const strength = usePasswordStrength(
    typed.password,
    administrators.map(({ account }) => account),
  );
  function onSubmit(): void {
    const found = passwordFaults(typed, strength);
    setFaults(found);
    if (Object.keys(found).length === 0) void recovery.recover(typed.password);
  }
  const errorOf = (name: 'password' | 'repeat') => {
    const fault = faults[name];
    return fault === undefined ? undefined : t(`setup.missing.${fault}`);
  };
  return (
    <Form onSubmit={onSubmit}>
      <h1>{t('recovery.title')}</h1>
      <Note icon="check">
        <b className="n">{t('recovery.known')}</b>{' '}
        <span className="mono">{t('recovery.mark', { mark: recovery.kit?.mark.slice(0, 19) ?? '' })}</span>
      </Note>
      <AdministratorChoice recovery={recovery} />
      <NewPassword
        {...typed}
        strength={strength}
        autoFocus
        errors={{ password: errorOf('password'), repeat: errorOf('repeat') }}
        onChange={(changed) => {
          setTyped({ ...typed, ...changed });
          setFaults({});
        }}
      />
      <p className="d">{t('recovery.consequence')}</p>
      <RecoveryFailure failure={recovery.failure} />
      <Button
        type="submit"
        variant="filled"
        className="big"
        aria-disabled={recovery.isBusy}
        rightSection={<Kbd>Enter</Kbd>}
      >
        {t(recovery.isBusy ? 'recovery.busy' : 'recovery.submit')}
      </Button>
      <p className="m t12" role="status">
        {status.phase === 'syncing' && t('status.syncing', { percent: Math.floor(status.progress * 100) })}
      </p>
    </Form>
  );
}

function AdministratorChoice({ recovery }: { recovery: RecoveryState }) {
  const { t } = useTranslation();
  return (
    <fieldset className="choices one">
      <legend>{t('recovery.who')}</legend>
      {recovery.kit?.administrators.map(({ userId, account }) => (
        <label key={userId} className={userId === recovery.userId ? 'choice on' : 'choice'}>
          <input
            type="radio"
            name="administrator"
            checked={userId === recovery.userId}
            onChange={() => recovery.setUserId(userId)}
          />
          <span className="n">{account}</span>
        </label>
      ))}
    </fieldset>
  );
}

function RecoveryFailure({ failure }: { failure: RecoveryState['failure'] }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (failure === undefined || failure === 'missing') return null;
  return (
    <Note icon="alert" tone="bad">
      <b className="n">{t('recovery.failed')}</b> {failureText(failure)} {t('recovery.again')}
    </Note>
  );
}

function Form({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  return (
    <form
      noValidate
      className="recovery-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
