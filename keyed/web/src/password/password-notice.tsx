import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordForm } from '../access/password-part.tsx';
import { Icon } from '../parts/icon.tsx';
import { Dialog } from '../shell/dialog.tsx';
import type { PasswordDuty } from './password-duty.ts';

type User = { readonly account: string; readonly displayName: string };

/** Asks for another password: the present one ends soon, or does not satisfy the rules any more. It can wait (PW10). */
export function PasswordNotice({
  duty,
  user,
  onChanged,
}: {
  duty: Exclude<PasswordDuty, { readonly duty: 'ended' }>;
  user: User;
  onChanged: () => void;
}) {
  const { t } = useTranslation();
  const [isLater, setIsLater] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  if (isLater) return null;
  const title =
    duty.duty === 'soon' ? t('passwordDuty.soon', { count: Math.max(duty.days, 1) }) : t('passwordDuty.unmet');
  return (
    <>
      <div className="notice" role="alert" aria-label={title} hidden={isOpen}>
        <Icon name="key" />
        <div>
          <b className="n">{title}</b>
          <p className="d">{t(duty.duty === 'soon' ? 'passwordDuty.soonHint' : 'passwordDuty.unmetHint')}</p>
        </div>
        <div className="row">
          <Button variant="filled" onClick={() => setIsOpen(true)}>
            {t('password.change')}
          </Button>
          <Button onClick={() => setIsLater(true)}>{t('passwordDuty.later')}</Button>
        </div>
      </div>
      <Dialog isOpen={isOpen} label={t('password.change')} size={480} onClose={() => setIsOpen(false)}>
        <PasswordForm
          user={user}
          onDone={() => {
            setIsOpen(false);
            onChanged();
          }}
          onClose={() => setIsOpen(false)}
        />
      </Dialog>
    </>
  );
}

/** In place of the work: the password has ended, and the server hands nothing out before there is a new one (PW8). */
export function PasswordEnded({ user, onSignOut }: { user: User; onSignOut: () => void }) {
  const { t } = useTranslation();
  return (
    <main className="main password-ended">
      <div>
        <h1>{t('passwordDuty.ended')}</h1>
        <p className="d">{t('passwordDuty.endedHint')}</p>
        {/* What could not be fetched until now comes with a fresh start; nobody has to sign in again for it. */}
        <PasswordForm user={user} onDone={() => window.location.reload()} />
        <button type="button" className="link" onClick={onSignOut}>
          {t('shell.signOut')}
        </button>
      </div>
    </main>
  );
}
