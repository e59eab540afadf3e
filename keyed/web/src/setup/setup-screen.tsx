import type { SafeStatus, SignedIn } from '@siegel/safe';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { AccessStep } from './access-step.tsx';
import { FoundStep } from './found-step.tsx';
import { HouseStep } from './house-step.tsx';
import { KitStep } from './kit-step.tsx';
import { STEPS, type Step } from './setup-fields.ts';
import { type OpenFounding, type Setup, useSetup } from './use-setup.ts';

/** What the wizard starts with. */
export interface SetupProps {
  readonly founding: OpenFounding;
  /** Set-up code that came with the link. */
  readonly code: string | undefined;
  readonly status: SafeStatus;
  readonly onSignedIn: (signedIn: SignedIn) => void;
}

/** The first run of a server without an organisation: four steps, and nothing is founded before the kit is kept (FR5). */
export function SetupScreen({ founding, code, status, onSignedIn }: SetupProps) {
  const { t } = useTranslation();
  const setup = useSetup(founding, code, onSignedIn);
  // A link of yesterday carries a code that counts no more: then it is asked for like without a link.
  const isRefused = setup.failure?.code === 'FOUNDING_TOKEN_WRONG';
  const hasCode = code !== undefined && setup.fields.token === code && !isRefused;
  return (
    <div className="setup">
      <header className="setup-head">
        <Mark />
        <b className="t14">Siegel</b>
        <span className="m">{t('setup.title')}</span>
        <span className="sp" />
        <span className="m setup-saved">{t(setup.kit === undefined ? 'setup.notSaved' : 'setup.saved')}</span>
        <span className="vr" />
        <LanguageSwitch />
      </header>
      <StepList setup={setup} />
      {setup.step === 'house' && <HouseStep setup={setup} hasCode={hasCode} />}
      {setup.step === 'access' && <AccessStep setup={setup} />}
      {setup.step === 'kit' && setup.kit !== undefined && <KitStep setup={setup} kit={setup.kit} />}
      {setup.step === 'found' && <FoundStep setup={setup} status={status} />}
    </div>
  );
}

function StepList({ setup }: { setup: Setup }) {
  const { t } = useTranslation();
  const at = STEPS.indexOf(setup.step);
  return (
    <nav className="setup-steps" aria-label={t('setup.steps')}>
      <ol>
        {STEPS.map((step, index) => (
          <li key={step} className={index === at ? 'on' : ''} aria-current={index === at ? 'step' : undefined}>
            <span className="step-number">{index < at ? <Icon name="check" small title="✓" /> : index + 1}</span>
            <span>{t(`setup.step.${step}`)}</span>
            <small>{noteOf(step, setup, (key) => t(key))}</small>
          </li>
        ))}
      </ol>
      {setup.kit !== undefined && <Restart setup={setup} />}
    </nav>
  );
}

function noteOf(step: Step, { fields }: Setup, t: (key: 'setup.hint.kit') => string): string {
  if (step === 'house') return fields.organisationName;
  if (step === 'access') return fields.founderName;
  return step === 'kit' ? t('setup.hint.kit') : '';
}

/** Discarding is final, so it is asked for; in place, because nothing else can be done meanwhile. */
function Restart({ setup }: { setup: Setup }) {
  const { t } = useTranslation();
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked)
    return (
      <button type="button" className="link t12 setup-restart" onClick={() => setIsAsked(true)}>
        {t('setup.restart')}
      </button>
    );
  return (
    <div className="setup-restart t12" role="group" aria-label={t('setup.restart')}>
      <p>{t('setup.restartAsk')}</p>
      <p className="m">{t('setup.restartHint')}</p>
      <p className="row">
        <button type="button" className="link" onClick={() => void setup.restart().then(() => setIsAsked(false))}>
          {t('setup.discard')}
        </button>
        <button type="button" className="link" autoFocus onClick={() => setIsAsked(false)}>
          {t('setup.keep')}
        </button>
      </p>
    </div>
  );
}
