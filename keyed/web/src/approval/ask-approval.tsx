import { Button, Kbd } from '@mantine/core';
import type { OwnApproval, SignedIn, SignInWish } from '@siegel/safe';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../parts/note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useFailureText } from '../text/failure-text.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';
import { QrCode } from '../setup/qr-code.tsx';
import { CompareWords } from './compare-words.tsx';

/** The new device's side of an approval: waits, shows three words, and opens once they were compared here and there. */
export function AskApproval({ wish, onSignedIn }: { wish: SignInWish; onSignedIn: (signedIn: SignedIn) => void }) {
  const [attempt, setAttempt] = useState(0);
  const step = useOwnApproval(wish, attempt, onSignedIn);
  return <Step step={step} onAgain={() => setAttempt((count) => count + 1)} />;
}

function Step({ step, onAgain }: { step: OwnApproval; onAgain: () => void }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const language = useLanguage();
  const failureText = useFailureText();
  if (step.step === 'failed')
    return (
      <>
        <Note icon="alert" tone="bad">
          <b className="n">{t('devices.notApproved')}</b> {failureText({ code: step.code })}
        </Note>
        <Button variant="filled" autoFocus onClick={onAgain}>
          {t('devices.again')}
        </Button>
      </>
    );
  if (step.step === 'words')
    return (
      <>
        <CompareWords words={step.words} question={t('devices.sameThere')} />
        <div className="row">
          <Button variant="filled" autoFocus rightSection={<Kbd>Enter</Kbd>} onClick={() => void safe.confirmWords()}>
            {t('devices.same')}
          </Button>
          <Button onClick={onAgain}>{t('devices.different')}</Button>
        </div>
      </>
    );
  return (
    <div className="approval-waiting" role="status">
      {step.step === 'waiting' ? (
        <>
          <ol>
            <li>{t('devices.step1')}</li>
            <li>{t('devices.step2')}</li>
            <li>{t('devices.step3')}</li>
          </ol>
          <figure className="own-code">
            <QrCode text={step.code} label={t('devices.ownCode')} />
            <figcaption>
              <p className="d">{t('devices.ownCodeHint')}</p>
              <Button onClick={() => void navigator.clipboard.writeText(step.code)}>{t('devices.copyCode')}</Button>
            </figcaption>
          </figure>
          <p className="m t12">{t('devices.waitingUntil', { time: formatTime(step.expiresAtMs, language) })}</p>
        </>
      ) : (
        <p className="d">{t(step.step === 'asking' ? 'devices.asking' : 'devices.openingHere')}</p>
      )}
    </div>
  );
}

/** Asks as long as the component is on screen; every attempt begins anew with fresh keys. */
function useOwnApproval(wish: SignInWish, attempt: number, onSignedIn: (signedIn: SignedIn) => void): OwnApproval {
  const safe = useSafe();
  const [step, setStep] = useState<OwnApproval>({ step: 'asking' });
  const done = useRef(onSignedIn);
  done.current = onSignedIn;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again
  useEffect(
    () =>
      safe.watchOwnApproval(wish, (now) => {
        if (now.step === 'done') done.current(now.signedIn);
        else setStep(now);
      }),
    [safe, wish, attempt],
  );
  return step;
}
