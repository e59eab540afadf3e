import type { SignedIn } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../parts/mark.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { ForgottenForm } from './forgotten-form.tsx';

const WAYS = ['code', 'file', 'passkey', 'device', 'none'] as const;
type Way = (typeof WAYS)[number];

/** "Passwort vergessen?": asks what somebody still has, and leads to the right way (WH1, WH2). */
export function ForgottenScreen({
  account,
  onSignedIn,
  onRecover,
  onLeave,
}: {
  /** Whose screen it was; empty when nobody is known. */
  account: string;
  onSignedIn: (signedIn: SignedIn) => void;
  onRecover: () => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>('code');
  return (
    <div className="recovery">
      <header className="setup-head">
        <Mark />
        <b className="t14">Siegel</b>
        <span className="sp" />
        <button type="button" className="link" onClick={onLeave}>
          {t('recovery.back')}
        </button>
        <span className="vr" />
        <LanguageSwitch />
      </header>
      <main className="recovery-main forgotten">
        <h1>{t('forgotten.title')}</h1>
        <p className="lead">{t('forgotten.lead')}</p>
        <div className="seg ways" role="group" aria-label={t('forgotten.ways')}>
          {WAYS.map((one) => (
            <button key={one} type="button" aria-pressed={way === one} onClick={() => setWay(one)}>
              {t(`forgotten.way.${one}`)}
            </button>
          ))}
        </div>
        {way === 'device' && <Steps title="deviceTitle" steps={['device1', 'device2']} after="deviceLocked" />}
        {way === 'none' && <Steps title="noneTitle" steps={['none1', 'none2', 'none3']} />}
        {way !== 'device' && way !== 'none' && (
          <ForgottenForm key={way} way={way} account={account} onSignedIn={onSignedIn} />
        )}
        <Beside onRecover={onRecover} />
      </main>
    </div>
  );
}

type StepText = 'device1' | 'device2' | 'deviceLocked' | 'none1' | 'none2' | 'none3';

function Steps({
  title,
  steps,
  after,
}: {
  title: 'deviceTitle' | 'noneTitle';
  steps: readonly StepText[];
  after?: StepText;
}) {
  const { t } = useTranslation();
  return (
    <section className="forgotten-steps">
      <h2>{t(`forgotten.${title}`)}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step}>{t(`forgotten.${step}`)}</li>
        ))}
      </ol>
      {after !== undefined && <p className="d">{t(`forgotten.${after}`)}</p>}
    </section>
  );
}

/** The two cases that are no forgotten password. */
function Beside({ onRecover }: { onRecover: () => void }) {
  const { t } = useTranslation();
  return (
    <section className="forgotten-beside">
      <h2>{t('forgotten.kitTitle')}</h2>
      <p className="d">
        {t('forgotten.kitHint')}{' '}
        <button type="button" className="link" onClick={onRecover}>
          {t('forgotten.kit')}
        </button>
      </p>
      <h2>{t('forgotten.lostTitle')}</h2>
      <p className="d">{t('forgotten.lostHint')}</p>
    </section>
  );
}
