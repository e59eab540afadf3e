import { later } from './shell/later.ts';
import type { KnownUser, SafeStatus, SignedIn } from '@siegel/safe';
import { Suspense } from 'react';
import type { useInvitation } from './joining/use-invitation.ts';
import type { Place } from './place/place.ts';
import type { useFirstRun } from './setup/use-first-run.ts';
import type { DemoNotice } from './shell/demo-notice.ts';
import type { DemoAccess } from './sign-in/demo-access.ts';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';

/** Needed once in the life of an organisation, of a person, or of a lost device: fetched only then. */
const SetupScreen = later(async () => (await import('./setup/setup-screen.tsx')).SetupScreen);
const JoiningScreen = later(async () => (await import('./joining/joining-screen.tsx')).JoiningScreen);
const ForgottenScreen = later(async () => (await import('./recovery/forgotten-screen.tsx')).ForgottenScreen);
const RecoveryScreen = later(async () => (await import('./recovery/recovery-screen.tsx')).RecoveryScreen);

/** The ways in, and what leads through them. */
export interface OutsideProps {
  readonly status: SafeStatus;
  readonly place: Place;
  readonly go: (place: Place, replace?: boolean) => void;
  readonly demo: DemoNotice | undefined;
  readonly access: DemoAccess | undefined;
  readonly users: readonly KnownUser[];
  readonly firstRun: ReturnType<typeof useFirstRun>;
  readonly invitation: ReturnType<typeof useInvitation>;
  readonly setupCode: string | undefined;
  /** Who has said on the locked page that the password is forgotten; empty for nobody. */
  readonly forgetter: string;
  readonly onSignedIn: (signedIn: SignedIn) => void;
  /** Signed in on a way that begins the day at home. */
  readonly onEntered: (signedIn: SignedIn) => void;
}

/** Nobody is signed in: first run, an invitation, recovery, or the sign-in. */
export function Outside(props: OutsideProps) {
  return (
    <Suspense>
      <WayIn {...props} />
    </Suspense>
  );
}

function WayIn({ firstRun, invitation, setupCode, onEntered, ...props }: OutsideProps) {
  const { status, place, go, demo, access, users, onSignedIn } = props;
  const toSignIn = () => go({ page: 'sign-in' }, true);
  if (firstRun.founding !== undefined)
    return <SetupScreen founding={firstRun.founding} code={setupCode} status={status} onSignedIn={onEntered} />;
  if (invitation.isJoining) {
    const onLeave = () => {
      invitation.end();
      toSignIn();
    };
    return <JoiningScreen link={invitation.link} onSignedIn={onEntered} onLeave={onLeave} />;
  }
  if (place.page === 'recovery') return <RecoveryScreen status={status} onSignedIn={onEntered} onLeave={toSignIn} />;
  const onRecover = () => go({ page: 'recovery' });
  if (place.page === 'forgotten')
    return (
      <ForgottenScreen account={props.forgetter} onSignedIn={onEntered} onRecover={onRecover} onLeave={toSignIn} />
    );
  const onForgotten = () => go({ page: 'forgotten' });
  return <SignInScreen {...{ status, demo, access, users, onSignedIn, onRecover, onForgotten }} />;
}
