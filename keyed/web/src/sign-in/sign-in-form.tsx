import { Button, Kbd, TextInput } from '@mantine/core';
import type { SafeStatus, SignedIn } from '@siegel/safe';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { useFailureText } from '../text/failure-text.ts';
import type { DemoAccess } from './demo-access.ts';
import { PasswordField } from './password-field.tsx';
import { isNewDevice, missingField, type SignInFields, useSignIn } from './use-sign-in.ts';

const EMPTY: SignInFields = { account: '', password: '', recoveryCode: undefined };

/** Name and password; on a device that is new here, the recovery code too. A demo link fills it in and signs in. */
export function SignInForm({
  status,
  access,
  onSignedIn,
}: {
  status: SafeStatus;
  access: DemoAccess | undefined;
  onSignedIn: (signedIn: SignedIn) => void;
}) {
  const { t } = useTranslation();
  const [fields, setFields] = useState<SignInFields>(access ?? EMPTY);
  const [missing, setMissing] = useState<keyof SignInFields>();
  const hasCode = fields.recoveryCode !== undefined;
  const { signIn, isBusy, failure } = useSignIn(onSignedIn, () =>
    setFields((typed) => ({ ...typed, recoveryCode: '' })),
  );
  const hasStarted = useRef(false);

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
  const missingText = (name: keyof SignInFields) => (missing === name ? t(`signIn.missing.${name}`) : undefined);

  return (
    <form className="sign-in-form" onSubmit={onSubmit} noValidate>
      <h1>{t('signIn.title')}</h1>
      <p className="d sub">{t(hasCode ? 'signIn.subNew' : 'signIn.sub')}</p>
      <AccountField fields={fields} onFields={setFields} error={missingText('account')} />
      <PasswordField
        value={fields.password}
        error={missingText('password')}
        description={t('signIn.passwordHint')}
        onChange={(password) => setFields({ ...fields, password })}
      />
      {hasCode && <CodeField fields={fields} onFields={setFields} error={missingText('recoveryCode')} />}
      <SignInNotes failure={failure} hasCode={hasCode} />
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
      <CodeSwitch fields={fields} onFields={setFields} />
    </form>
  );
}

interface FieldProps {
  readonly fields: SignInFields;
  readonly onFields: (fields: SignInFields) => void;
  readonly error: string | undefined;
}

function CodeSwitch({ fields, onFields }: Omit<FieldProps, 'error'>) {
  const { t } = useTranslation();
  const hasCode = fields.recoveryCode !== undefined;
  return (
    <p>
      <button
        type="button"
        className="link"
        onClick={() => onFields({ ...fields, recoveryCode: hasCode ? undefined : '' })}
      >
        {t(hasCode ? 'signIn.knownDevice' : 'signIn.newDevice')}
      </button>
    </p>
  );
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

function CodeField({ fields, onFields, error }: FieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('signIn.recoveryCode')}
      description={t('signIn.recoveryHint')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      error={error}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      classNames={{ input: 'mono' }}
      value={fields.recoveryCode ?? ''}
      onChange={(event) => onFields({ ...fields, recoveryCode: event.currentTarget.value })}
    />
  );
}

function SignInNotes({ failure, hasCode }: { failure: { code: string } | undefined; hasCode: boolean }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  if (failure === undefined) return null;
  if (hasCode && isNewDevice(failure)) {
    return (
      <Note icon="info">
        <b className="n">{t('signIn.deviceIsNew')}</b> {t('signIn.deviceIsNewHint')}
      </Note>
    );
  }
  return (
    <Note icon="alert" tone="bad">
      <b className="n">{t('signIn.failed')}</b> {failureText(failure)}
    </Note>
  );
}

function Progress({ status }: { status: SafeStatus }) {
  const { t } = useTranslation();
  if (status.phase === 'syncing') return t('status.syncing', { percent: Math.floor(status.progress * 100) });
  return t('signIn.opening');
}
