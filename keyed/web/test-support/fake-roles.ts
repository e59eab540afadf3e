import { roleTemplates } from '@siegel/akten';
import type { GroupOfHouse, NamedPerson, RoleOfHouse, RolesApi } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

const PEOPLE: readonly NamedPerson[] = ['Dr. Katrin Albers', 'Dr. Mehmet Yıldız', 'Jana Böttcher'].map((name, i) => ({
  userId: String(i).padStart(32, '0'),
  name,
}));

const idOf = (n: number) => String(n).padStart(32, '0');

/** Invented roles and groups that can be made, changed and ended. */
export function fakeRoles(): RolesApi {
  let roles: readonly RoleOfHouse[] = roleTemplates('practice').map(({ label, rights }, i) => ({
    roleId: idOf(i + 40),
    name: label.de,
    rights,
    holders: PEOPLE.filter((_, n) => n === [2, 1, -1, 0][i]),
  }));
  let groups: readonly GroupOfHouse[] = [
    { groupId: idOf(60), kind: 'organisation', name: 'Praxis am Lindenhof', members: PEOPLE, isHeld: true },
    { groupId: idOf(61), kind: 'site', name: 'Lindenhof', members: PEOPLE, isHeld: true },
    { groupId: idOf(62), kind: 'records', name: 'Wer Akten liest', members: PEOPLE, isHeld: true },
    { groupId: idOf(63), kind: 'dpo', name: 'Datenschutz', members: PEOPLE.slice(0, 1), isHeld: true },
  ];
  const named = (ids: readonly string[]) => PEOPLE.filter(({ userId }) => ids.includes(userId));
  return {
    rolesView: async () => ok({ mayAdminister: true, lacksTemplates: false, roles, groups, people: PEOPLE }),
    makeTemplateRoles: async () => ok(true),
    async makeRole(wish) {
      roles = [...roles, { roleId: idOf(roles.length + 40), ...wish, holders: [] }];
      return ok(true);
    },
    async changeRole(roleId, wish) {
      roles = roles.map((role) => (role.roleId === roleId ? { ...role, ...wish } : role));
      return ok(true);
    },
    async endRole(roleId, heirs) {
      const ended = roles.find((role) => role.roleId === roleId);
      if (ended !== undefined && ended.holders.length > 0 && heirs === undefined) return fail('ROLE_IN_USE');
      roles = roles.filter((role) => role.roleId !== roleId);
      return ok(true);
    },
    async makeGroup(kind, { name, memberIds }) {
      const made = { groupId: idOf(groups.length + 60), kind, name, members: named(memberIds), isHeld: true };
      groups = [...groups, made];
      return ok(true);
    },
    async changeGroup(groupId, { name, memberIds }) {
      groups = groups.map((group) =>
        group.groupId === groupId ? { ...group, name, members: named(memberIds) } : group,
      );
      return ok(true);
    },
  };
}
