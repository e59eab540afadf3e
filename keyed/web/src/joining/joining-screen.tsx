import type { SignedIn } from '@siegel/safe';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../parts/mark.tsx';
import { StateBlock } from '../parts/state-block.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import type { InvitationLink } from './invitation-link.ts';
import { JoinForm } from './join-form.tsx';
import { RestoringSteps } from './restoring-steps.tsx';
import { type Joining, useJoining } from './use-joining.ts';
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
  const joining = useJoining(onSignedIn);
  const { state } = joining;
  const restoration = typeof link === 'object' && link.kind === 'restoration' ? link : undefined;
  const hasBegun = link === undefined && (state?.state === 'restoring' || state?.state === 'restored');
  return (
    <Frame onLeave={onLeave}>
      {restoration !== undefined || hasBegun ? (
        <RestoringSteps link={restoration} onSignedIn={onSignedIn} onLeave={onLeave} />
      ) : (
        <JoiningSteps link={link} joining={joining} onLeave={onLeave} />
      )}
    </Frame>
  );
}

function JoiningSteps({
  link,
  joining,
  onLeave,
}: {
  link: InvitationLink | 'damaged' | undefined;
  joining: Joining;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const { state } = joining;
  if (state === undefined) return null;
  if (state.state === 'waiting' && (link === undefined || state.isSignedIn))
    return <WaitForAdmission joining={joining} account={state.account} onLeave={onLeave} />;
  if (typeof link === 'object') return <JoinForm link={link} joining={joining} />;
  return (
    <StateBlock icon="alert" title={t('joining.damaged')} tone="bad">
      {t('joining.damagedHint')}
    </StateBlock>
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
