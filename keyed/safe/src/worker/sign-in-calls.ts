import { bytesOfRecoveryCode, makeDeviceKeys, userKeyFileOfText } from '@siegel/seal';
import { fail, ok, type Result } from '@siegel/wire';
import type { SignedIn, SignInApi, SignInWish, SlotKey } from '../channel/sign-in-api.ts';
import { changePassword } from '../safe/change-password.ts';
import { chooseForgottenPassword } from '../safe/forgotten-password.ts';
import { type DeviceFreeSlot, enterDevice, type SignInPlace, unlockDevice } from '../safe/enter-device.ts';
import { bytesOfBase64url } from '../server/base64url.ts';
import { isTooShort } from './founding-calls.ts';
import { nameOwnDevice } from './name-own-device.ts';
import type { SafeSession } from './safe-session.ts';
import { enterOrHelp } from './enter-or-help.ts';

const PRF_BYTES = 32;

/** Signing in and out. */
export function signInCalls(session: SafeSession): SignInApi {
  const { board, given } = session;
  return {
    async signIn(wish) {
      session.begin();
      await session.keeper.passwordTurn.over();
      const device = await given.devices.read(wish.account);
      if (device === undefined) return session.refuse(fail('DEVICE_NOT_APPROVED'));
      const unlocked = await unlockDevice(await signInPlace(session, wish), device);
      if (unlocked.ok) return enterOrHelp(session, wish.account, { given: unlocked.value, password: wish.password });
      return unlocked.error.code === 'OFFLINE' ? signInOffline(session, wish) : session.refuse(unlocked);
    },
    async signInWithSlot(wish, key) {
      session.begin();
      await session.keeper.passwordTurn.over();
      const known = await given.devices.read(wish.account);
      if (known !== undefined) {
        const unlocked = await unlockDevice(await signInPlace(session, wish), known);
        if (unlocked.ok) return session.enter(wish.account, unlocked.value, wish.password);
      }
      const slot = slotOfKey(key);
      if (!slot.ok) return session.refuse(slot);
      const device = await makeDeviceKeys();
      const entered = await enterDevice(await signInPlace(session, wish), slot.value, device);
      if (!entered.ok) return session.refuse(entered);
      await given.devices.write(wish.account, device);
      const signedIn = await session.enter(wish.account, entered.value, wish.password);
      if (signedIn.ok) void nameOwnDevice(session);
      return signedIn;
    },
    async forgotPassword(wish, key) {
      if (isTooShort(wish.password)) return fail('PASSWORD_TOO_WEAK');
      const slot = slotOfKey(key);
      if (!slot.ok) return slot;
      session.begin();
      const known = await given.devices.read(wish.account);
      const chosen = await chooseForgottenPassword(await signInPlace(session, wish), slot.value, known);
      if (!chosen.ok) return session.refuse(chosen);
      await given.devices.write(wish.account, chosen.value.device);
      const signedIn = await session.enter(wish.account, chosen.value.given, wish.password);
      if (signedIn.ok) void settleNewPassword(session, wish);
      return signedIn;
    },
    async signOut() {
      const forgotten = session.work?.keepDesk(null);
      // All of it is asked for at once: who signs in while this is still under way is not the one who leaves (DV14).
      await Promise.all([forgotten, session.close('signed-out', null), session.keeper.signedOut()]);
    },
    async lock() {
      await Promise.all([session.close('locked', null), session.keeper.locked()]);
    },
    watchStatus: (listener) => board.watch(listener),
  };
}

/** The own other devices open with the new password, too (WH4). What cannot be done now is no loss: they come in by the same way as
 *  this one. */
async function settleNewPassword(session: SafeSession, { account, password }: SignInWish): Promise<void> {
  await session.whole;
  const { safe } = session.unlocked ?? {};
  if (safe !== undefined)
    await session.keeper.passwordTurn.change(changePassword(safe, { account, before: password, after: password }));
  await nameOwnDevice(session);
}

async function signInOffline(session: SafeSession, { account, password }: SignInWish): Promise<Result<SignedIn>> {
  const opened = await session.keeper.openOffline(account, password);
  return opened.ok ? session.enter(account, opened.value, undefined) : session.refuse(opened);
}

/** Where somebody signs in from this browser. */
export async function signInPlace(session: SafeSession, { account, password }: SignInWish): Promise<SignInPlace> {
  const { origin, fetch, now, pagesOf } = session.given;
  const place = { origin, fetch, account, password, pages: await pagesOf(account), now, factorAsker: session.factors };
  return { ...place, sessionId: session.sessionBefore(account) };
}

function slotOfKey(key: SlotKey): Result<DeviceFreeSlot> {
  if ('recoveryCode' in key) {
    const code = bytesOfRecoveryCode(key.recoveryCode);
    return code.ok ? ok({ recoveryCode: code.value }) : code;
  }
  if ('userKeyFile' in key) {
    const file = userKeyFileOfText(key.userKeyFile);
    return file.ok ? ok({ userKeyFileSecret: file.value.secret }) : file;
  }
  const secret = bytesOfBase64url(key.passkey);
  return secret?.length === PRF_BYTES ? ok({ passkeySecret: secret }) : fail('PASSKEY_MISSING');
}
