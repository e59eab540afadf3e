import { fail, ok } from '@siegel/wire';
import type { SettingsApi } from '../channel/settings-api.ts';
import { isOfflineSlotAllowed } from '../safe/offline-rule.ts';
import type { SafeSession } from './safe-session.ts';

/** The settings of the organisation, from the journal this device has verified. */
export function settingsCalls(session: SafeSession): SettingsApi {
  return {
    settingsView: async () => {
      const safe = session.unlocked?.safe;
      if (safe === undefined) return fail('SESSION_MISSING');
      const { membership, head } = safe.follower;
      const mayChange = membership.rightsAt(safe.given.user, head.size).has('administer');
      return ok({ mayChange, isOfflineSlotAllowed: isOfflineSlotAllowed(safe) });
    },
  };
}
