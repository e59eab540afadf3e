import type { SignedIn } from '@siegel/safe';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../parts/mark.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import type { InvitationLink } from './invitation-link.ts';
import { JoinForm } from './join-form.tsx';
import { RestoringSteps } from './restoring-steps.tsx';
import { useJoining } from './use-joining.ts';
import { WaitForAdmission } from './wait-for-admission.tsx';

/** Somebody invited follows the link: code, own password, and then waits to be admitted (IV10 to IV15). */
export function JoiningScreen({
  link,
  onSignedIn,
  onLeave,
}: {
  link: InvitationLink | 'damaged' | undefined;
  onSignedIn: (signedIn: SignedIn) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const joining = useJoining(onSignedIn);
  const { state } = joining;
  const isRestoring = state?.state === 'restoring' || state?.state === 'restored';
  const isOfRestoration = typeof link === 'object' && link.kind === 'restoration';
  if (isOfRestoration || (isRestoring && link === undefined))
    return (
      <Frame onLeave={onLeave}>
        <RestoringSteps link={isOfRestoration ? link : undefined} onSignedIn={onSignedIn} onLeave={onLeave} />
      </Frame>
    );
  const isWaiting = state?.state === 'waiting' && (link === undefined || state.isSignedIn);
  return (
    <Frame onLeave={onLeave}>
      {isWaiting && <WaitForAdmission joining={joining} account={state.account} onLeave={onLeave} />}
      {state !== undefined && !isWaiting && typeof link === 'object' && <JoinForm link={link} joining={joining} />}
      {state !== undefined && !isWaiting && typeof link !== 'object' && (
        <StateBlock icon="alert" title={t('joining.damaged')} tone="bad">
          {t('joining.damagedHint')}
        </StateBlock>
      )}
    </Frame>
  );
}

function Frame({ onLeave, children }: { onLeave: () => void; children: ReactNode }) {
  const { t } = useTranslation();
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
      <main className="recovery-main">{children}</main>
    </div>
  );
}
