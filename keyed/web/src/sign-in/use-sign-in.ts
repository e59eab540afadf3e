import type { SignedIn, SignInWish } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useContext, useState } from 'react';
import { TypedPasswordContext } from '../password/password-duty.ts';
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
  const typed = useContext(TypedPasswordContext);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  async function signIn({ account, password, recoveryCode }: SignInFields): Promise<void> {
    setIsBusy(true);
    setFailure(undefined);
    const wish = { account: account.trim(), password };
    const signedIn: Result<SignedIn> = await (recoveryCode === undefined
      ? safe.signIn(wish)
      : safe.signInWithSlot(wish, { recoveryCode: recoveryCode.trim() }));
    setIsBusy(false);
    if (signedIn.ok) {
      typed.put(password);
      return onSignedIn(signedIn.value);
    }
    if (recoveryCode === undefined && isNewDevice(signedIn.error)) return onNewDevice(wish);
    setFailure(signedIn.error);
  }

  return { signIn, isBusy, failure };
}
