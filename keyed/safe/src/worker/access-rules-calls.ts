import { fail } from '@siegel/wire';
import type { AccessRulesApi } from '../channel/access-rules-api.ts';
import { accessRulesView, changeAccessRules } from '../safe/access-rules.ts';
import type { SafeSession } from './safe-session.ts';

/** Rules for sign-in, access from outside and the idle lock. */
export function accessRulesCalls(session: SafeSession): AccessRulesApi {
  return {
    async accessRules() {
      const { unlocked } = session;
      if (unlocked === undefined) return fail('SESSION_MISSING');
      return accessRulesView(unlocked.safe, (userId) => unlocked.names.byUser.get(userId) ?? '');
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
