import { Button, Kbd } from '@mantine/core';
import type { SafeStatus } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { PasswordField } from '../sign-in/password-field.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { StepFrame } from './step-frame.tsx';
import type { Setup } from './use-setup.ts';

/** The last look, and the act itself. After a reload the password is asked for again: nothing remembers it (FR3). */
export function FoundStep({ setup, status }: { setup: Setup; status: SafeStatus }) {
  const { t } = useTranslation();
  const [wasTyped] = useState(setup.fields.password !== '');
  const { fields, failure } = setup;
  const isOther = failure?.code === 'LOGIN_FAILED' || failure?.code === 'PASSWORD_TOO_WEAK';
  return (
    <StepFrame
      title={t('setup.found.title')}
      lead={t('setup.found.lead')}
      onSubmit={() => void setup.found()}
      foot={
        <>
          <Button className="big" onClick={setup.back} aria-disabled={setup.isBusy}>
            {t('setup.back')}
          </Button>
          <span className="sp" />
          <span className="m t12" role="status">
            {setup.isBusy && <Progress status={status} />}
          </span>
          <Button
            type="submit"
            variant="filled"
            className="big"
            autoFocus={wasTyped}
            aria-disabled={setup.isBusy}
            rightSection={<Kbd>Enter</Kbd>}
          >
            {t(setup.isBusy ? 'setup.found.busy' : 'setup.found.submit')}
          </Button>
        </>
      }
    >
      <Summary setup={setup} />
      {(!wasTyped || isOther) && (
        <div className="setup-again">
          <p className="n">{t('setup.access.again')}</p>
          <PasswordField
            value={fields.password}
            autoFocus
            description={t('setup.access.againHint')}
            onChange={(password) => setup.setFields({ ...fields, password, repeat: password })}
          />
        </div>
      )}
      {failure !== undefined && <FoundFailure code={failure.code} />}
    </StepFrame>
  );
}

function Summary({ setup: { fields, kit } }: { setup: Setup }) {
  const { t } = useTranslation();
  const lines = [
    ['organisation', fields.organisationName],
    ['site', fields.siteName],
    ['person', fields.founderName],
    ['account', fields.account],
    ['kit', t('setup.found.kitKept', { mark: kit?.mark.slice(0, 9) ?? '' })],
  ] as const;
  return (
    <dl className="summary">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`setup.found.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function FoundFailure({ code }: { code: string }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const text = code === 'LOGIN_FAILED' ? t('setup.found.otherPassword') : failureText({ code });
  return (
    <Note icon="alert" tone="bad">
      <b className="n">{t('setup.found.failed')}</b> {text} {code === 'OFFLINE' && t('setup.found.goOn')}
    </Note>
  );
}

function Progress({ status }: { status: SafeStatus }) {
  const { t } = useTranslation();
  if (status.phase === 'syncing') return t('status.syncing', { percent: Math.floor(status.progress * 100) });
  return t('setup.found.progress');
}
