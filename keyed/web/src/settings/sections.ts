import { type ComponentType, lazy } from 'react';
import type { SettingsPartProps } from './settings-part.ts';

/** A section of the settings: a word for the address, and its parts from top to bottom. */
export interface SettingsSection {
  readonly id: SectionId;
  readonly parts: readonly ComponentType<SettingsPartProps>[];
}

/** Words for the address; `settings.section.<id>` and `settings.lead.<id>` name and explain the section. */
export type SectionId = 'organisation' | 'betriebsstaetten' | 'anmeldung' | 'freigabe' | 'protokoll' | 'aenderungen';

/** All sections in the order they are shown. A new one is a line here, its id above and two texts (EI1). */
export const SECTIONS: readonly SettingsSection[] = [
  {
    id: 'organisation',
    parts: [
      part(async () => (await import('./organisation-settings.tsx')).OrganisationSettings),
      part(async () => (await import('./look-settings.tsx')).LookSettings),
      part(async () => (await import('./profile-settings.tsx')).ProfileSettings),
    ],
  },
  { id: 'betriebsstaetten', parts: [part(async () => (await import('../sites/sites-settings.tsx')).SitesSettings)] },
  {
    id: 'anmeldung',
    parts: [
      part(async () => (await import('./password-settings.tsx')).PasswordSettings),
      part(async () => (await import('../access-rules/factor-rule-settings.tsx')).FactorRuleSettings),
      part(async () => (await import('../access-rules/outside-settings.tsx')).OutsideSettings),
      part(async () => (await import('../access-rules/idle-settings.tsx')).IdleSettings),
      part(async () => (await import('./offline-settings.tsx')).OfflineSettings),
    ],
  },
  { id: 'freigabe', parts: [part(async () => (await import('../freigabe/freigabe-settings.tsx')).FreigabeSettings)] },
  { id: 'protokoll', parts: [part(async () => (await import('../log/log-settings.tsx')).LogSettings)] },
  { id: 'aenderungen', parts: [part(async () => (await import('./changes-settings.tsx')).ChangesSettings)] },
];

function part(load: () => Promise<ComponentType<SettingsPartProps>>): ComponentType<SettingsPartProps> {
  return lazy(async () => ({ default: await load() }));
}
