import { equalBytes } from '@siegel/wire';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { SafeGiven } from './safe-given.ts';

/** True when the followed journal names this device and its user, active and with the public keys held here (SF23). A server can
 *  say that it entered a device and not do it: everything written then would be held back by everybody else. */
export function isOwnDevice({ membership, head }: JournalFollower, given: SafeGiven): boolean {
  const device = membership.deviceAt(given.device.device, head.size);
  const user = membership.userAt(given.user, head.size);
  if (device?.active !== true || user?.active !== true || !equalBytes(device.user, given.user)) return false;
  return hasKeysOf(device, given.device) && (given.isRecovering === true || hasKeysOf(user, given.userKey));
}

function hasKeysOf(
  entered: { readonly ed25519Public: Uint8Array; readonly xwingPublic: Uint8Array },
  held: Pick<SafeGiven['device'], 'signing' | 'xwing'>,
): boolean {
  const isSame = equalBytes(entered.ed25519Public, held.signing.publicKey);
  return isSame && equalBytes(entered.xwingPublic, held.xwing.publicKey);
}
