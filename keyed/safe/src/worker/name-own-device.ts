import { hexOf } from '@siegel/wire';
import { deviceNames, nameDevice } from '../safe/name-device.ts';
import type { SafeSession } from './safe-session.ts';

/** Gives a device that entered itself the name of its browser, behind everything else (DV24). Without a line it stays without one:
 *  its user can name it at any time. */
export async function nameOwnDevice(session: SafeSession): Promise<void> {
  await session.whole;
  const { safe } = session.unlocked ?? {};
  const name = session.given.browserName ?? '';
  if (safe === undefined || name === '') return;
  const { device } = safe.given.device;
  if ((await deviceNames(safe)).has(hexOf(device))) return;
  await nameDevice(safe, device, name);
  await session.catchUp();
}
