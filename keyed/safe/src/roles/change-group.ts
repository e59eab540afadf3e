import { houseGroupId } from '@siegel/akten';
import {
  type GroupKey,
  groupKeyEntry,
  makeGroupKey,
  platformHasher,
  platformRandom,
  wrapForRecovery,
  wrapForUser,
} from '@siegel/seal';
import { type EntryPacket, type ErrorCode, fail, type Id, ok, type Result, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import { rotateGroup } from '../people/rotate-group.ts';
import { widenGroup } from '../people/widen-group.ts';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { enterBatch } from './enter-batch.ts';
import { memberOf } from './group-consequences.ts';
import { houseEntry, houseNameOf, organisationKey } from './house-entry.ts';
import { includesId } from './rights-change.ts';

const ID_BYTES = 16;

/** Groups that people are put into; the others follow rights. */
export const FREE_GROUPS = ['team', 'dpo', 'billing'] as const;
/** One of `FREE_GROUPS`. */
export type FreeGroup = (typeof FREE_GROUPS)[number];

/** What a group is called, and who belongs to it: the whole of it, not the difference. */
export interface GroupWish {
  readonly name: string;
  readonly members: readonly Id[];
}

/** Makes a group with a key of its own, wrapped for its members and for recovery. There is one group of data protection and one of
 *  billing, and any number of teams. GROUP_EXISTS, NAME_MISSING, GROUP_NEEDS_ADMINISTRATOR, GROUP_KEY_MISSING, OFFLINE. */
export async function makeGroup(
  safe: Safe,
  groupKind: FreeGroup,
  wish: GroupWish,
): Promise<Result<true, RequestFailure>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const fault = wishFault(safe, wish);
  if (fault !== undefined) return fail(fault);
  const isOnlyOne = groupKind !== 'team';
  if (isOnlyOne && groupOfKind(safe, groupKind) !== undefined) return fail('GROUP_EXISTS');
  const group = isOnlyOne ? onlyGroupId(safe, groupKind) : (platformRandom(ID_BYTES) as Id);
  const packets = await newGroup(safe, { ...wish, groupKind, group });
  return packets.ok ? enterBatch(safe, packets.value, group) : packets;
}

/** Gives a group another name or other members. Whoever comes gets its key; when somebody goes, those who stay get a new one
 *  (RO12). GROUP_KEY_MISSING: its key is not here and its members are to change. GROUP_NEEDS_ADMINISTRATOR,
 *  NAME_MISSING, GROUP_UNKNOWN, OFFLINE. */
export async function changeGroup(safe: Safe, group: Id, wish: GroupWish): Promise<Result<true, RequestFailure>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const { membership, head } = safe.follower;
  const known = membership.groupAt(group, head.size);
  if (known?.active !== true || !isFree(known.groupKind)) return fail('GROUP_UNKNOWN');
  const fault = wishFault(safe, wish);
  if (fault !== undefined) return fail(fault);
  const key = organisationKey(safe);
  if (key === undefined) return fail('GROUP_KEY_MISSING');
  const { groupKind } = known;
  const named = { kind: WIRE_KINDS.group, record: group, open: { groupKind, state: 'active' }, name: wish.name };
  const packets = [await houseEntry(safe, named, key)];
  const regrouped = await withMembers(safe, group, wish.members);
  if (!regrouped.ok) return regrouped;
  return enterBatch(safe, [...packets, ...regrouped.value], group);
}

/** A group without anybody who administers and holds its key could never be changed, nor anybody in it be taken out. */
function wishFault({ follower: { membership, head } }: Safe, { name, members }: GroupWish): ErrorCode | undefined {
  if (houseNameOf(name) === '') return 'NAME_MISSING';
  const mayAdminister = (user: Id) => membership.rightsAt(user, head.size).has('administer');
  return members.some(mayAdminister) ? undefined : 'GROUP_NEEDS_ADMINISTRATOR';
}

/** The entry by which exactly these are members; none when they are already. */
async function withMembers(safe: Safe, group: Id, wished: readonly Id[]): Promise<Result<readonly EntryPacket[]>> {
  const members = safe.follower.membership.groupKeyVersions(group).at(-1)?.members ?? [];
  const join = wished.filter((user) => !includesId(members, user)).map((user) => memberOf(safe, user));
  const leave = members.filter((user) => !includesId(wished, user));
  if (join.length === 0 && leave.length === 0) return ok([]);
  const held = safe.keys.groupKey(group);
  if (held === undefined) return fail('GROUP_KEY_MISSING');
  return ok([
    leave.length > 0 ? await rotateGroup(safe, held, { leave, join }) : await widenGroup(safe, held, ...join),
  ]);
}

/** The entries of a new group and the first version of its key. */
export async function newGroup(
  safe: Safe,
  {
    group,
    groupKind,
    name,
    members,
    site = ZERO_ID,
  }: GroupWish & { readonly group: Id; readonly groupKind: string; readonly site?: Id },
): Promise<Result<readonly EntryPacket[]>> {
  const { author, follower } = safe;
  const key = organisationKey(safe);
  const recovery = follower.membership.genesis?.recoveryPublic;
  if (key === undefined || recovery === undefined) return fail('GROUP_KEY_MISSING');
  const made: GroupKey = await makeGroupKey({ tenant: author.tenant, group, version: 1 });
  const wraps = await Promise.all([
    ...members.map((user) => wrapForUser(made, memberOf(safe, user))),
    wrapForRecovery(made, recovery),
  ]);
  const open = { groupKind, site, state: 'active' };
  return ok([
    await houseEntry(safe, { kind: WIRE_KINDS.group, record: group, open, name }, key),
    await groupKeyEntry(made, { members, wraps }, author),
  ]);
}

/** The active group of a kind of which there is one. */
export function groupOfKind({ follower: { membership, head } }: Safe, groupKind: string) {
  return membership.groupsAt(head.size).find((group) => group.active && group.groupKind === groupKind);
}

/** Record id of a group of which there is one: two who make it at the same time meet in one record. */
export function onlyGroupId({ given }: Safe, groupKind: 'records' | 'dpo' | 'billing'): Id {
  return houseGroupId(given.tenant, groupKind, platformHasher.sha256);
}

/** True for a kind of group that people are put into. */
function isFree(groupKind: string): groupKind is FreeGroup {
  return (FREE_GROUPS as readonly string[]).includes(groupKind);
}
