import { later } from './shell/later.ts';
import { MantineProvider } from '@mantine/core';
import type { SafeApi, SafeStatus, SignedIn } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { Suspense, useCallback, useEffect, useState } from 'react';
import { cssVariables, theme } from './design/theme.ts';
import type { ReleaseBoard } from './device/release-board.ts';
import { ReleaseContext } from './device/release-context.ts';
import { Enrolment } from './factors/enrolment.tsx';
import { FactorStep } from './factors/factor-step.tsx';
import type { InvitationLink } from './joining/invitation-link.ts';
import { useInvitation } from './joining/use-invitation.ts';
import { LockScreen } from './lock/lock-screen.tsx';
import { Outside } from './outside.tsx';
import { Skeleton } from './parts/skeleton.tsx';
import { type Place, placeOfPath } from './place/place.ts';
import { usePlace } from './place/use-place.ts';
import { RefusalScreen } from './refusal/refusal-screen.tsx';
import { SafeContext } from './safe/safe-context.ts';
import { useStatus } from './safe/use-status.ts';
import { takeSetupCode } from './setup/setup-code.ts';
import { useFirstRun } from './setup/use-first-run.ts';
import { askForDemo, type DemoNotice } from './shell/demo-notice.ts';
import { Shell } from './shell/shell.tsx';
import type { ShellProps } from './shell/shell-props.ts';
import { usePresence } from './presence/use-presence.ts';
import { type DemoAccess, takeDemoAccess } from './sign-in/demo-access.ts';

/** Nobody who works here needs it. */
const SupportDesk = later(async () => (await import('./support/support-desk.tsx')).SupportDesk);

/** Origin of the server this client was built for; empty: the one that serves it. */
declare const __CLIENT_SERVER__: string;

/** What the page hands to the app. */
export interface AppProps {
  readonly safe: SafeApi;
  readonly access: DemoAccess | undefined;
  /** From a set-up link, for the first run. */
  readonly setupCode: string | undefined;
  /** From a link of an invitation. */
  readonly invitation: InvitationLink | 'damaged' | undefined;
  readonly styleNonce: string | undefined;
  readonly release: ReleaseBoard;
  /** Called after the first screen is in the page. */
  readonly onShown: () => void;
}

/** The whole workspace. */
export function App({ safe, access, setupCode, invitation, styleNonce, release, onShown }: AppProps) {
  useEffect(onShown, [onShown]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      {...(styleNonce === undefined ? {} : { getStyleNonce: () => styleNonce })}
    >
      <ReleaseContext value={release}>
        <SafeContext value={safe}>
          <Screens {...{ safe, access, setupCode, invitation }} />
          <FactorStep />
          <Enrolment />
        </SafeContext>
      </ReleaseContext>
    </MantineProvider>
  );
}

/** One screen at a time, chosen by what the safe says. The place in the address bar is kept through lock and sign-in. */
function Screens({
  safe,
  access: firstAccess,
  setupCode: firstCode,
  invitation: firstInvitation,
}: Pick<AppProps, 'safe' | 'access' | 'setupCode' | 'invitation'>) {
  const status = useStatus(safe);
  const { place, go } = usePlace();
  const lock = useLocked(status.phase);
  const demo = useDemo();
  const access = useOfLink(firstAccess, takeDemoAccess);
  const setupCode = useOfLink(firstCode, takeSetupCode);
  const invitation = useInvitation(safe, firstInvitation);
  const presence = usePresence(safe, access !== undefined);
  const { session, who, users, drafts } = presence;

  const firstRun = useFirstRun(safe);
  const { end: endFirstRun } = firstRun;
  const { end: endInvitation } = invitation;

  const onSignedIn = useCallback(
    (signedIn: SignedIn) => {
      const path = presence.enter(signedIn);
      lock.end();
      if (path !== undefined) go(placeOfPath(path), true);
    },
    [presence.enter, go, lock.end],
  );
  /** After the first run, a recovery and an admission the day begins at home. */
  const onEntered = useCallback(
    (signedIn: SignedIn) => {
      endFirstRun();
      endInvitation();
      onSignedIn(signedIn);
      go({ page: 'home' }, true);
    },
    [endFirstRun, endInvitation, onSignedIn, go],
  );
  const onSignOut = useCallback(() => {
    presence.leave();
    lock.end();
    go({ page: 'sign-in' }, true);
    void safe.signOut();
  }, [presence.leave, go, safe, lock.end]);
  const { forgetter, onForgotten } = useForgotten(who?.account, { onSignOut, go });
  const onLock = useCallback(() => void safe.lock(), [safe]);
  const isDemo = demo !== undefined;

  if (status.phase === 'refused') return <RefusalScreen status={status} isDemo={isDemo} onSignOut={onSignOut} />;
  if (presence.isResuming) return <Resuming status={status} />;
  // Somebody else's link at a shared device does not wait for whoever worked here.
  const isLinkFollowed = session === undefined && invitation.link !== undefined;
  if (who !== undefined && !isLinkFollowed && (lock.isLocked || session === undefined)) {
    const { hasDrafts, isForgotten } = presence;
    const shown = { status, user: who, users, hasDrafts, isForgotten, isDemo };
    const ways = { onSwitch: presence.showUser, onOther: presence.showForm, onNewDevice: onSignOut };
    return <LockScreen {...shown} {...ways} {...{ onSignedIn, onSignOut, onForgotten }} />;
  }
  if (session === undefined || status.phase === 'signed-out' || status.phase === 'signing-in') {
    const ways = { firstRun, invitation, setupCode };
    return <Outside {...{ status, place, go, demo, access, users, forgetter, onSignedIn, onEntered }} {...ways} />;
  }
  return <Inside {...{ status, session, place, go, drafts, demo, onLock, onSignOut }} />;
}

/** Whoever works here, or somebody of support, for whom there is another page. */
function Inside(props: ShellProps) {
  const { session, onSignOut } = props;
  if (session.isSupport !== true) return <Shell {...props} />;
  return (
    <Suspense>
      <SupportDesk onSignOut={onSignOut} />
    </Suspense>
  );
}

/** Whoever has forgotten the password on the locked page goes on where it can be replaced, known by name. */
function useForgotten(
  account: string | undefined,
  { onSignOut, go }: { readonly onSignOut: () => void; readonly go: (place: Place, replace?: boolean) => void },
) {
  const [forgetter, setForgetter] = useState('');
  const onForgotten = useCallback(() => {
    setForgetter(account ?? '');
    onSignOut();
    go({ page: 'forgotten' }, true);
  }, [account, onSignOut, go]);
  return { forgetter, onForgotten };
}

/** After a reload, until the safe has opened again: neither a form nor a name. */
function Resuming({ status }: { status: SafeStatus }) {
  const { t } = useTranslation();
  return (
    <main className="resuming">
      <Skeleton label={t('signIn.opening')} lines={4} />
      {status.phase === 'syncing' && (
        <p className="m t12">{t('status.syncing', { percent: Math.floor(status.progress * 100) })}</p>
      )}
    </main>
  );
}

/** Locked from the word of the safe until somebody is signed in again: what the safe passes through while it opens (or does
 *  not open, for a wrong password) shows neither another form nor an Akte. */
function useLocked(phase: SafeStatus['phase']): { readonly isLocked: boolean; readonly end: () => void } {
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (phase === 'locked') setIsHeld(true);
  }, [phase]);
  const end = useCallback(() => setIsHeld(false), []);
  return { isLocked: isHeld || phase === 'locked', end };
}

function useDemo(): DemoNotice | undefined {
  const [demo, setDemo] = useState<DemoNotice>();
  useEffect(() => {
    void askForDemo(window.fetch.bind(window), __CLIENT_SERVER__ || window.location.origin).then(setDemo);
  }, []);
  return demo;
}

/** A link followed while the page is open changes only the fragment: what it carries is taken at once, like that of the first one. */
function useOfLink<T>(
  first: T | undefined,
  take: (location: Location, history: History) => T | undefined,
): T | undefined {
  const [found, setFound] = useState(first);
  useEffect(() => {
    const onHash = () => {
      const taken = take(window.location, window.history);
      if (taken !== undefined) setFound(taken);
    };
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, [take]);
  return found;
}
