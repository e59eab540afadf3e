import { fail } from '@siegel/wire';
import type { AccessRulesApi } from '../channel/access-rules-api.ts';
import { accessRulesView, changeAccessRules } from '../safe/access-rules.ts';
import type { SafeSession } from './safe-session.ts';
import { openHouseNames } from './staff-names.ts';

/** Rules for sign-in, access from outside and the idle lock. */
export function accessRulesCalls(session: SafeSession): AccessRulesApi {
  return {
    async accessRules() {
      const { unlocked } = session;
      if (unlocked === undefined) return fail('SESSION_MISSING');
      const { byUser, byGroup } = (unlocked.names = await openHouseNames(unlocked.safe));
      return accessRulesView(unlocked.safe, {
        user: (userId) => byUser.get(userId) ?? '',
        group: (groupId) => byGroup.get(groupId) ?? '',
      });
    },
    async changeAccessRules(changes, isSure) {
      const { unlocked } = session;
      if (unlocked === undefined) return fail('SESSION_MISSING');
      const changed = await changeAccessRules(unlocked.safe, changes, isSure);
      await session.catchUp();
      return changed;
    },
  };
}
