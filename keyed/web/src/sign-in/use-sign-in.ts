import type { SignedIn, SignInWish } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** What stands in the form. `recoveryCode` comes with a demo link only; elsewhere the new browser asks for it. */
export interface SignInFields {
  readonly account: string;
  readonly password: string;
  readonly recoveryCode: string | undefined;
}

/** Which field is missing; undefined when nothing is. */
export function missingField(fields: SignInFields): 'account' | 'password' | undefined {
  if (fields.account.trim() === '') return 'account';
  return fields.password === '' ? 'password' : undefined;
}

/** True for what a browser answers that has no device of this account (the safe keeps none), or one without a slot. */
function isNewDevice({ code }: { readonly code: string }): boolean {
  return code === 'DEVICE_NOT_APPROVED' || code === 'SLOT_UNKNOWN';
}

/** Signs in and keeps what went wrong. On a device that is new here `onNewDevice` shows the ways on. */
export function useSignIn(onSignedIn: (signedIn: SignedIn) => void, onNewDevice: (wish: SignInWish) => void) {
  const safe = useSafe();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [waiting, setWaiting] = useState<SignInFields>();

  async function signIn({ account, password, recoveryCode }: SignInFields): Promise<void> {
    setIsBusy(true);
    setFailure(undefined);
    const wish = { account: account.trim(), password };
    const signedIn: Result<SignedIn> = await (recoveryCode === undefined
      ? safe.signIn(wish)
      : safe.signInWithSlot(wish, { recoveryCode: recoveryCode.trim() }));
    setIsBusy(false);
    if (signedIn.ok) return onSignedIn(signedIn.value);
    if (signedIn.error.code === 'FACTOR_MISSING') return setWaiting({ account, password, recoveryCode: undefined });
    if (recoveryCode === undefined && isNewDevice(signedIn.error)) return onNewDevice(wish);
    setFailure(signedIn.error);
  }

  /** Somebody the rule lets in no further before there is a second factor (ZF2): set up, they go on. */
  const enrolment = waiting && {
    onDone() {
      setWaiting(undefined);
      void signIn(waiting);
    },
    onClose() {
      setWaiting(undefined);
      setFailure({ code: 'FACTOR_MISSING' });
    },
  };
  return { signIn, isBusy, failure, enrolment };
}
