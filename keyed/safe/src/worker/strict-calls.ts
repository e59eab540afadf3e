import { fail, ok } from '@siegel/wire';
import type { StrictApi } from '../channel/strict-api.ts';
import { isStrictNow } from '../renewal/wanted-groups.ts';
import { sitesOf } from '../sites/site-list.ts';
import { setStrictMode } from '../strict/strict-mode.ts';
import type { SafeSession } from './safe-session.ts';

/** Looking at strict mode and switching it. */
export function strictCalls(session: SafeSession): StrictApi {
  return {
    strictMode: () => {
      const safe = session.unlocked?.safe;
      const view = safe === undefined ? undefined : { isOn: isStrictNow(safe), sites: sitesOf(safe).length };
      return Promise.resolve(view === undefined ? fail('SESSION_MISSING') : ok(view));
    },
    setStrictMode: async (isOn) => {
      const safe = session.unlocked?.safe;
      if (safe === undefined) return fail('SESSION_MISSING');
      const changed = await setStrictMode(safe, isOn, 'de');
      await session.catchUp();
      // Whoever switches it begins with the Stammakten (BS23).
      if (changed.ok) session.renewals.begin();
      return changed;
    },
  };
}
