import { makeRecoveryCode, platformRandom, userKeyFileToText } from '@siegel/seal';
import { fail, ok, type Result } from '@siegel/wire';
import type { AccessApi } from '../channel/access-api.ts';
import { confirmPassword, endSession, ownSlots, removeSlot } from '../safe/own-access.ts';
import { nameDevice } from '../safe/name-device.ts';
import { isOfflineSlotAllowed, setOfflineSlotAllowed } from '../safe/offline-rule.ts';
import { removeDevice } from '../safe/remove-device.ts';
import { changePassword } from '../safe/change-password.ts';
import { Safe } from '../safe/safe.ts';
import { storePasskeySlot, storeRecoverySlot, storeUserKeyFile } from '../safe/slots.ts';
import { bytesOfBase64url } from '../server/base64url.ts';
import { accessView } from './access-view.ts';
import { isTooShort } from './founding-calls.ts';
import type { SafeSession } from './safe-session.ts';

const PRF_BYTES = 32;

/** The own ways to the user key, devices and sessions. */
export function accessCalls(session: SafeSession): AccessApi {
  const open = () => session.unlocked?.safe;
  async function withSafe<T>(use: (safe: Safe) => Promise<Result<T>>): Promise<Result<T>> {
    const safe = open();
    return safe === undefined ? fail('SESSION_MISSING') : use(safe);
  }
  return {
    accessView: async () =>
      session.unlocked === undefined
        ? fail('SESSION_MISSING')
        : accessView(session.unlocked.safe, session.unlocked.names),
    confirmPassword: (password) =>
      withSafe(({ given: { address } }) => confirmPassword(address, session.unlocked?.account ?? '', password)),
    renewRecoveryCode: () => withSafe(renewRecoveryCode),
    addUserKeyFile: () =>
      withSafe(async ({ given }) => {
        const file = await storeUserKeyFile(given);
        return file.ok ? ok({ name: 'siegel-schluessel.json', text: userKeyFileToText(file.value) }) : file;
      }),
    addPasskey: (secret) =>
      withSafe(async ({ given }) => {
        const bytes = bytesOfBase64url(secret);
        return bytes?.length === PRF_BYTES ? storePasskeySlot(given, bytes) : fail('PASSKEY_MISSING');
      }),
    changePassword: (wish) =>
      withSafe(async (safe) => {
        if (isTooShort(wish.after)) return fail('PASSWORD_TOO_WEAK');
        const changed = await session.keeper.passwordTurn.change(changePassword(safe, wish));
        if (changed.ok && isOfflineSlotAllowed(safe))
          session.keeper.passwordChanged(wish.account, safe.given, wish.after);
        return changed;
      }),
    removeSlot: (slotId) => withSafe(({ given }) => removeSlot(given.address, slotId)),
    endSession: (id) => withSafe(({ given }) => endSession(given.address, id)),
    nameDevice: (deviceId, name) =>
      withSafe(async (safe) => {
        const named = await nameDevice(safe, Safe.idOf(deviceId), name);
        await session.catchUp();
        return named;
      }),
    setOfflineSlotAllowed: (isAllowed) =>
      withSafe(async (safe) => {
        const set = await setOfflineSlotAllowed(safe, isAllowed);
        await session.catchUp();
        return set;
      }),
    removeDevice: (deviceId) =>
      withSafe(async (safe) => {
        const removed = await removeDevice(safe, Safe.idOf(deviceId));
        await session.catchUp();
        return removed;
      }),
  };
}

/** The new code is there before the old ones go: in between both open. */
async function renewRecoveryCode({ given }: Safe): Promise<Result<string>> {
  const before = await ownSlots(given.address);
  if (!before.ok) return before;
  const { bytes, text } = makeRecoveryCode(platformRandom);
  const stored = await storeRecoverySlot(given, bytes);
  if (!stored.ok) return stored;
  for (const { slotId, kind } of before.value)
    if (kind === 'recovery') {
      const removed = await removeSlot(given.address, slotId);
      if (!removed.ok) return removed;
    }
  return ok(text);
}
