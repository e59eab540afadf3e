import {
  buildEntry,
  deviceFields,
  type DeviceKeys,
  makeDeviceKeys,
  makeUserKey,
  nameEntry,
  platformRandom,
  type UserKey,
  userCoSigner,
  userFields,
  userHalves,
} from '@siegel/seal';
import { type EntryPacket, fail, hexOf, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import { widenGroup } from '../people/widen-group.ts';
import type { PageStore } from '../local/page-store.ts';
import { invitedAddress } from '../server/kit-proof.ts';
import { type RequestFailure, sendRequest, type ServerAddress } from '../server/server-request.ts';
import { proveDevice } from '../server/prove-device.ts';
import { registerAccount, signInAccount } from '../server/sign-in.ts';
import type { Safe } from './safe.ts';
import type { SafeGiven } from './safe-given.ts';

const ID_BYTES = 16;
const RIGHTS = ['mirror', 'read-records'];

/** The keys of a service user to be, and of its one device. */
export interface MirrorUserKeys {
  readonly user: Id;
  readonly userKey: UserKey;
  readonly device: DeviceKeys;
}

/** Fresh keys: kept on the device before the journal names them. */
export async function makeMirrorUserKeys(): Promise<MirrorUserKeys> {
  const [userKey, device] = await Promise.all([makeUserKey(), makeDeviceKeys()]);
  return { user: platformRandom(ID_BYTES) as Id, userKey, device };
}

/** What a new service user is called and where its device keeps its pages. */
export interface MirrorUserWish {
  readonly account: string;
  readonly password: string;
  readonly name: string;
  readonly pages: PageStore;
}

/** Enters a service user that holds everything (SY23): own user key, one device, the groups of the user of `safe`, the sites
 *  of that user; then account and session. `safe` belongs to an administrator and is in step with the journal.
 *  @returns what opens the safe of the service device. Codes of append, invitation and sign-in. */
export async function enterMirrorUser(
  safe: Safe,
  wish: MirrorUserWish,
  keys: MirrorUserKeys,
): Promise<Result<SafeGiven, RequestFailure>> {
  const written = await safe.write(await entriesOf(safe, keys, wish.name));
  if (!written.ok) return written;
  if (!written.value.saved) return fail('OFFLINE');
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  return openAccount(safe.given, wish, keys);
}

async function entriesOf(safe: Safe, { user, userKey, device }: MirrorUserKeys, name: string): Promise<EntryPacket[]> {
  const { author } = safe;
  const head = safe.follower.head.size;
  const open = userFields(userHalves(userKey), { rights: RIGHTS, sites: safe.sites, userKind: 'service' });
  const asUser = { kind: WIRE_KINDS.user, schemaVersion: 1, record: user, open, coSigners: [userCoSigner(author)] };
  // JN8: a device of somebody else is entered with that user's own signature.
  const coSigners = [userCoSigner({ user, userKey })];
  const asDevice = { kind: WIRE_KINDS.device, schemaVersion: 1, record: device.device, coSigners };
  const entries = [
    await buildEntry(asUser, author),
    await buildEntry({ ...asDevice, open: deviceFields(device, user) }, author),
  ];
  for (const { group, groupKind } of safe.follower.membership.groupsAt(head)) {
    const key = safe.keys.groupKey(group);
    if (key === undefined) continue;
    if (groupKind === 'organisation') entries.push(await nameEntry(user, name, key, author));
    entries.push(await widenGroup(safe, key, { user, xwingPublic: userKey.xwing.publicKey }));
  }
  return entries;
}

async function openAccount(
  { address, tenant, instance, orgPublic, now }: SafeGiven,
  { account, password, pages }: MirrorUserWish,
  keys: MirrorUserKeys,
): Promise<Result<SafeGiven, RequestFailure>> {
  const { user, device } = keys;
  const invitation = await invite(address, user);
  if (!invitation.ok) return invitation;
  const registered = await registerAccount({
    address: invitedAddress(address, invitation.value),
    account,
    user,
    password,
  });
  if (!registered.ok) return registered;
  const session = await signInAccount({ base: address.base, fetch: address.fetch }, account, password);
  if (!session.ok) return session;
  const own = session.value.address;
  const sign = (message: Uint8Array) => device.signing.sign(message);
  const proved = await proveDevice(own, { tenant, instance, device: device.device, sign });
  if (!proved.ok) return proved;
  return ok({ ...keys, address: own, tenant, instance, orgPublic, pages, now });
}

async function invite(address: ServerAddress, user: Id): Promise<Result<string, RequestFailure>> {
  const sent = await sendRequest(address, 'invitations', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: hexOf(user) }),
  });
  if (!sent.ok) return sent;
  const { invitation } = (await sent.value.json()) as { readonly invitation?: unknown };
  return typeof invitation === 'string' ? ok(invitation) : fail('MESSAGE_MALFORMED');
}
