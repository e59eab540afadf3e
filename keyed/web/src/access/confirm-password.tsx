import { Button } from '@mantine/core';
import type { Failure } from '@siegel/wire';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { PasswordField } from '../sign-in/password-field.tsx';

/** Asks for the password before a way to the own keys is made or removed in a session that began a while ago (SV17). */
export function ConfirmPassword({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [password, setPassword] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  async function confirm(): Promise<void> {
    setFailure(undefined);
    setIsBusy(true);
    const confirmed = await safe.confirmPassword(password);
    setIsBusy(false);
    if (confirmed.ok) onDone();
    else setFailure(confirmed.error);
  }
  return (
    <Dialog isOpen label={t('access.confirm.title')} size={480} onClose={onClose}>
      <form
        noValidate
        className="approve"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <h2>{t('access.confirm.title')}</h2>
        <p className="d">{t('access.confirm.text')}</p>
        <PasswordField value={password} autoFocus onChange={setPassword} />
        <FailureNote failure={failure} title={t('access.failed')} />
        <div className="row">
          <Button type="submit" variant="filled" loading={isBusy}>
            {t('access.confirm.go')}
          </Button>
          <Button onClick={onClose}>{t('access.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
