import type { SettingsApi } from '@siegel/safe';
import { ok } from '@siegel/wire';
import type { FakeWorld } from './fake-world.ts';

/** Settings of the invented practice, seen by somebody who may administer. */
export function fakeSettings(world: FakeWorld): SettingsApi {
  return {
    settingsView: async () => ok({ mayChange: true, isOfflineSlotAllowed: world.isOfflineSlotAllowed }),
  };
}
