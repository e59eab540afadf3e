import { isRight, type Right, roleRecordId, roleTemplates } from '@siegel/akten';
import type { MemberRole } from '@siegel/journal';
import { platformHasher, platformRandom } from '@siegel/seal';
import { type EntryPacket, fail, hexOf, type Id, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';
import type { RequestFailure } from '../server/server-request.ts';
import { enterBatch } from './enter-batch.ts';
import { groupConsequences } from './group-consequences.ts';
import { houseEntry, houseNameOf, organisationKey, userEntry } from './house-entry.ts';
import { includesId, leavesAdministrator, type RightsChange, standingAfter, type UserWish } from './rights-change.ts';

const ID_BYTES = 16;

/** What a role is called and gives. */
export interface RoleWish {
  readonly name: string;
  readonly rights: readonly string[];
}

/** What those get who have a role that ends: another role, its rights one by one, or nothing instead. */
export type RoleHeirs = { readonly role: Id } | 'rights' | 'nothing';

/** Makes a role; nobody has it yet. NAME_MISSING, RIGHT_MISSING, OFFLINE. */
export function makeRole(safe: Safe, wish: RoleWish): Promise<Result<true, RequestFailure>> {
  return enterRole(safe, platformRandom(ID_BYTES) as Id, wish);
}

/** Gives a role another name or other rights, for everybody who has it from then on, keys included (RO3, RO4). LAST_ADMINISTRATOR,
 *  GROUP_KEY_MISSING, ROLE_UNKNOWN, NAME_MISSING, RIGHT_MISSING, OFFLINE. */
export async function changeRole(safe: Safe, role: Id, wish: RoleWish): Promise<Result<true, RequestFailure>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  return isActive(safe, role) ? enterRole(safe, role, wish) : fail('ROLE_UNKNOWN');
}

async function enterRole(safe: Safe, role: Id, wish: RoleWish): Promise<Result<true, RequestFailure>> {
  if (houseNameOf(wish.name) === '') return fail('NAME_MISSING');
  // The mirror is for service devices: no role gives it.
  if (!wish.rights.every((right) => isRight(right) && right !== 'mirror')) return fail('RIGHT_MISSING');
  const key = organisationKey(safe);
  if (key === undefined) return fail('GROUP_KEY_MISSING');
  const change = { roles: new Map([[hexOf(role), wish.rights]]) };
  if (!leavesAdministrator(safe, change)) return fail('LAST_ADMINISTRATOR');
  const groups = await groupConsequences(safe, change);
  if (!groups.ok) return groups;
  const open = { rights: [...new Set(wish.rights)], state: 'active' };
  const entry = await houseEntry(safe, { kind: WIRE_KINDS.role, record: role, open, name: wish.name }, key);
  // Last: it may take from the author what the others need.
  return enterBatch(safe, [...groups.value, entry], role);
}

/** Ends a role. Whoever has it gets what `heirs` says in the same batch; ROLE_IN_USE when somebody has it and nothing is said.
 *  LAST_ADMINISTRATOR, GROUP_KEY_MISSING, ROLE_UNKNOWN (also for the one that is to follow), OFFLINE. */
export async function endRole(safe: Safe, role: Id, heirs?: RoleHeirs): Promise<Result<true, RequestFailure>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const { membership, head } = safe.follower;
  const known = membership.roleAt(role, head.size);
  if (known?.active !== true || !mayFollow(safe, role, heirs)) return fail('ROLE_UNKNOWN');
  const holders = holdersOf(safe, role);
  if (holders.length > 0 && heirs === undefined) return fail('ROLE_IN_USE');
  const wishes = holders.flatMap((holder) => wishOfHeir(safe, known, { holder, heirs }) ?? []);
  const users = new Map(wishes.map(({ holder, wish }) => [hexOf(holder), wish]));
  const change: RightsChange = { roles: new Map([[hexOf(role), []]]), users };
  if (!leavesAdministrator(safe, change)) return fail('LAST_ADMINISTRATOR');
  const groups = await groupConsequences(safe, change);
  if (!groups.ok) return groups;
  const key = organisationKey(safe);
  if (key === undefined) return fail('GROUP_KEY_MISSING');
  const packets: EntryPacket[] = [...groups.value];
  for (const { holder, wish } of wishes)
    packets.push(await userEntry(safe, holder, keepsUntilEnd(safe, role, { holder, wish, change })));
  const open = { rights: known.rights, state: 'removed' };
  packets.push(await houseEntry(safe, { kind: WIRE_KINDS.role, record: role, open }, key));
  return enterBatch(safe, packets, role);
}

/** True when the role that is to follow is there and another one. */
function mayFollow(safe: Safe, role: Id, heirs: RoleHeirs | undefined): boolean {
  return typeof heirs !== 'object' || (hexOf(heirs.role) !== hexOf(role) && isActive(safe, heirs.role));
}

/** What somebody has once a role of theirs ended. */
function wishOfHeir(
  { follower: { membership, head } }: Safe,
  { role, rights: ofRole }: MemberRole,
  { holder, heirs }: { readonly holder: Id; readonly heirs: RoleHeirs | undefined },
): { readonly holder: Id; readonly wish: UserWish } | undefined {
  const member = membership.userAt(holder, head.size);
  if (member === undefined) return undefined;
  const { sites } = member;
  const others = member.roles.filter((one) => hexOf(one) !== hexOf(role));
  const roles = typeof heirs === 'object' && !includesId(others, heirs.role) ? [...others, heirs.role] : others;
  const rights = heirs === 'rights' ? [...new Set([...member.rights, ...ofRole])] : member.rights;
  return { holder, wish: { roles, rights, sites } };
}

/** Whoever ends the role by which they themselves may do so keeps it in their list: it gives nothing any more from the last entry
 *  of the batch on, and until then they may write it. */
function keepsUntilEnd(
  safe: Safe,
  role: Id,
  { holder, wish, change }: { readonly holder: Id; readonly wish: UserWish; readonly change: RightsChange },
): UserWish {
  const isAuthor = hexOf(holder) === hexOf(safe.given.user);
  const stays = standingAfter(safe, holder, change).rights.has('administer');
  return isAuthor && !stays ? { ...wish, roles: [...wish.roles, role] } : wish;
}

/** Enters the roles of the profile's templates that are not there, by names of the language asked for. Two who do it at the same
 *  time meet in the same records (RO1). Nothing happens when they are there. */
export async function makeTemplateRoles(safe: Safe, language: 'de' | 'en'): Promise<Result<true, RequestFailure>> {
  const synced = await safe.sync();
  if (!synced.ok) return synced;
  const packets = await templateRoleEntries(safe, language);
  if (!packets.ok) return packets;
  const [first] = packets.value;
  return first === undefined
    ? ok(true)
    : enterBatch(
        safe,
        packets.value.map(({ packet }) => packet),
        first.role,
      );
}

/** The entries of template roles that are not there yet. */
export async function templateRoleEntries(
  safe: Safe,
  language: 'de' | 'en',
): Promise<Result<readonly { readonly role: Id; readonly packet: EntryPacket }[]>> {
  const key = organisationKey(safe);
  if (key === undefined) return fail('GROUP_KEY_MISSING');
  const { membership, head } = safe.follower;
  const profile = membership.genesis?.profile === 'social' ? 'social' : 'practice';
  const entries: { readonly role: Id; readonly packet: EntryPacket }[] = [];
  for (const { name, label, rights } of roleTemplates(profile)) {
    const role = roleRecordId(safe.given.tenant, name, platformHasher.sha256);
    if (membership.roleAt(role, head.size) !== undefined) continue;
    const open = { rights: rights as readonly Right[], state: 'active' };
    const wish = { kind: WIRE_KINDS.role, record: role, open, name: label[language] };
    entries.push({ role, packet: await houseEntry(safe, wish, key) });
  }
  return ok(entries);
}

/** Active users who have a role. */
export function holdersOf({ follower: { membership, head } }: Safe, role: Id): readonly Id[] {
  return membership
    .usersAt(head.size)
    .filter(({ active, roles }) => active && includesId(roles, role))
    .map(({ user }) => user);
}

function isActive({ follower: { membership, head } }: Safe, role: Id): boolean {
  return membership.roleAt(role, head.size)?.active === true;
}
