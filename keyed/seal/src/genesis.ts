import { ALL_RIGHTS, groupKeyRecordId, PASSWORD_FLOORS, staff } from '@siegel/akten';
import { type AppendRequest, type CborValue, type EntryPacket, type Id, WIRE_KINDS } from '@siegel/wire';
import { engine } from '#engine';
import type { PublicHalves } from './approval.ts';
import { type Author, buildEntry, kitCoSigner, userCoSigner } from './build-entry.ts';
import { compartmentKey } from './case-key.ts';
import { type DeviceKeys, makeDeviceKeys } from './device-keys.ts';
import { type GroupKey, groupInbox, makeGroupKey, wrapForRecovery, wrapForUser } from './group-key.ts';
import { type KitKeys, kitKeys, makeKit } from './kit.ts';
import { platformRandom, type Random } from './random.ts';
import { buildRecordEntry } from './record-entry.ts';
import type { Secret } from './secret.ts';
import { platformHasher, signBatch } from './sign-batch.ts';
import { makeUserKey, type UserKey, userHalves } from './user-key.ts';

/** What the founder decides. */
export interface GenesisWish {
  readonly tenant: Id;
  /** Offered by the server; it stands in the genesis and in every statement. */
  readonly instance: Id;
  readonly logPublic: Uint8Array;
  readonly profile: 'practice' | 'social';
  readonly organisationName: string;
  readonly siteName: string;
  readonly founderName: string;
  readonly now: () => number;
  readonly random?: Random;
  /** Keys that were made before and may be kept already; without them they are made here. */
  readonly keys?: FoundingKeys;
}

/** What of a founding must be the same when it is tried again: the kit somebody has printed, the founder and the device. */
export interface FoundingKeys {
  readonly kit: Secret;
  readonly user: Id;
  readonly userKey: UserKey;
  readonly device: DeviceKeys;
  readonly site: Id;
}

/** Everything a founding makes. The kit leaves memory once file and sheet are kept. */
export interface Founding {
  readonly kit: Secret;
  readonly user: Id;
  readonly userKey: UserKey;
  readonly device: DeviceKeys;
  readonly site: Id;
  readonly organisation: GroupKey;
  readonly siteGroup: GroupKey;
  readonly orgPublic: Uint8Array;
  readonly request: AppendRequest;
}

/** Floors that nobody can lower later; compiled into the client as well (crypto.md, PW2). */
export const POLICY_FLOORS = {
  argonMemoryKiB: 65_536,
  argonPasses: 3,
  passwordLength: PASSWORD_FLOORS.length,
  passwordStrength: PASSWORD_FLOORS.strength,
} as const;

const ID_BYTES = 16;

/** Fresh keys of a founding. The kit can be handed out from here on; it is the organisation's once the genesis stands. */
export async function makeFoundingKeys(random: Random = platformRandom): Promise<FoundingKeys> {
  const kit = makeKit(random);
  const userKey = await makeUserKey(random);
  const device = await makeDeviceKeys(random);
  return { kit, userKey, device, user: random(ID_BYTES), site: random(ID_BYTES) };
}

/** Makes the first batch of a tenant: genesis, role, site, groups with their keys, the founder's name (SL40). Only the client
 *  can do this: the server has none of these keys. */
export async function makeFounding(wish: GenesisWish): Promise<Founding> {
  const random = wish.random ?? platformRandom;
  const { kit, userKey, device, user, site } = wish.keys ?? (await makeFoundingKeys(random));
  const keys = await kitKeys(kit);
  const author: Author = { tenant: wish.tenant, user, userKey, device, now: wish.now, random };
  const organisation = await makeGroupKey({ tenant: wish.tenant, group: random(ID_BYTES), version: 1 }, random);
  const siteGroup = await makeGroupKey({ tenant: wish.tenant, group: random(ID_BYTES), version: 1 }, random);
  const packets = [
    await genesisEntry(wish, { keys, site }, author),
    ...(await groupEntries(
      organisation,
      { groupKind: 'organisation', name: wish.organisationName },
      { keys, organisation, author },
    )),
    ...(await groupEntries(
      siteGroup,
      { groupKind: 'site', site, name: wish.siteName },
      { keys, organisation, author },
    )),
    await nameEntry(user, wish.founderName, organisation, author),
  ];
  const seen = { size: 0, root: platformHasher.emptyRoot };
  const request = await signBatch(packets, { tenant: wish.tenant, instance: wish.instance, device, seen });
  return { kit, user, userKey, device, site, organisation, siteGroup, orgPublic: keys.org.publicKey, request };
}

async function genesisEntry(
  wish: GenesisWish,
  { keys, site }: { readonly keys: KitKeys; readonly site: Id },
  author: Author,
): Promise<EntryPacket> {
  const open = {
    instance: wish.instance,
    profile: wish.profile,
    orgPublic: keys.org.publicKey,
    recoveryPublic: keys.recovery.publicKey,
    logPublic: wish.logPublic,
    userId: author.user,
    user: userFields(userHalves(author.userKey), { rights: ALL_RIGHTS, sites: [site] }),
    deviceId: author.device.device,
    device: deviceFields(author.device, author.user),
    siteId: site,
    floors: { ...POLICY_FLOORS },
  };
  const coSigners = [kitCoSigner(keys.org), userCoSigner(author)];
  return buildEntry({ kind: WIRE_KINDS.genesis, schemaVersion: 1, record: wish.tenant, open, coSigners }, author);
}

/** The open fields of a user entry (`userForm`). */
export function userFields(
  { ed25519Public, xwingPublic }: PublicHalves,
  given: {
    readonly rights: readonly string[];
    readonly sites: readonly Id[];
    readonly roles?: readonly Id[];
    readonly userKind?: 'person' | 'service' | 'support';
  },
): { readonly [name: string]: CborValue } {
  return {
    userKind: given.userKind ?? 'person',
    ed25519Public,
    xwingPublic,
    state: 'active',
    roles: given.roles ?? [],
    rights: given.rights,
    sites: given.sites,
  };
}

/** The open fields of a device entry (`deviceForm`). */
export function deviceFields(device: DeviceKeys, user: Id): { readonly [name: string]: CborValue } {
  return { user, ed25519Public: device.signing.publicKey, xwingPublic: device.xwing.publicKey, state: 'active' };
}

interface GroupMaking {
  readonly keys: KitKeys;
  readonly organisation: GroupKey;
  readonly author: Author;
}

/** A group and the first version of its key, wrapped for the founder and for recovery. */
async function groupEntries(
  key: GroupKey,
  group: { readonly groupKind: string; readonly site?: Id; readonly name: string },
  { keys, organisation, author }: GroupMaking,
): Promise<readonly EntryPacket[]> {
  const { name, ...open } = group;
  const coSigners = [userCoSigner(author)];
  const sealed = new Map([['admin', { name }] as const]);
  const keyOf = () => compartmentKey(organisation, 'admin');
  const entered = await buildEntry(
    {
      kind: WIRE_KINDS.group,
      schemaVersion: 1,
      record: key.group,
      open: { ...open, state: 'active' },
      sealed,
      keyOf,
      coSigners,
    },
    author,
  );
  const wraps = [
    await wrapForUser(key, { user: author.user, xwingPublic: author.userKey.xwing.publicKey }),
    await wrapForRecovery(key, keys.recovery.publicKey),
  ];
  return [entered, await groupKeyEntry(key, { members: [author.user], wraps }, author)];
}

/** The entry of one version of a group key (`groupKeyForm`). */
export async function groupKeyEntry(
  key: GroupKey,
  given: {
    readonly members: readonly Id[];
    readonly wraps: EntryPacket['wraps'];
    readonly parent?: Parameters<typeof buildEntry>[0]['parent'];
  },
  author: Author,
): Promise<EntryPacket> {
  const inbox = await groupInbox(key);
  const open = {
    group: key.group,
    version: key.version,
    keyId: key.keyId,
    inboxPublic: inbox.publicKey,
    members: given.members,
  };
  const record = groupKeyRecordId(key.group, engine.sha256);
  return buildEntry(
    {
      kind: WIRE_KINDS.groupKey,
      schemaVersion: 1,
      record,
      open,
      wraps: given.wraps,
      parent: given.parent,
      coSigners: [userCoSigner(author)],
    },
    author,
  );
}

/** The name of a user, sealed for the organisation; record id follows from nothing: it is random. */
export function nameEntry(user: Id, anzeigename: string, organisation: GroupKey, author: Author): Promise<EntryPacket> {
  const random = author.random ?? platformRandom;
  const home = { akte: new Uint8Array(ID_BYTES), site: new Uint8Array(ID_BYTES), key: organisation };
  return buildRecordEntry(
    { kind: staff, record: random(ID_BYTES), value: { userId: user, anzeigename } },
    home,
    author,
  );
}
