import { PASSWORD_FLOORS, passwordRulesOf } from '@siegel/akten';
import type { SettingsApi } from '@siegel/safe';
import { ok } from '@siegel/wire';
import type { FakeWorld } from './fake-world.ts';

const RULES = passwordRulesOf(undefined);

/** Settings of the invented practice, seen by somebody who may administer: every call ends well and changes nothing. */
export function fakeSettings(world: FakeWorld): SettingsApi {
  return {
    settingsView: async () =>
      ok({ mayChange: true, isOfflineSlotAllowed: world.isOfflineSlotAllowed, profile: 'practice' }),
    organisationView: async () =>
      ok({ version: '', name: 'Praxis am Lindenhof', anschrift: '', kontakt: '', accent: 'petrol' }),
    changeOrganisation: async () => ok(true),
    passwordPolicy: async () => ok({ version: '', rules: RULES, floors: PASSWORD_FLOORS, blockedWords: [] }),
    changePasswordPolicy: async () => ok(true),
    passwordState: async () => ok({ rules: RULES, blockedWords: [], names: [], hasEnded: false }),
    settingsChanges: async () => ok([]),
    undoSettingsChange: async () => ok(true),
  };
}
