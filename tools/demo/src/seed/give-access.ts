import {
  type FoundedTenant,
  proveDevice,
  registerAccount,
  type SafeGiven,
  sendRequest,
  type ServerAddress,
  signInAccount,
  storeRecoverySlot,
} from '@siegel/safe';
import { hexOf } from '@siegel/wire';
import type { DemoAccess } from '../roles/roles-file.ts';
import type { EnteredMember } from './enter-staff.ts';
import { expectOk, SeedingFailed } from './expect-ok.ts';
import { MemoryPages } from './memory-pages.ts';
import { newAccess } from './new-access.ts';

/** A colleague with an account, and what their device of this process opens a safe with. */
export interface GivenAccess {
  readonly access: DemoAccess;
  readonly given: SafeGiven;
}

/** Gives an entered colleague account, password and recovery code: invited by the founder, registered by itself, and the
 *  recovery slot left by its own proven device. The device's keys end with this process. */
export async function giveAccess(founded: FoundedTenant, entered: EnteredMember): Promise<GivenAccess> {
  const { given } = founded;
  const { user, userKey, device, member } = entered;
  const { access, recoveryBytes } = newAccess(member.anmeldename);
  const address = invitedAddress(given.address, await inviteUser(given.address, hexOf(user)));
  expectOk('account', await registerAccount({ ...access, address, user }));
  const { base, fetch } = given.address;
  const session = expectOk('account', await signInAccount({ base, fetch }, access.account, access.password));
  const { tenant, instance, orgPublic } = given;
  const sign = (message: Uint8Array) => device.signing.sign(message);
  const own = session.address;
  expectOk('account', await proveDevice(own, { tenant, instance, device: device.device, sign }));
  const owner = { address: own, tenant, user, userKey, device, orgPublic };
  expectOk('account', await storeRecoverySlot(owner, recoveryBytes));
  return { access, given: { ...founded.given, ...owner, pages: new MemoryPages() } };
}

async function inviteUser(address: ServerAddress, user: string): Promise<string> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user }),
  };
  const answer = expectOk('invitation', await sendRequest(address, 'invitations', init));
  const { invitation } = (await answer.json()) as { readonly invitation?: unknown };
  if (typeof invitation !== 'string') throw new SeedingFailed('invitation', 'MESSAGE_MALFORMED');
  return invitation;
}

/** The tenant's address as somebody invited uses it: the invitation stands where a session would. */
function invitedAddress({ base, fetch }: ServerAddress, invitation: string): ServerAddress {
  const authorization = `Invitation ${invitation}`;
  return {
    base,
    fetch: (url, init) =>
      fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), authorization } }),
  };
}
