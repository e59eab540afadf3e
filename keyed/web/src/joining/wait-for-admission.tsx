import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { PasswordField } from '../sign-in/password-field.tsx';
import type { Joining } from './use-joining.ts';

/** Asked, and nobody has answered yet. After a reload the password is asked for, so that admission opens the workspace. */
export function WaitForAdmission({
  joining,
  account,
  onLeave,
}: {
  joining: Joining;
  account: string;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const [isStopping, setIsStopping] = useState(false);
  const { state, failure } = joining;
  const isSignedIn = state?.state === 'waiting' && state.isSignedIn;
  const isForeign = failure?.code === 'INVITATION_FOREIGN';
  return (
    <div className="recovery-form">
      <h1>{t('joining.waitingTitle')}</h1>
      <p className="lead">{t('joining.waitingLead')}</p>
      <Note icon="user">{t('joining.waitingFor', { account })}</Note>
      {isForeign ? (
        <Note icon="alert" tone="bad">
          <b className="n">{t('joining.foreign')}</b> {t('joining.foreignHint')}
        </Note>
      ) : (
        <FailureNote
          failure={failure}
          title={t('joining.failed')}
          {...(failure?.code === 'LOGIN_FAILED' && { after: t('joining.orEnded') })}
        />
      )}
      {isSignedIn && failure === undefined && (
        <p className="joining-wait m" role="status">
          <Icon name="clock" small /> {t('joining.waitingHint')}
        </p>
      )}
      {!isSignedIn && <ResumeForm joining={joining} />}
      <p>
        <button type="button" className="link" onClick={() => setIsStopping(true)}>
          {t('joining.stop')}
        </button>
      </p>
      {isStopping && (
        <ConfirmDialog
          title={t('joining.stopTitle')}
          text={t('joining.stopText')}
          action={t('joining.stop')}
          onConfirm={() => void joining.drop().then(onLeave)}
          onClose={() => setIsStopping(false)}
        />
      )}
    </div>
  );
}

function ResumeForm({ joining }: { joining: Joining }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  return (
    <form
      noValidate
      className="way"
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '') void joining.resume(password);
      }}
    >
      <PasswordField
        value={password}
        autoFocus
        error={undefined}
        description={t('joining.resumeHint')}
        onChange={setPassword}
      />
      <Button type="submit" variant="filled" aria-disabled={joining.isBusy}>
        {t('joining.resume')}
      </Button>
    </form>
  );
}
