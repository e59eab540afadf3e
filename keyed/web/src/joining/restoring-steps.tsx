import { Button, Kbd, TextInput } from '@mantine/core';
import type { SignedIn } from '@siegel/safe';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { NewPasswordForm } from '../recovery/new-password-form.tsx';
import type { InvitationLink } from './invitation-link.ts';
import { type Restoring, useRestoring } from './use-restoring.ts';

/** Somebody who has lost everything follows the link of an administrator: code, waiting, new password (WH10 to WH13). */
export function RestoringSteps({
  link,
  onSignedIn,
  onLeave,
}: {
  link: InvitationLink | undefined;
  onSignedIn: (signedIn: SignedIn) => void;
  onLeave: () => void;
}) {
  const restoring = useRestoring(onSignedIn);
  const { state } = restoring;
  if (state === undefined) return null;
  if (state.state === 'restored') return <ChoosePassword restoring={restoring} account={state.account} />;
  if (state.state === 'restoring') return <WaitForAdministration restoring={restoring} onLeave={onLeave} />;
  return link === undefined ? null : <CodeStep restoring={restoring} link={link} />;
}

function CodeStep({ restoring, link }: { restoring: Restoring; link: InvitationLink }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    setIsMissing(code.trim() === '');
    if (code.trim() !== '') void restoring.begin(link, code);
  }
  return (
    <form className="recovery-form" noValidate onSubmit={onSubmit}>
      <h1>{t('restoring.title')}</h1>
      <p className="lead">{t('restoring.lead')}</p>
      <TextInput
        label={t('restoring.code')}
        description={t('restoring.codeHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={isMissing ? t('restoring.codeMissing') : undefined}
        classNames={{ input: 'mono' }}
        autoFocus
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <FailureNote failure={restoring.failure} title={t('restoring.failed')} />
      <Button
        type="submit"
        variant="filled"
        className="big"
        aria-disabled={restoring.isBusy}
        rightSection={<Kbd>Enter</Kbd>}
      >
        {t(restoring.isBusy ? 'restoring.busy' : 'restoring.submit')}
      </Button>
    </form>
  );
}

function WaitForAdministration({ restoring, onLeave }: { restoring: Restoring; onLeave: () => void }) {
  const { t } = useTranslation();
  const [isStopping, setIsStopping] = useState(false);
  const { failure } = restoring;
  return (
    <div className="recovery-form">
      <h1>{t('restoring.waitingTitle')}</h1>
      <p className="lead">{t('restoring.waitingLead')}</p>
      {failure?.code === 'INVITATION_FOREIGN' ? (
        <Note icon="alert" tone="bad">
          <b className="n">{t('restoring.foreign')}</b> {t('restoring.foreignHint')}
        </Note>
      ) : (
        <FailureNote failure={failure} title={t('restoring.failed')} />
      )}
      {failure === undefined && (
        <p className="joining-wait m" role="status">
          <Icon name="clock" small /> {t('restoring.waitingHint')}
        </p>
      )}
      <p>
        <button type="button" className="link" onClick={() => setIsStopping(true)}>
          {t('restoring.stop')}
        </button>
      </p>
      {isStopping && (
        <ConfirmDialog
          title={t('restoring.stopTitle')}
          text={t('restoring.stopText')}
          action={t('restoring.stop')}
          onConfirm={() => void restoring.drop().then(onLeave)}
          onClose={() => setIsStopping(false)}
        />
      )}
    </div>
  );
}

function ChoosePassword({ restoring, account }: { restoring: Restoring; account: string }) {
  const { t } = useTranslation();
  return (
    <NewPasswordForm
      title={t('restoring.chooseTitle')}
      lead={t('restoring.chooseLead', { account })}
      account={account}
      failure={restoring.failure}
      failed={t('restoring.failed')}
      isBusy={restoring.isBusy}
      submit={t(restoring.isBusy ? 'restoring.finishing' : 'restoring.finish')}
      onPassword={(password) => void restoring.finish(password)}
    />
  );
}
