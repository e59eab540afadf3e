import { readsPersons } from '@siegel/akten';
import type { MemberGroup } from '@siegel/journal';
import { type EntryPacket, fail, type Id, ok, type Result } from '@siegel/wire';
import { rotateGroup } from '../people/rotate-group.ts';
import { type NewMember, widenGroup } from '../people/widen-group.ts';
import type { Safe } from '../safe/safe.ts';
import { includesId, type RightsChange, standingAfter, usersTouched } from './rights-change.ts';

/** What a change of rights means for keys: whoever comes to read Akten of a site gets the key of its group, whoever does not any
 *  more makes it new for those who stay; the same for the group of those who read records (RO4). One entry per group, whoever
 *  comes and goes. GROUP_KEY_MISSING: a group whose key is not here. */
export async function groupConsequences(safe: Safe, change: RightsChange): Promise<Result<readonly EntryPacket[]>> {
  const { membership, head } = safe.follower;
  const touched = usersTouched(safe, change);
  const packets: EntryPacket[] = [];
  for (const group of membership.groupsAt(head.size)) {
    if (!followsRights(group)) continue;
    const members = membership.groupKeyVersions(group.group).at(-1)?.members ?? [];
    const belongs = (user: Id) => belongsTo(group, standingAfter(safe, user, change));
    const join = touched.filter((user) => !includesId(members, user) && belongs(user));
    const leave = touched.filter((user) => includesId(members, user) && !belongs(user));
    if (join.length === 0 && leave.length === 0) continue;
    const key = safe.keys.groupKey(group.group);
    if (key === undefined) return fail('GROUP_KEY_MISSING');
    const added = join.map((user) => memberOf(safe, user));
    packets.push(
      leave.length > 0 ? await rotateGroup(safe, key, { leave, join: added }) : await widenGroup(safe, key, ...added),
    );
  }
  return ok(packets);
}

/** Groups that nobody is put into: what somebody may decides. */
function followsRights({ groupKind, active }: MemberGroup): boolean {
  return active && (groupKind === 'site' || groupKind === 'records' || groupKind === 'office');
}

/** Whether somebody with these rights and sites holds the key of a group that follows rights. */
export function belongsTo(
  { groupKind, site }: Pick<MemberGroup, 'groupKind' | 'site'>,
  { rights, sites }: { readonly rights: ReadonlySet<string>; readonly sites: readonly Id[] },
): boolean {
  if (groupKind === 'office') return readsPersons(rights) && includesId(sites, site);
  if (!rights.has('read-records')) return false;
  return groupKind === 'records' || (groupKind === 'site' && includesId(sites, site));
}

/** Somebody who stands in the journal, as a member of a group to be. */
export function memberOf({ follower: { membership, head } }: Safe, user: Id): NewMember {
  return { user, xwingPublic: membership.userAt(user, head.size)?.xwingPublic ?? new Uint8Array(0) };
}
