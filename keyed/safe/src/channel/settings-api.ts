import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** The settings of the organisation (docs/spec/settings.md). */
export interface SettingsApi {
  /** What every section begins with. */
  settingsView(): Promise<Result<SettingsView>>;
}

export const SETTINGS_CALLS = { settingsView: 'result' } as const satisfies CallForms<SettingsApi>;

export interface SettingsView {
  /** Whether whoever is signed in may administer; everybody may look (EI2). */
  readonly mayChange: boolean;
  readonly isOfflineSlotAllowed: boolean;
}
