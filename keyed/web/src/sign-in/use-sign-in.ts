import type { SignedIn } from '@siegel/safe';
import type { Failure, Result } from '@siegel/wire';
import { useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';

/** What stands in the form. `recoveryCode` is undefined while the device is taken for a known one. */
export interface SignInFields {
  readonly account: string;
  readonly password: string;
  readonly recoveryCode: string | undefined;
}

/** Which field is missing; undefined when nothing is. */
export function missingField(fields: SignInFields): keyof SignInFields | undefined {
  if (fields.account.trim() === '') return 'account';
  if (fields.password === '') return 'password';
  return fields.recoveryCode?.trim() === '' ? 'recoveryCode' : undefined;
}

/** True for what a browser answers that has no device of this account (the safe keeps none), or one without a slot. */
export function isNewDevice({ code }: { readonly code: string }): boolean {
  return code === 'DEVICE_NOT_APPROVED' || code === 'SLOT_UNKNOWN';
}

/** Signs in and keeps what went wrong. On a device that is new here `onNewDevice` asks for the code. */
export function useSignIn(onSignedIn: (signedIn: SignedIn) => void, onNewDevice: () => void) {
  const safe = useSafe();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  async function signIn({ account, password, recoveryCode }: SignInFields): Promise<void> {
    setIsBusy(true);
    setFailure(undefined);
    const wish = { account: account.trim(), password };
    const signedIn: Result<SignedIn> = await (recoveryCode === undefined
      ? safe.signIn(wish)
      : safe.signInWithRecoveryCode({ ...wish, recoveryCode: recoveryCode.trim() }));
    setIsBusy(false);
    if (signedIn.ok) return onSignedIn(signedIn.value);
    if (recoveryCode === undefined && isNewDevice(signedIn.error)) onNewDevice();
    setFailure(signedIn.error);
  }

  return { signIn, isBusy, failure };
}
