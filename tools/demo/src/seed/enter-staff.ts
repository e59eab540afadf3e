import { staff } from '@siegel/akten';
import type { FoundedTenant, Safe } from '@siegel/safe';
import {
  type Author,
  buildEntry,
  buildRecordEntry,
  deviceFields,
  type DeviceKeys,
  type GroupKey,
  groupKeyEntry,
  makeDeviceKeys,
  makeUserKey,
  platformHasher,
  platformRandom,
  type UserKey,
  userCoSigner,
  userFields,
  userHalves,
  wrapForUser,
} from '@siegel/seal';
import { decodeBody, type EntryPacket, equalBytes, type Id, STAFF_KIND, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { StaffMember } from '../data/practice.ts';
import { rightsOf } from '../roles/staff-rights.ts';
import { expectOk } from './expect-ok.ts';

/** A member of the staff with the keys made for it, as long as the seeding runs. */
export interface EnteredMember {
  readonly member: StaffMember;
  readonly user: Id;
  readonly userKey: UserKey;
  readonly device: DeviceKeys;
}

const ID_BYTES = 16;

/** Enters colleagues into the journal as the founder: user, first device, name, and the group keys that follow
 *  from their rights. One batch. */
export async function enterStaff(
  safe: Safe,
  founded: FoundedTenant,
  [first, ...others]: readonly StaffMember[],
): Promise<readonly EnteredMember[]> {
  const { founding } = founded;
  const entered = await Promise.all(others.map(makeMember));
  const own = await Promise.all(entered.map((member) => memberEntries(member, founded, safe.author)));
  const readers = entered.filter(({ member }) => rightsOf(member).includes('read-records'));
  // The key of the site opens entries: nobody gets it who may not read any (IV12).
  const members = [[founding.organisation, entered] as const, [founding.siteGroup, readers] as const];
  const groups = await Promise.all(
    members.map(([key, held]) => widenGroup(key, held, { founded, author: safe.author })),
  );
  const name = first === undefined ? [] : [await completeFounderName(first, founded, safe.author)];
  expectOk('staff', await safe.write([...name, ...own.flat(), ...groups]));
  expectOk('staff', await safe.sync());
  return entered;
}

async function makeMember(member: StaffMember): Promise<EnteredMember> {
  const [userKey, device] = await Promise.all([makeUserKey(), makeDeviceKeys()]);
  return { member, user: platformRandom(ID_BYTES) as Id, userKey, device };
}

async function memberEntries(
  { member, user, userKey, device }: EnteredMember,
  { founding }: FoundedTenant,
  author: Author,
): Promise<readonly EntryPacket[]> {
  const coSigners = [userCoSigner(author)];
  const rights = { rights: rightsOf(member), sites: [founding.site] };
  const asUser = { kind: WIRE_KINDS.user, record: user, open: userFields(userHalves(userKey), rights), coSigners };
  // JN8: a device of somebody else is entered with that user's own signature.
  const ofOwner = [userCoSigner({ user, userKey })];
  const asDevice = {
    kind: WIRE_KINDS.device,
    record: device.device,
    open: deviceFields(device, user),
    coSigners: ofOwner,
  };
  const home = { akte: ZERO_ID, site: ZERO_ID, key: founding.organisation };
  const value = { userId: user, ...namesOf(member) };
  return [
    await buildEntry({ ...asUser, schemaVersion: 1 }, author),
    await buildEntry({ ...asDevice, schemaVersion: 1 }, author),
    await buildRecordEntry({ kind: staff, record: platformRandom(ID_BYTES), value }, home, author),
  ];
}

function namesOf({ anzeigename, initialen, berufsbezeichnung }: StaffMember) {
  return { anzeigename, initialen, berufsbezeichnung };
}

/** The same group key for more members: a new entry of its version with a wrap for each of them (SL43). */
async function widenGroup(
  key: GroupKey,
  entered: readonly EnteredMember[],
  { founded, author }: { readonly founded: FoundedTenant; readonly author: Author },
): Promise<EntryPacket> {
  const { founding } = founded;
  const wraps = entered.map(({ user, userKey }) => wrapForUser(key, { user, xwingPublic: userKey.xwing.publicKey }));
  const members = [founding.user, ...entered.map(({ user }) => user)];
  const before = founding.request.packets.find(({ wraps: own }) =>
    own.some(({ wrappedKeyId }) => equalBytes(wrappedKeyId, key.keyId)),
  );
  return groupKeyEntry(key, { members, wraps: await Promise.all(wraps), ...parentOf(before) }, author);
}

/** The founding knows the founder's name only; initials and profession come here. */
async function completeFounderName(
  member: StaffMember,
  { founding }: FoundedTenant,
  author: Author,
): Promise<EntryPacket> {
  const before = founding.request.packets.find(({ body }) => decodeBody(body).kind === STAFF_KIND);
  const record = before === undefined ? platformRandom(ID_BYTES) : decodeBody(before.body).record;
  const value = { userId: founding.user, ...namesOf(member) };
  const previous = new Map([['admin', { anzeigename: member.anzeigename }]] as const);
  const home = { akte: ZERO_ID, site: ZERO_ID, key: founding.organisation };
  return buildRecordEntry({ kind: staff, record, value, previous, ...parentOf(before) }, home, author);
}

function parentOf(before: EntryPacket | undefined) {
  if (before === undefined) return {};
  return { parent: { entryHash: platformHasher.sha256(before.body), body: decodeBody(before.body) } };
}
