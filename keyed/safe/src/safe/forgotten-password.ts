import { type DeviceKeys, makeDeviceKeys, openSlot, type SlotContent, userKeyOf } from '@siegel/seal';
import { bytesOfHex, encodeCbor, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { settleOrEnter } from '../people/join-organisation.ts';
import { base64urlOf, bytesOfBase64url } from '../server/base64url.ts';
import { invitedAddress } from '../server/kit-proof.ts';
import { askJson, type RequestFailure, type ServerAddress } from '../server/server-request.ts';
import { registerAccount } from '../server/sign-in.ts';
import { type DeviceFreeSlot, givenOf, reach, type SignInPlace } from './enter-device.ts';
import type { SafeGiven } from './safe-given.ts';

const KINDS = {
  recoveryCode: ['recovery', 'RECOVERY_CODE_WRONG'],
  userKeyFileSecret: ['userKeyFile', 'KEY_FILE_WRONG'],
  passkeySecret: ['passkey', 'PASSKEY_MISSING'],
} as const;

/** Three ways of each kind to a page; there are at most twelve. */
const PAGES = 4;

/** Chooses a new password with a way to the user key that needs no device (WH3): opens the slot, signs with the user key, registers
 *  the password of `place`, and comes in with `known`, the device this browser has, or a new one. Keys and content stay as they are.
 *  RECOVERY_CODE_WRONG, KEY_FILE_WRONG, PASSKEY_MISSING: it opens nothing of this name; nothing has changed then. */
export async function chooseForgottenPassword(
  place: SignInPlace,
  by: DeviceFreeSlot,
  known: DeviceKeys | undefined,
): Promise<Result<{ readonly given: SafeGiven; readonly device: DeviceKeys }, RequestFailure>> {
  const server = await tenantAddress(place);
  if (!server.ok) return server;
  const proved = await proveUserKey(server.value, place.account, by);
  if (!proved.ok) return proved;
  const { user, content, invitation } = proved.value;
  const { account, password } = place;
  const address = invitedAddress(server.value.address, invitation);
  const registered = await registerAccount({ address, account, user, password });
  if (!registered.ok) return registered;
  const reached = await reach(place);
  if (!reached.ok) return reached;
  for (const device of [known, await makeDeviceKeys()]) {
    if (device === undefined) continue;
    const given = await givenOf(place, reached.value, { device, content });
    const settled = await settleOrEnter(given, reached.value.session.exportKey);
    if (settled.ok) return ok({ given, device });
    // The browser's own device was taken out meanwhile: it does not come back, another one may.
    if (settled.error.code === 'OFFLINE' || device !== known) return settled;
  }
  return fail('DEVICE_NOT_APPROVED');
}

interface Reachable {
  readonly address: ServerAddress;
  readonly tenant: Id;
  readonly instance: Id;
}

async function tenantAddress({
  origin,
  fetch,
  tenant: named,
}: SignInPlace): Promise<Result<Reachable, RequestFailure>> {
  const server = { base: `${origin}/v1`, fetch };
  const info = await askJson(server, named === undefined ? 'tenant' : `t/${named}`, { answer: 'tenantInfo' });
  if (!info.ok) return info;
  const [tenant, instance] = [bytesOfHex(info.value.tenant), bytesOfHex(info.value.instance)];
  if (tenant === undefined || instance === undefined) return fail('MESSAGE_MALFORMED');
  return ok({ address: { base: `${origin}/v1/t/${hexOf(tenant)}`, fetch }, tenant, instance });
}

async function proveUserKey(
  { address, tenant, instance }: Reachable,
  account: string,
  by: DeviceFreeSlot,
): Promise<Result<{ readonly user: Id; readonly content: SlotContent; readonly invitation: string }, RequestFailure>> {
  const [[name, secret] = []] = Object.entries(by) as [keyof typeof KINDS, Uint8Array][];
  if (name === undefined || secret === undefined) return fail('RECOVERY_CODE_WRONG');
  const [kind, wrong] = KINDS[name];
  const found = await findOpened(address, account, { tenant, kind, secret });
  if (!found.ok) return found;
  if (found.value === undefined) return fail(wrong);
  const { content, user, challenge } = found.value;
  const { signing } = await userKeyOf(content.userKey);
  const signature = await signing.sign(encodeCbor(['siegel/forgotten-proof', tenant, instance, user, challenge]));
  const body = { account, challenge: base64urlOf(challenge), signature: base64urlOf(signature) };
  const proved = await askJson(address, 'forgotten/proof', { body, answer: 'inviteAnswer' });
  if (!proved.ok) return proved;
  return ok({ user, content, invitation: proved.value.invitation });
}

/** Asks page by page, newest ways first: nobody is told how many there are (WH6). Undefined: none opens. */
async function findOpened(
  address: ServerAddress,
  account: string,
  by: { readonly tenant: Id; readonly kind: 'recovery' | 'userKeyFile' | 'passkey'; readonly secret: Uint8Array },
): Promise<
  Result<
    { readonly content: SlotContent; readonly user: Id; readonly challenge: Uint8Array } | undefined,
    RequestFailure
  >
> {
  for (let page = 0; page < PAGES; page++) {
    const offered = await askJson(address, 'forgotten/slots', { body: { account, page }, answer: 'forgottenSlots' });
    if (!offered.ok) return offered;
    const user = bytesOfHex(offered.value.user) as Id;
    const challenge = bytesOfBase64url(offered.value.challenge);
    if (challenge === undefined) return fail('MESSAGE_MALFORMED');
    const slots = offered.value.slots.filter(({ kind }) => kind === by.kind);
    const content = await firstOpened(slots, { ...by, user });
    if (content !== undefined) return ok({ content, user, challenge });
  }
  return ok(undefined);
}

async function firstOpened(
  slots: readonly { readonly slotId: string; readonly slot: string }[],
  by: {
    readonly tenant: Id;
    readonly user: Id;
    readonly kind: 'recovery' | 'userKeyFile' | 'passkey';
    readonly secret: Uint8Array;
  },
): Promise<SlotContent | undefined> {
  const { tenant, user, kind, secret } = by;
  for (const { slotId, slot } of slots) {
    const place = { tenant, user, slotId: bytesOfHex(slotId) as Id, kind };
    const opened = await openSlot(bytesOfBase64url(slot) ?? new Uint8Array(0), place, secret);
    if (opened !== undefined) return opened;
  }
  return undefined;
}
