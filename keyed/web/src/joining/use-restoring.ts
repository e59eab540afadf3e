import type { JoiningState, SignedIn } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useCallback, useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import type { InvitationLink } from './invitation-link.ts';

const LOOK_EVERY_MS = 2_000;
/** Codes that may be gone at the next look. */
const PASSING = new Set(['OFFLINE', 'RATE_LIMITED', 'SERVER_STOPPING', 'DISK_FULL']);

/** The way of somebody who has lost everything: code, waiting, new password. */
export function useRestoring(onSignedIn: (signedIn: SignedIn) => void) {
  const safe = useSafe();
  const [state, setState] = useState<JoiningState>();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(async () => {
    const loaded = await safe.joiningState();
    if (loaded.ok) setState(loaded.value);
  }, [safe]);
  useEffect(() => void load(), [load]);

  const isWaiting = state?.state === 'restoring';
  useEffect(() => {
    if (!isWaiting) return;
    let isLeft = false;
    async function look(): Promise<void> {
      const looked = await safe.lookForRestoring();
      if (isLeft) return;
      if (looked.ok && looked.value.isAnswered) return load();
      if (!looked.ok && !PASSING.has(looked.error.code)) return setFailure(looked.error);
      setTimeout(() => void (isLeft || look()), LOOK_EVERY_MS);
    }
    void look();
    return () => {
      isLeft = true;
    };
  }, [isWaiting, safe, load]);

  async function run<T>(act: () => Promise<Result<T>>): Promise<T | undefined> {
    if (isBusy) return undefined;
    setIsBusy(true);
    setFailure(undefined);
    const done = await act();
    setIsBusy(false);
    if (!done.ok) setFailure(done.error);
    return done.ok ? done.value : undefined;
  }
  return {
    state,
    isBusy,
    failure,
    begin: async ({ tenantId, userId, token }: InvitationLink, code: string) => {
      await run(() => safe.beRestored({ tenantId, userId, token, code }));
      await load();
    },
    finish: async (password: string) => {
      const signedIn = await run(() => safe.finishRestoring(password));
      if (signedIn !== undefined) onSignedIn(signedIn);
    },
    drop: () => safe.dropJoining(),
  };
}

/** What the steps of a restoration work on. */
export type Restoring = ReturnType<typeof useRestoring>;
