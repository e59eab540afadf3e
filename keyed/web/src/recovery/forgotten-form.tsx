import { Button, TextInput } from '@mantine/core';
import type { SignedIn, SlotKey } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askPasskey } from '../access/passkey.ts';
import { Icon } from '../parts/icon.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { NewPasswordForm } from './new-password-form.tsx';

/** Far more than a key file has; anything larger is none. */
const MOST_BYTES = 64 * 1024;

/** What opens the user key without a password. */
type Way = 'code' | 'file' | 'passkey';

/** Name, one way to the user key, and the new password (WH3). */
export function ForgottenForm({
  way,
  account: known,
  onSignedIn,
}: {
  way: Way;
  account: string;
  onSignedIn: (signedIn: SignedIn) => void;
}) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [account, setAccount] = useState(known);
  const [key, setKey] = useState<SlotKey>();
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const isWhole = account.trim() !== '' && key !== undefined;
  async function choose(password: string): Promise<void> {
    if (key === undefined) return;
    setIsBusy(true);
    setFailure(undefined);
    const chosen = await safe.forgotPassword({ account: account.trim(), password }, key);
    setIsBusy(false);
    if (chosen.ok) onSignedIn(chosen.value);
    else setFailure(chosen.error);
  }
  function onKey(changed: SlotKey | undefined): void {
    setKey(changed);
    setIsTried(false);
    setFailure(undefined);
  }
  return (
    <NewPasswordForm
      lead={t('forgotten.choose')}
      account={account}
      failure={failure}
      failed={t('forgotten.failed')}
      isBusy={isBusy}
      submit={t(isBusy ? 'forgotten.busy' : 'forgotten.submit')}
      isWhole={isWhole}
      onTried={() => setIsTried(true)}
      onPassword={(password) => void choose(password)}
    >
      <TextInput
        label={t('signIn.account')}
        error={isTried && account.trim() === '' ? t('signIn.missing.account') : undefined}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={known === ''}
        value={account}
        onChange={(event) => setAccount(event.currentTarget.value)}
      />
      <KeyField way={way} isMissing={isTried && key === undefined} isChosen={key !== undefined} onKey={onKey} />
    </NewPasswordForm>
  );
}

function KeyField({ way, ...props }: KeyFieldProps & { readonly way: Way; readonly isChosen: boolean }) {
  if (way === 'code') return <CodeField {...props} />;
  return way === 'file' ? <FileField {...props} /> : <PasskeyField {...props} />;
}

interface KeyFieldProps {
  readonly isMissing: boolean;
  readonly onKey: (key: SlotKey | undefined) => void;
}

function CodeField({ isMissing, onKey }: KeyFieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('forgotten.code')}
      description={t('signIn.recoveryHint')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      error={isMissing ? t('forgotten.codeMissing') : undefined}
      classNames={{ input: 'mono' }}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      onChange={({ currentTarget: { value } }) =>
        onKey(value.trim() === '' ? undefined : { recoveryCode: value.trim() })
      }
    />
  );
}

function FileField({ isMissing, isChosen, onKey }: KeyFieldProps & { readonly isChosen: boolean }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  async function onChange({ currentTarget }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [file] = currentTarget.files ?? [];
    if (file !== undefined) onKey({ userKeyFile: file.size > MOST_BYTES ? '' : await file.text() });
    currentTarget.value = '';
  }
  return (
    <div className="row">
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="visually-hidden"
        aria-label={t('forgotten.file')}
        tabIndex={-1}
        onChange={(event) => void onChange(event)}
      />
      <Button leftSection={<Icon name="key" />} onClick={() => input.current?.click()}>
        {t('forgotten.file')}
      </Button>
      <KeyState isMissing={isMissing} missing="fileMissing" isChosen={isChosen} chosen="fileChosen" />
    </div>
  );
}

function PasskeyField({ isMissing, isChosen, onKey }: KeyFieldProps & { readonly isChosen: boolean }) {
  const { t } = useTranslation();
  async function onClick(): Promise<void> {
    const passkey = await askPasskey();
    onKey(passkey === undefined ? undefined : { passkey });
  }
  return (
    <div className="row">
      <Button leftSection={<Icon name="key" />} onClick={() => void onClick()}>
        {t('forgotten.passkey')}
      </Button>
      <KeyState isMissing={isMissing} missing="passkeyMissing" isChosen={isChosen} chosen="passkeyChosen" />
    </div>
  );
}

function KeyState({
  isMissing,
  missing,
  isChosen,
  chosen,
}: {
  isMissing: boolean;
  missing: 'fileMissing' | 'passkeyMissing';
  isChosen: boolean;
  chosen: 'fileChosen' | 'passkeyChosen';
}) {
  const { t } = useTranslation();
  if (isChosen) return <span className="ok t12">{t(`forgotten.${chosen}`)}</span>;
  return isMissing ? (
    <span className="bad t12" role="alert">
      {t(`forgotten.${missing}`)}
    </span>
  ) : null;
}
