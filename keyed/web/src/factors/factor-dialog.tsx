import { Button, TextInput } from '@mantine/core';
import type { FactorAnswer, FactorAsked, FactorLine } from '@siegel/safe';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../design/factors.css';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { Dialog } from '../shell/dialog.tsx';
import { useFailureText } from '../text/failure-text.ts';
import { CodeField, codeOf } from './code-field.tsx';
import { signWithPasskey } from './factor-passkey.ts';

/** What is asked for: one of the own factors, or the recovery code where all are lost. */
type Way = FactorLine | 'recovery';

/** Between password and workspace: shows a second factor (ZF30). Nothing while nobody is asked. */
export function FactorDialog({ asked }: { asked: FactorAsked | undefined }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const give = () => void safe.answerFactor(undefined);
  return (
    <Dialog isOpen={asked !== undefined} label={t('factors.title')} size={440} onClose={give}>
      {asked !== undefined && <FactorForm asked={asked} onClose={give} />}
    </Dialog>
  );
}

function FactorForm({ asked, onClose }: { asked: FactorAsked; onClose: () => void }) {
  const { t } = useTranslation();
  const { way, setWay, typed, setTyped, isBusy, error, missing, submit, send } = useFactorAnswer(asked);
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    submit();
  }
  const fault = missing ?? error;
  return (
    <form className="approve factor-form" onSubmit={onSubmit} noValidate>
      <h2>{t('factors.title')}</h2>
      <p className="d">{t('factors.sub')}</p>
      <Ways asked={asked} way={way} onWay={setWay} />
      {way === 'recovery' ? (
        <TextInput
          label={t('signIn.recoveryCode')}
          description={t('signIn.recoveryHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          error={fault}
          autoComplete="off"
          autoFocus
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : (
        <WayForm way={way} {...{ asked, typed, setTyped, fault, send, isBusy }} />
      )}
      <div className="row">
        {needsSending(way, asked) ? (
          <Button variant="filled" aria-disabled={isBusy} onClick={send}>
            {t('factors.send')}
          </Button>
        ) : (
          <Button type="submit" variant="filled" aria-disabled={isBusy}>
            {t(isBusy ? 'factors.checking' : submitText(way))}
          </Button>
        )}
        <Button onClick={onClose}>{t('factors.giveUp')}</Button>
      </div>
      {way !== 'recovery' && (
        <button type="button" className="link t12" onClick={() => setWay('recovery')}>
          {t('factors.lost')}
        </button>
      )}
    </form>
  );
}

function WayForm({
  way,
  asked,
  typed,
  setTyped,
  fault,
  send,
  isBusy,
}: {
  way: FactorLine;
  asked: FactorAsked;
  typed: string;
  setTyped: (typed: string) => void;
  fault: string | undefined;
  send: () => void;
  isBusy: boolean;
}) {
  const { t } = useTranslation();
  if (way.kind === 'passkey' || needsSending(way, asked))
    return (
      <>
        <p>{t(way.kind === 'passkey' ? 'factors.passkeyHint' : 'factors.smsHint', { hint: way.hint })}</p>
        {fault !== undefined && (
          <Note icon="alert" tone="bad">
            {fault}
          </Note>
        )}
      </>
    );
  return (
    <>
      <CodeField
        value={typed}
        error={fault}
        description={t(way.kind === 'totp' ? 'factors.totpHint' : 'factors.sentHint', { hint: way.hint })}
        onChange={setTyped}
      />
      {way.kind === 'sms' && (
        <button type="button" className="link t12" aria-disabled={isBusy} onClick={send}>
          {t('factors.sendAgain')}
        </button>
      )}
    </>
  );
}

/** A choice when there is more than one. */
function Ways({ asked, way, onWay }: { asked: FactorAsked; way: Way; onWay: (way: Way) => void }) {
  const { t } = useTranslation();
  if (asked.factors.length < 2 && way !== 'recovery') return null;
  return (
    <div className="seg ways" role="group" aria-label={t('factors.which')}>
      {asked.factors.map((factor) => (
        <button
          key={factor.factor}
          type="button"
          aria-pressed={way !== 'recovery' && way.factor === factor.factor}
          onClick={() => onWay(factor)}
        >
          {t(`factors.short.${factor.kind}`, { hint: factor.hint })}
        </button>
      ))}
      {way === 'recovery' && (
        <button type="button" aria-pressed>
          {t('signIn.recoveryCode')}
        </button>
      )}
    </div>
  );
}

function needsSending(way: Way, { sentTo }: FactorAsked): boolean {
  return way !== 'recovery' && way.kind === 'sms' && sentTo !== way.factor;
}

function submitText(way: Way): 'factors.usePasskey' | 'factors.signIn' {
  return way !== 'recovery' && way.kind === 'passkey' ? 'factors.usePasskey' : 'factors.signIn';
}

function useFactorAnswer(asked: FactorAsked) {
  const { t } = useTranslation();
  const safe = useSafe();
  const failureText = useFailureText();
  const [chosen, setChosen] = useState<Way>();
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const way = chosen ?? asked.factors[0] ?? 'recovery';
  // Asked again: the server has looked at the last answer.
  useEffect(() => {
    setIsBusy(false);
    if (asked.failure !== undefined) setTyped('');
  }, [asked]);

  function answer(given: FactorAnswer): void {
    setIsBusy(true);
    setMissing(undefined);
    void safe.answerFactor(given);
  }
  async function withPasskey(): Promise<void> {
    const signed = await signWithPasskey(asked.challenge, asked.credentials);
    if (signed === undefined) return setMissing(t('factors.passkeyMissing'));
    answer({ kind: 'passkey', ...signed });
  }
  function submit(): void {
    if (isBusy) return;
    if (way === 'recovery') {
      if (typed.trim() === '') return setMissing(t('factors.missing.recovery'));
      return answer({ kind: 'recovery', code: typed.trim() });
    }
    if (way.kind === 'passkey') return void withPasskey();
    const code = codeOf(typed);
    if (code === undefined) return setMissing(t('factors.missing.code'));
    answer(way.kind === 'totp' ? { kind: 'totp', code } : { kind: 'sms', factor: way.factor, code });
  }
  return {
    way,
    setWay: (next: Way) => {
      setChosen(next);
      setTyped('');
      setMissing(undefined);
    },
    typed,
    setTyped: (next: string) => {
      setTyped(next);
      setMissing(undefined);
    },
    isBusy,
    error: asked.failure === undefined || isBusy ? undefined : failureText(asked.failure),
    missing,
    submit,
    send: () => !isBusy && way !== 'recovery' && answer({ kind: 'send-sms', factor: way.factor }),
  };
}
