import type { LeftText, SignedIn, SignInWish } from '@siegel/safe';
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

/** What was found on this device of somebody whose access has ended. */
export interface FoundTexts {
  readonly wish: SignInWish;
  readonly texts: readonly LeftText[];
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
  const [left, setLeft] = useState<FoundTexts>();

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
    // An access that has ended and a wrong password get the same answer: what lies here opens with the right one only.
    if (signedIn.error.code !== 'LOGIN_FAILED') return;
    const found = await safe.readLeftBehind(wish);
    if (found.ok && found.value.length > 0) setLeft({ wish, texts: found.value });
  }
  return { signIn, isBusy, failure, left, closeLeft: () => setLeft(undefined) };
}
