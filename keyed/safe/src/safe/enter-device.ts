import {
  type Author,
  buildEntry,
  deviceFields,
  type DeviceKeys,
  platformHasher,
  type ServiceDevice,
  signBatch,
  type SlotContent,
  userCoSigner,
  userKeyOf,
} from '@siegel/seal';
import {
  appendRequestToItems,
  bytesOfHex,
  CBOR_SEQUENCE_TYPE,
  encodeSequence,
  fail,
  hexOf,
  type Id,
  ok,
  type Result,
  WIRE_KINDS,
} from '@siegel/wire';
import type { PageStore } from '../local/page-store.ts';
import { askJson, type Fetch, type RequestFailure, sendRequest, type ServerAddress } from '../server/server-request.ts';
import type { FactorAsker } from '../server/show-factor.ts';
import { proveDevice } from '../server/prove-device.ts';
import { type AccountSession, signInAccount } from '../server/sign-in.ts';
import {
  openOwnPasswordSlot,
  openPasskeySlot,
  openRecoverySlot,
  openUserKeyFileSlot,
  type SlotAsk,
  storePasswordSlot,
} from './slots.ts';
import type { SafeGiven } from './safe-given.ts';

/** Who signs in, and where. */
export interface SignInPlace {
  readonly origin: string;
  readonly fetch: Fetch;
  /** Hex; undefined: the only tenant of the server. */
  readonly tenant?: string;
  readonly account: string;
  readonly password: string;
  readonly pages: PageStore;
  readonly now: () => number;
  /** Asks the person for a second factor; undefined where nobody can be asked. */
  readonly factorAsker?: FactorAsker;
  /** The session this browser had before (ZF4). */
  readonly sessionId?: string | undefined;
}

/** A way to UK that needs no approved device. */
export type DeviceFreeSlot =
  | { readonly recoveryCode: Uint8Array }
  | { readonly userKeyFileSecret: Uint8Array }
  | { readonly passkeySecret: Uint8Array };

/** An account session, and the copy of the log that the server claims to serve. */
export interface Reached {
  readonly tenant: Id;
  readonly instance: Id;
  readonly session: AccountSession;
}

/** Signs in on a device that has its password slot. */
export async function unlockDevice(place: SignInPlace, device: DeviceKeys): Promise<Result<SafeGiven, RequestFailure>> {
  const reached = await reach(place);
  if (!reached.ok) return reached;
  const { tenant, session } = reached.value;
  const ask = { address: session.address, tenant, user: session.user };
  const opened = await openOwnPasswordSlot(ask, session.exportKey, device);
  return opened.ok ? ok(await givenOf(place, reached.value, { device, content: opened.value })) : opened;
}

/** Signs in a service device: it keeps UK itself (SL34), the server holds no slot of it. */
export async function unlockServiceDevice(
  place: SignInPlace,
  { device, userKey }: Pick<ServiceDevice, 'device' | 'userKey'>,
  orgPublic: Uint8Array,
): Promise<Result<SafeGiven, RequestFailure>> {
  const reached = await reach(place);
  if (!reached.ok) return reached;
  const { tenant, instance, session } = reached.value;
  const { pages, now } = place;
  const { address, user } = session;
  return ok({ address, tenant, instance, user, userKey, device, orgPublic, pages, now });
}

/** Enters a new device by a device-free slot: opens UK, lets the device enter itself, and seals its own password slot
 *  (crypto.md flow 1, JN16). */
export async function enterDevice(
  place: SignInPlace,
  slot: DeviceFreeSlot,
  device: DeviceKeys,
): Promise<Result<SafeGiven, RequestFailure>> {
  const reached = await reach(place);
  if (!reached.ok) return reached;
  const { tenant, session } = reached.value;
  const ask = { address: session.address, tenant, user: session.user };
  const opened = await openDeviceFreeSlot(ask, slot);
  if (!opened.ok) return opened;
  const given = await givenOf(place, reached.value, { device, content: opened.value });
  const entered = await sendOwnDevice(given);
  if (!entered.ok) return entered;
  return settleDevice(given, session.exportKey);
}

/** The last step of a device that now stands in the journal: it proves itself and seals its own password slot. */
export async function settleDevice(
  given: SafeGiven,
  exportKey: Uint8Array,
): Promise<Result<SafeGiven, RequestFailure>> {
  const { device } = given;
  const sign = (message: Uint8Array) => device.signing.sign(message);
  const proved = await proveDevice(given.address, { ...given, device: device.device, sign });
  if (!proved.ok) return proved;
  const stored = await storePasswordSlot(given, exportKey);
  return stored.ok ? ok(given) : stored;
}

function openDeviceFreeSlot(ask: SlotAsk, slot: DeviceFreeSlot): Promise<Result<SlotContent, RequestFailure>> {
  if ('recoveryCode' in slot) return openRecoverySlot(ask, slot.recoveryCode);
  if ('passkeySecret' in slot) return openPasskeySlot(ask, slot.passkeySecret);
  return openUserKeyFileSlot(ask, slot.userKeyFileSecret);
}

/** Signs the account in: the session may ask for approval and read its own slots, nothing else. */
export async function reach(place: SignInPlace): Promise<Result<Reached, RequestFailure>> {
  const server: ServerAddress = { base: `${place.origin}/v1`, fetch: place.fetch };
  const info = await askJson(server, place.tenant === undefined ? 'tenant' : `t/${place.tenant}`, {
    answer: 'tenantInfo',
  });
  if (!info.ok) return info;
  const tenant = bytesOfHex(info.value.tenant);
  const instance = bytesOfHex(info.value.instance);
  if (tenant === undefined || instance === undefined) return fail('MESSAGE_MALFORMED');
  const session = await signInAccount(
    {
      ...server,
      base: `${place.origin}/v1/t/${hexOf(tenant)}`,
      ...(place.sessionId !== undefined && { sessionId: place.sessionId }),
    },
    place.account,
    place.password,
    place.factorAsker,
  );
  return session.ok ? ok({ tenant, instance, session: session.value }) : session;
}

/** What opens the safe, from a session and what a slot or a hand-over held. */
export async function givenOf(
  { pages, now }: Pick<SignInPlace, 'pages' | 'now'>,
  {
    tenant,
    instance,
    session,
  }: Pick<Reached, 'tenant' | 'instance'> & {
    readonly session: Pick<AccountSession, 'address' | 'user'>;
  },
  { device, content }: { readonly device: DeviceKeys; readonly content: SlotContent },
): Promise<SafeGiven> {
  const userKey = await userKeyOf(content.userKey);
  return {
    address: session.address,
    tenant,
    instance,
    user: session.user,
    userKey,
    device,
    orgPublic: content.orgPublic,
    pages,
    now,
  };
}

/** Lets a device enter itself with its user's co-signature (JN16). Once: a second entry of the device is refused. */
export async function sendOwnDevice(given: SafeGiven): Promise<Result<true, RequestFailure>> {
  const { tenant, instance, device, user } = given;
  const author: Author = given;
  const entry = await buildEntry(
    {
      kind: WIRE_KINDS.device,
      schemaVersion: 1,
      record: device.device,
      open: deviceFields(device, user),
      coSigners: [userCoSigner(author)],
    },
    author,
  );
  const seen = { size: 0, root: platformHasher.emptyRoot };
  const request = await signBatch([entry], { tenant, instance, device, seen });
  const body = encodeSequence(appendRequestToItems(request));
  const sent = await sendRequest(given.address, 'device/enter', {
    method: 'POST',
    headers: { 'content-type': CBOR_SEQUENCE_TYPE },
    body,
  });
  if (!sent.ok) return sent;
  await sent.value.body?.cancel();
  return ok(true);
}
