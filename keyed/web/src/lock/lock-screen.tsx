import { Button, Kbd } from '@mantine/core';
import type { KnownUser, SafeStatus, SignedIn } from '@siegel/safe';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DemoMark } from '../parts/demo-mark.tsx';
import { Icon } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';
import { Note } from '../parts/note.tsx';
import { SealedSign } from '../parts/sealed-signs.tsx';
import { Token } from '../parts/token.tsx';
import { LeftBehindLater } from '../sign-in/left-behind-later.tsx';
import { UserList } from '../sign-in/user-list.tsx';
import { PasswordField } from '../sign-in/password-field.tsx';
import { useSignIn } from '../sign-in/use-sign-in.ts';
import { useFailureText } from '../text/failure-text.ts';
import { formatNow, formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

/** What the locked screen shows: no name of a patient, counts only. */
export interface LockScreenProps {
  readonly status: SafeStatus;
  readonly user: KnownUser;
  readonly users: readonly KnownUser[];
  readonly hasDrafts: boolean;
  /** What was sealed in this browser is gone (OF22). */
  readonly isForgotten: boolean;
  readonly isDemo: boolean;
  readonly onSignedIn: (signedIn: SignedIn) => void;
  readonly onSwitch: (user: KnownUser) => void;
  readonly onOther: () => void;
  readonly onNewDevice: () => void;
  readonly onSignOut: () => void;
  readonly onForgotten: () => void;
}

/** The full page while locked. The keys have left the memory; the password opens them again, of this person or of another one
 *  who works at this device. */
export function LockScreen(props: LockScreenProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [lockedAtMs] = useState(() => Date.now());
  const nowMs = useMinutes();
  return (
    <div className="locked">
      <header>
        <Mark />
        <b className="t14">{props.user.tenantName}</b>
        <DemoMark shown={props.isDemo} />
        <span className="sp" />
        <span className="d t14 locked-now">{formatNow(nowMs, language)}</span>
      </header>
      <main className="locked-main">
        <section>
          <div className="row gap5">
            <Token name={props.user.displayName} large />
            <div>
              <h1>{props.user.displayName}</h1>
              <span className="m">{t('lock.since', { time: formatTime(lockedAtMs, language) })}</span>
            </div>
          </div>
          <UnlockForm key={props.user.account} {...props} />
          <WhatWaits {...props} />
        </section>
        <UserList users={props.users} current={props.user.account} onUser={props.onSwitch} onOther={props.onOther} />
      </main>
      <footer>
        <SealedSign text={t('lock.keysGone')} />
        {props.status.queued > 0 && <span>{t('status.queued', { count: props.status.queued })}</span>}
        <span className="sp" />
        <span className="row">
          <i className={props.status.online ? 'dot' : 'dot w'} />
          {t(props.status.online ? 'status.online' : 'status.offline')}
        </span>
      </footer>
    </div>
  );
}

/** Why this window locked by itself, and what waits behind it. */
function WhatWaits({ status, hasDrafts, isForgotten }: LockScreenProps) {
  const { t } = useTranslation();
  if (isForgotten)
    return (
      <Note icon="alert" tone="warn">
        <span className="d">{t('lock.forgotten')}</span>
      </Note>
    );
  return (
    <>
      {status.elsewhere === true && (
        <Note icon="info">
          <span className="d">{t('device.elsewhere')}</span>
        </Note>
      )}
      {status.restarted === true && (
        <Note icon="alert" tone="warn">
          <span className="d">{t('device.restarted')}</span>
        </Note>
      )}
      {hasDrafts && (
        <Note icon="pen">
          <span className="d">{t('lock.drafts')}</span>
        </Note>
      )}
    </>
  );
}

function UnlockForm({ user, status, onSignedIn, onNewDevice, onSignOut, onForgotten }: LockScreenProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [password, setPassword] = useState('');
  const { signIn, isBusy, failure, left, closeLeft } = useSignIn(onSignedIn, onNewDevice);
  const reason = failure ?? (status.lockReason === null ? undefined : { code: status.lockReason });
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (password !== '' && !isBusy) void signIn({ account: user.account, password, recoveryCode: undefined });
  }
  return (
    <form className="unlock" onSubmit={onSubmit} noValidate>
      <input
        type="text"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        autoComplete="username"
        readOnly
        value={user.account}
      />
      <PasswordField value={password} onChange={setPassword} description={t('lock.hint')} autoFocus />
      {reason !== undefined && (
        <Note icon="alert" tone="bad">
          <b className="n">{t('lock.stillLocked')}</b> {failureText(reason)}
        </Note>
      )}
      {left !== undefined && <LeftBehindLater {...left} onClose={closeLeft} />}
      <div className="row">
        <Button
          type="submit"
          variant="filled"
          aria-disabled={isBusy}
          leftSection={<Icon name="key" />}
          rightSection={<Kbd>Enter</Kbd>}
        >
          {t(isBusy ? 'lock.busy' : 'lock.unlock')}
        </Button>
        <Button variant="subtle" onClick={onSignOut}>
          {t('shell.signOut')}
        </Button>
        <button type="button" className="link t12" onClick={onForgotten}>
          {t('forgotten.open')}
        </button>
      </div>
    </form>
  );
}

/** The time, renewed every quarter of a minute. */
function useMinutes(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
