import { FailureNote } from '../parts/failure-note.tsx';
import { Button, Kbd, TextInput } from '@mantine/core';
import type { KnownUser, SafeStatus, SignedIn, SignInWish } from '@siegel/safe';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DemoAccess } from './demo-access.ts';
import { LeftBehindLater } from './left-behind-later.tsx';
import { forgetFactorReminder } from '../factors/factor-reminder.tsx';
import { PasswordField } from './password-field.tsx';
import { missingField, type SignInFields, useSignIn } from './use-sign-in.ts';
import { UserList } from './user-list.tsx';

const EMPTY: SignInFields = { account: '', password: '', recoveryCode: undefined };

/** Name and password. A demo link fills it in and signs in; people who have worked here are one click away. */
export function SignInForm({
  status,
  access,
  users,
  onSignedIn,
  onNewDevice,
  onForgotten,
}: {
  status: SafeStatus;
  access: DemoAccess | undefined;
  users: readonly KnownUser[];
  onSignedIn: (signedIn: SignedIn) => void;
  onNewDevice: (wish: SignInWish) => void;
  onForgotten: () => void;
}) {
  const { t } = useTranslation();
  const [fields, setFields] = useState<SignInFields>(access ?? EMPTY);
  const [missing, setMissing] = useState<'account' | 'password'>();
  const password = useRef<HTMLInputElement>(null);
  const { signIn, isBusy, failure, left, closeLeft } = useSignIn(onSignedIn, onNewDevice);
  const hasStarted = useRef(false);
  useEffect(() => forgetFactorReminder(), []);

  useEffect(() => {
    if (access === undefined || hasStarted.current) return;
    hasStarted.current = true;
    void signIn(access);
  });
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    const absent = missingField(fields);
    setMissing(absent);
    if (absent === undefined && !isBusy) void signIn(fields);
  }
  const onUser = ({ account }: KnownUser) => {
    setFields({ ...fields, account });
    password.current?.focus();
  };
  const missingText = (name: 'account' | 'password') => (missing === name ? t(`signIn.missing.${name}`) : undefined);

  return (
    <form className="sign-in-form" onSubmit={onSubmit} noValidate>
      <h1>{t('signIn.title')}</h1>
      <p className="d sub">{t('signIn.sub')}</p>
      <UserList users={users} current={fields.account} onUser={onUser} />
      <AccountField fields={fields} onFields={setFields} error={missingText('account')} />
      <PasswordField
        value={fields.password}
        inputRef={password}
        error={missingText('password')}
        description={t('signIn.passwordHint')}
        onChange={(typed) => setFields({ ...fields, password: typed })}
      />
      <FailureNote
        title={t('signIn.failed')}
        failure={failure ?? (status.lockReason === null ? undefined : { code: status.lockReason })}
      />
      {left !== undefined && <LeftBehindLater {...left} onClose={closeLeft} />}
      <Submit {...{ status, isBusy, onForgotten }} />
    </form>
  );
}

interface FieldProps {
  readonly fields: SignInFields;
  readonly onFields: (fields: SignInFields) => void;
  readonly error: string | undefined;
}

function AccountField({ fields, onFields, error }: FieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('signIn.account')}
      error={error}
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      autoFocus
      value={fields.account}
      onChange={(event) => onFields({ ...fields, account: event.currentTarget.value })}
    />
  );
}

function Submit({ status, isBusy, onForgotten }: { status: SafeStatus; isBusy: boolean; onForgotten: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Button
        type="submit"
        variant="filled"
        className="big"
        fullWidth
        aria-disabled={isBusy}
        rightSection={<Kbd>Enter</Kbd>}
      >
        {t(isBusy ? 'signIn.busy' : 'signIn.submit')}
      </Button>
      <p className="m t12 progress" role="status">
        {isBusy && <Progress status={status} />}
      </p>
      <p>
        <button type="button" className="link t12" onClick={onForgotten}>
          {t('forgotten.open')}
        </button>
      </p>
    </>
  );
}

function Progress({ status }: { status: SafeStatus }) {
  const { t } = useTranslation();
  if (status.phase === 'syncing') return t('status.syncing', { percent: Math.floor(status.progress * 100) });
  return t('signIn.opening');
}
