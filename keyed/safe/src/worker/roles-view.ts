import { roleRecordId, roleTemplates } from '@siegel/akten';
import { platformHasher } from '@siegel/seal';
import { hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { GroupOfHouse, NamedPerson, RoleOfHouse, RolesView } from '../channel/roles-api.ts';
import { holdersOf } from '../roles/change-role.ts';
import type { Safe } from '../safe/safe.ts';
import { openHouseNames } from './staff-names.ts';
import type { Unlocked } from './unlocked.ts';

/** Roles and groups as they stand in the verified journal, their names opened. */
export async function rolesView(unlocked: Unlocked): Promise<Result<RolesView>> {
  const { safe } = unlocked;
  const names = await openHouseNames(safe);
  unlocked.names = names;
  const { membership, head } = safe.follower;
  const named = (user: Id): NamedPerson => ({ userId: hexOf(user), name: names.byUser.get(hexOf(user)) ?? '' });
  const roles = membership
    .rolesAt(head.size)
    .filter(({ active }) => active)
    .map(
      ({ role, rights }): RoleOfHouse => ({
        roleId: hexOf(role),
        name: names.byRole.get(hexOf(role)) ?? '',
        rights,
        holders: holdersOf(safe, role).map(named),
      }),
    );
  const groups = membership
    .groupsAt(head.size)
    .filter(({ active }) => active)
    .map(({ group, groupKind }): GroupOfHouse => {
      const members = membership.groupKeyAt(group, head.size)?.members ?? [];
      return {
        groupId: hexOf(group),
        kind: groupKind,
        name: names.byGroup.get(hexOf(group)) ?? '',
        members: members.filter((user) => membership.userAt(user, head.size)?.userKind === 'person').map(named),
        isHeld: safe.keys.groupKey(group) !== undefined,
      };
    });
  const people = membership
    .usersAt(head.size)
    .filter(({ active, userKind }) => active && userKind === 'person')
    .map(({ user }) => named(user));
  return ok({
    mayAdminister: membership.rightsAt(safe.given.user, head.size).has('administer'),
    lacksTemplates: lacksTemplates(safe),
    roles,
    groups,
    people: people.toSorted((a, b) => a.name.localeCompare(b.name, 'de')),
  });
}

/** A template role that was ended is not offered again. */
function lacksTemplates({ given, follower: { membership, head } }: Safe): boolean {
  const profile = membership.genesis?.profile === 'social' ? 'social' : 'practice';
  return roleTemplates(profile).some(
    ({ name }) => membership.roleAt(roleRecordId(given.tenant, name, platformHasher.sha256), head.size) === undefined,
  );
}
