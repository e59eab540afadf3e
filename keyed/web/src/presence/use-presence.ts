import type { KnownUser, SafeApi, SignedIn } from '@siegel/safe';
import { useCallback, useEffect, useRef, useState } from 'react';
import { createDrafts, type Draft } from '../akte/drafts.ts';
import { newestFirstOut } from '../akte/newest-first-out.ts';
import { keepStorage, nameOfTab } from '../safe/browser-memory.ts';

/** Who is in this tab, and what waits for them: taken up at the start, kept while they work, out of the page while locked.
 *  @param hasAccess a demo link brings somebody of its own: what this tab had open stays closed. */
export function usePresence(safe: SafeApi, hasAccess: boolean) {
  const [session, setSession] = useState<SignedIn>();
  const [who, setWho] = useState<KnownUser>();
  const [users, setUsers] = useState<readonly KnownUser[]>([]);
  const [hasDrafts, setHasDrafts] = useState(false);
  const [isForgotten, setIsForgotten] = useState(false);
  const [drafts] = useState(() => createDrafts(persistBy(safe)));
  const account = useRef<string>(undefined);

  /** Takes somebody in. @returns the path they were at, when it is not the one on screen. */
  const enter = useCallback(
    (signedIn: SignedIn): string | undefined => {
      const isOther = account.current !== undefined && account.current !== signedIn.account;
      account.current = signedIn.account;
      drafts.restore(signedIn.work.drafts.map(([of, draft]) => [of, { ...draft, kuerzel: draft.kuerzel }]));
      setSession(signedIn);
      setWho(signedIn);
      setIsForgotten(false);
      keepStorage();
      void safe.knownUsers().then(setUsers);
      // The place on screen belongs to whoever was here before: nobody is shown what another one had opened.
      if (isOther) return signedIn.work.desk?.path ?? '/';
      return window.location.pathname === '/anmelden' ? (signedIn.work.desk?.path ?? '/') : undefined;
    },
    [drafts, safe],
  );
  const isResuming = useResume(safe, hasAccess, { enter, setWho, setUsers, account });
  useEffect(
    () =>
      safe.watchStatus(({ phase, restarted }) => {
        if (phase !== 'locked') return;
        setHasDrafts(drafts.list().length > 0);
        drafts.clear();
        setSession(undefined);
        // A browser that knows nobody any more has lost what was sealed in it, drafts too (OF22).
        if (restarted === true)
          void safe
            .knownUsers()
            .then((known) => setIsForgotten(known.every((user) => user.account !== account.current)));
      }),
    [safe, drafts],
  );
  const leave = useCallback(() => {
    drafts.clear();
    account.current = undefined;
    setSession(undefined);
    setWho(undefined);
  }, [drafts]);
  /** The form for somebody else; whose place is on screen stays known. */
  const showForm = useCallback(() => setWho(undefined), []);
  const showUser = useCallback((user: KnownUser) => {
    setHasDrafts(false);
    setWho(user);
  }, []);
  return { session, who, users, drafts, hasDrafts, isForgotten, isResuming, enter, leave, showForm, showUser };
}

interface Resuming {
  readonly enter: (signedIn: SignedIn) => unknown;
  readonly setWho: (user: KnownUser) => void;
  readonly setUsers: (users: readonly KnownUser[]) => void;
  readonly account: { current: string | undefined };
}

/** Opens again what a reload has closed. A tab that is new shows its form at once. */
function useResume(safe: SafeApi, hasAccess: boolean, { enter, setWho, setUsers, account }: Resuming): boolean {
  const [name] = useState(() => nameOfTab(window.sessionStorage, hasAccess));
  const [isResuming, setIsResuming] = useState(!name.isFresh);
  useEffect(() => {
    void safe.knownUsers().then(setUsers);
    void safe
      .resume(name.tab)
      .then((resumed) => {
        if (resumed.state === 'open') enter(resumed.signedIn);
        if (resumed.state !== 'locked') return;
        account.current = resumed.user.account;
        setWho(resumed.user);
      })
      .finally(() => setIsResuming(false));
  }, [safe, name, enter, setWho, setUsers, account]);
  return isResuming;
}

/** Every change of a draft goes to the safe at once. */
function persistBy(safe: SafeApi): (of: string, draft: Draft | undefined) => void {
  const handOn = newestFirstOut<Draft | undefined>((of, draft) => safe.keepDraft(of, draft ?? null));
  return handOn;
}
