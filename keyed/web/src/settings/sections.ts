import { type ComponentType, lazy } from 'react';
import type { SettingsPartProps } from './settings-part.ts';

/** A section of the settings: a word for the address, and its parts from top to bottom. */
export interface SettingsSection {
  readonly id: SectionId;
  /** Changed by who writes or for oneself, without the right to administer. */
  readonly isForAll?: true;
  readonly parts: readonly ComponentType<SettingsPartProps>[];
}

/** Words for the address; `settings.section.<id>` and `settings.lead.<id>` name and explain the section. */
export type SectionId =
  | 'organisation'
  | 'betriebsstaetten'
  | 'streng'
  | 'anmeldung'
  | 'kalender'
  | 'textbausteine'
  | 'eintraege'
  | 'freigabe'
  | 'protokoll'
  | 'tasten'
  | 'aenderungen';

/** All sections in the order they are shown. A new one is a line here, its id above and two texts (EI1). */
export const SECTIONS: readonly SettingsSection[] = [
  {
    id: 'organisation',
    parts: [
      part(async () => (await import('./organisation-settings.tsx')).OrganisationSettings),
      part(async () => (await import('./look-settings.tsx')).LookSettings),
      part(async () => (await import('./profile-settings.tsx')).ProfileSettings),
      part(async () => (await import('../stammdaten/town-settings.tsx')).TownSettings),
    ],
  },
  { id: 'betriebsstaetten', parts: [part(async () => (await import('../sites/sites-settings.tsx')).SitesSettings)] },
  { id: 'streng', parts: [part(async () => (await import('../strict/strict-settings.tsx')).StrictSettings)] },
  {
    id: 'kalender',
    parts: [
      part(async () => (await import('../calendar/resource-settings.tsx')).ResourceSettings),
      part(async () => (await import('../calendar/type-settings.tsx')).TypeSettings),
      part(async () => (await import('../finding/favourite-settings.tsx')).FavouriteSettings),
      part(async () => (await import('../calendar/holiday-settings.tsx')).HolidaySettings),
    ],
  },
  {
    id: 'textbausteine',
    isForAll: true,
    parts: [
      part(async () => (await import('../text-blocks/block-settings.tsx')).BlockSettings),
      part(async () => (await import('../text-blocks/spell-settings.tsx')).SpellSettings),
    ],
  },
  {
    id: 'eintraege',
    parts: [part(async () => (await import('../entry-types/entry-type-settings.tsx')).EntryTypeSettings)],
  },
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
  {
    id: 'tasten',
    isForAll: true,
    parts: [
      part(async () => (await import('../keys/key-settings.tsx')).KeySettings),
      part(async () => (await import('../hidden/hidden-settings.tsx')).HiddenSettings),
    ],
  },
  { id: 'aenderungen', parts: [part(async () => (await import('./changes-settings.tsx')).ChangesSettings)] },
];

function part(load: () => Promise<ComponentType<SettingsPartProps>>): ComponentType<SettingsPartProps> {
  return lazy(async () => ({ default: await load() }));
}
