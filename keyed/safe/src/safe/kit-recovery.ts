import {
  type Author,
  type BroughtKit,
  buildEntry,
  deviceFields,
  type DeviceKeys,
  kitCoSigner,
  type KitKeys,
  kitKeys,
  makeDeviceKeys,
  makeUserKey,
  platformHasher,
  signBatch,
} from '@siegel/seal';
import { bytesOfHex, equalBytes, fail, hexOf, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { PageStore } from '../local/page-store.ts';
import { type Administrator, enterByKit, invitedAddress, proveKit } from '../server/kit-proof.ts';
import { askJson, type Fetch, type RequestFailure, type ServerAddress, tellJson } from '../server/server-request.ts';
import { proveDevice } from '../server/prove-device.ts';
import { registerAccount, signInAccount } from '../server/sign-in.ts';
import { restoreUser } from './restore-user.ts';
import { Safe } from './safe.ts';
import type { SafeGiven } from './safe-given.ts';
import { storePasswordSlot } from './slots.ts';

/** A kit the server has recognised as the organisation's, and whose access it can restore. */
export interface OpenedKit {
  readonly keys: KitKeys;
  readonly address: ServerAddress;
  readonly tenant: Id;
  readonly instance: Id;
  readonly token: string;
  readonly administrators: readonly Administrator[];
}

/** Whose access is restored, and the new password. */
export interface RecoveryWish {
  readonly user: Id;
  readonly account: string;
  readonly password: string;
  readonly pages: PageStore;
  readonly now: () => number;
  /** Lets the person set a second factor up where one is due. True: there is one now. */
  readonly enrol?: (address: ServerAddress) => Promise<boolean>;
}

/** Recognises the organisation of a kit on a server (FR21). KIT_FOREIGN: it is another's; ADMINISTRATOR_MISSING: nobody is left. */
export async function openKit(
  { origin, fetch }: { readonly origin: string; readonly fetch: Fetch },
  { kit, tenant: named }: BroughtKit,
): Promise<Result<OpenedKit, RequestFailure>> {
  const server: ServerAddress = { base: `${origin}/v1`, fetch };
  const info = await askJson(server, named === undefined ? 'tenant' : `t/${hexOf(named)}`, { answer: 'tenantInfo' });
  // A kit that names its organisation belongs elsewhere when the server does not have that one.
  if (!info.ok) return named !== undefined && info.error.code === 'TENANT_UNKNOWN' ? fail('KIT_FOREIGN') : info;
  const tenant = bytesOfHex(info.value.tenant);
  const instance = bytesOfHex(info.value.instance);
  if (tenant === undefined || instance === undefined) return fail('MESSAGE_MALFORMED');
  const address = { base: `${origin}/v1/t/${hexOf(tenant)}`, fetch };
  const keys = await kitKeys(kit);
  const proved = await proveKit(address, keys, { tenant, instance });
  if (!proved.ok) return proved;
  const { token, administrators } = proved.value;
  if (administrators.length === 0) return fail('ADMINISTRATOR_MISSING');
  return ok({ keys, address, tenant, instance, token, administrators });
}

/** Restores the access of an administrator with fresh keys (crypto.md flow 5): the kit signs a new device and a new user key, the
 *  old devices go out, every group gets a new key. Broken off, it can be done again from the beginning (FR22). */
export async function recoverByKit(
  opened: OpenedKit,
  wish: RecoveryWish,
): Promise<Result<{ readonly given: SafeGiven; readonly device: DeviceKeys }, RequestFailure>> {
  const [userKey, device] = await Promise.all([makeUserKey(), makeDeviceKeys()]);
  const { tenant, instance, keys } = opened;
  const author: Author = { tenant, user: wish.user, userKey, device, now: wish.now };
  const account = await openAccount(opened, wish, author);
  if (!account.ok) return account;
  const { address, exportKey } = account.value;
  const orgPublic = keys.org.publicKey;
  const { pages, now } = wish;
  const given: SafeGiven = { address, tenant, instance, user: wish.user, userKey, device, orgPublic, pages, now };
  const safe = await openOrEnrol({ ...given, isRecovering: true }, wish);
  if (!safe.ok) return safe;
  const restored = await restoreUser(safe.value, keys);
  if (!restored.ok) return restored;
  const slot = await storePasswordSlot(given, exportKey);
  if (!slot.ok) return slot;
  await forgetOldSlots(given);
  return ok({ given, device });
}

/** The kit has taken the factors off: where the rule asks for one, the next comes before anything is handed out (ZF2, ZF21). */
async function openOrEnrol(given: SafeGiven, { enrol }: RecoveryWish): Promise<Result<Safe, RequestFailure>> {
  const safe = await Safe.open(given);
  if (safe.ok || safe.error.code !== 'FACTOR_MISSING') return safe;
  return (await enrol?.(given.address)) === true ? Safe.open(given) : safe;
}

/** Enters the device, gives the account its new password, and signs in with both. */
async function openAccount(
  { address, token, tenant, instance, keys }: OpenedKit,
  { user, account, password }: RecoveryWish,
  author: Author,
): Promise<Result<{ readonly address: ServerAddress; readonly exportKey: Uint8Array }, RequestFailure>> {
  const { device } = author;
  const entry = await buildEntry(
    {
      kind: WIRE_KINDS.device,
      schemaVersion: 1,
      record: device.device,
      open: deviceFields(device, user),
      coSigners: [kitCoSigner(keys.org)],
    },
    author,
  );
  const seen = { size: 0, root: platformHasher.emptyRoot };
  const invitation = await enterByKit(address, token, await signBatch([entry], { tenant, instance, device, seen }));
  if (!invitation.ok) return invitation;
  const invited = invitedAddress(address, invitation.value);
  const registered = await registerAccount({ address: invited, account, user, password });
  if (!registered.ok) return registered;
  const session = await signInAccount(address, account, password);
  if (!session.ok) return session;
  const sign = (message: Uint8Array) => device.signing.sign(message);
  const proved = await proveDevice(session.value.address, { tenant, instance, device: device.device, sign });
  return proved.ok ? ok(session.value) : proved;
}

/** Slots of the old user key open nothing any more; what cannot be removed now is harmless. */
export async function forgetOldSlots({ address, device }: SafeGiven): Promise<void> {
  const slots = await askJson(address, 'slots', { answer: 'slotList' });
  if (!slots.ok) return;
  for (const { slotId } of slots.value.slots) {
    const id = bytesOfHex(slotId);
    if (id !== undefined && !equalBytes(id, device.device))
      await tellJson(address, `slots/${slotId}`, { method: 'DELETE' });
  }
}
