import type { JoiningState, SignedIn } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useCallback, useContext, useEffect, useState } from 'react';
import { TypedPasswordContext } from '../password/password-duty.ts';
import { useSafe } from '../safe/safe-context.ts';
import type { InvitationLink } from './invitation-link.ts';

const LOOK_EVERY_MS = 2_000;
/** Codes that may be gone at the next look. */
const PASSING = new Set(['OFFLINE', 'RATE_LIMITED', 'SERVER_STOPPING', 'DISK_FULL']);

/** The way of somebody invited: from link and code over the waiting to the open workspace. */
export function useJoining(onSignedIn: (signedIn: SignedIn) => void) {
  const safe = useSafe();
  const typedPassword = useContext(TypedPasswordContext);
  const [state, setState] = useState<JoiningState>();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const loaded = await safe.joiningState();
    if (loaded.ok) setState(loaded.value);
  }, [safe]);
  useEffect(() => void load(), [load]);

  const isWaiting = state?.state === 'waiting' && state.isSignedIn;
  useEffect(() => {
    if (!isWaiting) return;
    let isLeft = false;
    async function look(): Promise<void> {
      const finished = await safe.finishJoining();
      if (isLeft) return;
      if (finished.ok && finished.value.signedIn !== null) return onSignedIn(finished.value.signedIn);
      if (!finished.ok && !PASSING.has(finished.error.code)) return setFailure(finished.error);
      setTimeout(() => void (isLeft || look()), LOOK_EVERY_MS);
    }
    void look();
    return () => {
      isLeft = true;
    };
  }, [isWaiting, safe, onSignedIn]);

  async function run(act: () => ReturnType<typeof safe.resumeJoining>): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    const done = await act();
    setIsBusy(false);
    if (!done.ok) setFailure(done.error);
    await load();
  }
  return {
    state,
    isBusy,
    failure,
    join: (
      link: InvitationLink,
      typed: { readonly code: string; readonly account: string; readonly password: string },
    ) => {
      typedPassword.put(typed.password);
      return run(() => safe.join({ ...link, ...typed }));
    },
    resume: (password: string) => {
      typedPassword.put(password);
      return run(() => safe.resumeJoining(password));
    },
    drop: () => run(() => safe.dropJoining()),
  };
}

/** What the screens of joining work on. */
export type Joining = ReturnType<typeof useJoining>;
