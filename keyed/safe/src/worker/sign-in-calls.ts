import { bytesOfRecoveryCode, makeDeviceKeys } from '@siegel/seal';
import { fail, type Result } from '@siegel/wire';
import type { SignInApi, SignInWish } from '../channel/sign-in-api.ts';
import { enterDevice, type SignInPlace, unlockDevice } from '../safe/enter-device.ts';
import type { SafeSession } from './safe-session.ts';

/** Signing in and out. */
export function signInCalls(session: SafeSession): SignInApi {
  const { board, given } = session;
  function close(phase: 'signed-out' | 'locked', elsewhere = false): Promise<void> {
    const closed = session.forget();
    board.set({ phase, persons: 0, progress: 0, elsewhere });
    return closed;
  }
  const takeSeat = () => given.seat?.take(() => close('locked', true));
  function refuse<T>(failure: Result<T>): Result<T> {
    given.seat?.leave();
    board.set({ phase: 'signed-out' });
    return failure;
  }
  return {
    async signIn(wish) {
      board.set({ phase: 'signing-in', progress: 0, elsewhere: false });
      await takeSeat();
      const device = await given.devices.read(wish.account);
      if (device === undefined) return refuse(fail('DEVICE_NOT_APPROVED'));
      const unlocked = await unlockDevice(await placeOf(session, wish), device);
      return unlocked.ok ? session.open(wish.account, unlocked.value) : refuse(unlocked);
    },
    async signInWithRecoveryCode(wish) {
      board.set({ phase: 'signing-in', progress: 0, elsewhere: false });
      await takeSeat();
      const known = await given.devices.read(wish.account);
      if (known !== undefined) {
        const unlocked = await unlockDevice(await placeOf(session, wish), known);
        if (unlocked.ok) return session.open(wish.account, unlocked.value);
      }
      const code = bytesOfRecoveryCode(wish.recoveryCode);
      if (!code.ok) return refuse(code);
      const device = await makeDeviceKeys();
      const entered = await enterDevice(await placeOf(session, wish), { recoveryCode: code.value }, device);
      if (!entered.ok) return refuse(entered);
      await given.devices.write(wish.account, device);
      return session.open(wish.account, entered.value);
    },
    signOut: () => close('signed-out'),
    lock: () => close('locked'),
    watchStatus: (listener) => board.watch(listener),
  };
}

async function placeOf({ given }: SafeSession, { account, password }: SignInWish): Promise<SignInPlace> {
  const { origin, fetch, now, pagesOf } = given;
  return { origin, fetch, account, password, pages: await pagesOf(account), now };
}
