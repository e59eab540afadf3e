import type { IconName } from '../parts/icon.tsx';
import type { Place } from '../place/place.ts';

/** A place of the workspace that can be gone to from everywhere. */
export interface Area {
  readonly place: Exclude<Place, { readonly page: 'akte' | 'sign-in' | 'recovery' | 'joining' | 'forgotten' }>;
  /** Key of its name in the catalogues. */
  readonly text:
    | 'shell.akten'
    | 'home.newPerson'
    | 'transfer.title'
    | 'people.title'
    | 'freigabe.title'
    | 'roles.title'
    | 'support.title'
    | 'log.title'
    | 'settings.title'
    | 'access.title'
    | 'sheetAgain.title';
  /** Its key as people read it, and as `useKeys` does. */
  readonly keys?: string;
  readonly code?: string;
  /** Where it stands in the rail; areas without one are commands only. */
  readonly rail?: { readonly at: 'top' | 'foot'; readonly icon: IconName };
}

/** All of them, in the order of the rail and of the commands. */
export const AREAS: readonly Area[] = [
  { place: { page: 'home' }, text: 'shell.akten', keys: 'F4', code: 'F4', rail: { at: 'top', icon: 'folder' } },
  { place: { page: 'new-person' }, text: 'home.newPerson', keys: 'Alt N', code: 'Alt+KeyN' },
  { place: { page: 'freigabe' }, text: 'freigabe.title', keys: 'F7', code: 'F7', rail: { at: 'top', icon: 'stamp' } },
  { place: { page: 'transfer' }, text: 'transfer.title', rail: { at: 'top', icon: 'transfer' } },
  { place: { page: 'people' }, text: 'people.title', rail: { at: 'foot', icon: 'people' } },
  { place: { page: 'roles' }, text: 'roles.title' },
  { place: { page: 'support' }, text: 'support.title' },
  { place: { page: 'log' }, text: 'log.title', rail: { at: 'foot', icon: 'history' } },
  { place: { page: 'settings' }, text: 'settings.title', rail: { at: 'foot', icon: 'settings' } },
  { place: { page: 'access' }, text: 'access.title', rail: { at: 'foot', icon: 'user' } },
  { place: { page: 'sheet' }, text: 'sheetAgain.title' },
];
