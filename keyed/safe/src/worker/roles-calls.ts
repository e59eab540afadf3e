import { fail, type Result } from '@siegel/wire';
import type { RolesApi } from '../channel/roles-api.ts';
import { changeGroup, makeGroup } from '../roles/change-group.ts';
import { changeRole, endRole, makeRole, makeTemplateRoles } from '../roles/change-role.ts';
import { Safe } from '../safe/safe.ts';
import { rolesView } from './roles-view.ts';
import type { SafeSession } from './safe-session.ts';

/** Making, changing and ending roles and groups. */
export function rolesCalls(session: SafeSession): RolesApi {
  /** What changes who may what shows at once. */
  async function changing(use: (safe: Safe) => Promise<Result<true>>): Promise<Result<true>> {
    const safe = session.unlocked?.safe;
    if (safe === undefined) return fail('SESSION_MISSING');
    const changed = await use(safe);
    await session.catchUp();
    return changed;
  }
  return {
    rolesView: async () => (session.unlocked === undefined ? fail('SESSION_MISSING') : rolesView(session.unlocked)),
    makeTemplateRoles: (language) => changing((safe) => makeTemplateRoles(safe, language)),
    makeRole: (wish) => changing((safe) => makeRole(safe, wish)),
    changeRole: (roleId, wish) => changing((safe) => changeRole(safe, Safe.idOf(roleId), wish)),
    endRole: (roleId, heirs) =>
      changing((safe) => {
        const given = typeof heirs === 'object' ? { role: Safe.idOf(heirs.roleId) } : heirs;
        return endRole(safe, Safe.idOf(roleId), given);
      }),
    makeGroup: (kind, { name, memberIds }) =>
      changing((safe) => makeGroup(safe, kind, { name, members: memberIds.map((id) => Safe.idOf(id)) })),
    changeGroup: (groupId, { name, memberIds }) =>
      changing((safe) =>
        changeGroup(safe, Safe.idOf(groupId), { name, members: memberIds.map((id) => Safe.idOf(id)) }),
      ),
  };
}
