import { MantineProvider } from '@mantine/core';
import type { SafeApi, SafeStatus, SignedIn } from '@siegel/safe';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { createDrafts } from './akte/drafts.ts';
import { cssVariables, theme } from './design/theme.ts';
import { LockScreen } from './lock/lock-screen.tsx';
import { usePlace } from './place/use-place.ts';
import { RefusalScreen } from './refusal/refusal-screen.tsx';
import { SafeContext } from './safe/safe-context.ts';
import { useStatus } from './safe/use-status.ts';
import { useFirstRun } from './setup/use-first-run.ts';
import { askForDemo, type DemoNotice } from './shell/demo-notice.ts';
import { Shell } from './shell/shell.tsx';
import { type DemoAccess, takeDemoAccess } from './sign-in/demo-access.ts';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';

/** Needed once in the life of an organisation: fetched only then. */
const SetupScreen = lazy(async () => ({ default: (await import('./setup/setup-screen.tsx')).SetupScreen }));

const RecoveryScreen = lazy(async () => ({
  default: (await import('./recovery/recovery-screen.tsx')).RecoveryScreen,
}));

/** What the page hands to the app. */
export interface AppProps {
  readonly safe: SafeApi;
  readonly access: DemoAccess | undefined;
  /** From a set-up link, for the first run. */
  readonly setupCode: string | undefined;
  readonly styleNonce: string | undefined;
  /** Called after the first screen is in the page. */
  readonly onShown: () => void;
}

/** The whole workspace. */
export function App({ safe, access, setupCode, styleNonce, onShown }: AppProps) {
  useEffect(onShown, [onShown]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      {...(styleNonce === undefined ? {} : { getStyleNonce: () => styleNonce })}
    >
      <SafeContext value={safe}>
        <Screens safe={safe} access={access} setupCode={setupCode} />
      </SafeContext>
    </MantineProvider>
  );
}

/** One screen at a time, chosen by what the safe says. The place in the address bar is kept through lock and sign-in. */
function Screens({ safe, access: firstAccess, setupCode }: Pick<AppProps, 'safe' | 'access' | 'setupCode'>) {
  const status = useStatus(safe);
  const { place, go } = usePlace();
  const [session, setSession] = useState<SignedIn>();
  const lock = useLocked(status.phase);
  const [drafts] = useState(createDrafts);
  const demo = useDemo();
  const access = useDemoAccess(firstAccess);

  const onSignedIn = useCallback(
    (signedIn: SignedIn) => {
      setSession(signedIn);
      lock.end();
      if (window.location.pathname === '/anmelden') go({ page: 'home' }, true);
    },
    [go, lock.end],
  );
  /** After the first run and after a recovery the day begins at home. */
  const onEntered = (signedIn: SignedIn) => {
    firstRun.end();
    onSignedIn(signedIn);
    go({ page: 'home' }, true);
  };
  const onSignOut = useCallback(() => {
    drafts.clear();
    setSession(undefined);
    lock.end();
    go({ page: 'sign-in' }, true);
    void safe.signOut();
  }, [drafts, go, safe, lock.end]);
  const onLock = useCallback(() => void safe.lock(), [safe]);
  const isDemo = demo !== undefined;
  const firstRun = useFirstRun(safe);

  if (status.phase === 'refused') return <RefusalScreen status={status} isDemo={isDemo} onSignOut={onSignOut} />;
  if (session !== undefined && lock.isLocked) {
    const hasDrafts = drafts.list().length > 0;
    return <LockScreen {...{ status, session, hasDrafts, isDemo, onSignedIn, onSignOut }} />;
  }
  if (session === undefined && firstRun.founding !== undefined) {
    return (
      <Suspense>
        <SetupScreen founding={firstRun.founding} code={setupCode} status={status} onSignedIn={onEntered} />
      </Suspense>
    );
  }
  if (session === undefined || status.phase === 'signed-out' || status.phase === 'signing-in') {
    if (place.page === 'recovery')
      return (
        <Suspense>
          <RecoveryScreen status={status} onSignedIn={onEntered} onLeave={() => go({ page: 'sign-in' }, true)} />
        </Suspense>
      );
    const onRecover = () => go({ page: 'recovery' });
    return <SignInScreen {...{ status, demo, access, onSignedIn, onRecover }} />;
  }
  return <Shell {...{ status, session, place, go, drafts, isDemo, onLock, onSignOut }} />;
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
    void askForDemo(window.fetch.bind(window), window.location.origin).then(setDemo);
  }, []);
  return demo;
}

/** A demo link followed while the page is open changes only the fragment: it is taken at once, like the first one. */
function useDemoAccess(first: DemoAccess | undefined): DemoAccess | undefined {
  const [access, setAccess] = useState(first);
  useEffect(() => {
    const onHash = () => setAccess((known) => takeDemoAccess(window.location, window.history) ?? known);
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  return access;
}
