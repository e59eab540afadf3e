import type { SafeStatus } from '@siegel/safe';
import type { IconName } from '../parts/icon.tsx';
import type { Place } from '../place/place.ts';

/** A place of the workspace that can be gone to from everywhere. */
export interface Area {
  readonly place: Exclude<Place, { readonly page: 'akte' | 'sign-in' | 'recovery' | 'joining' | 'forgotten' }>;
  /** Key of its name in the catalogues. */
  readonly text:
    | 'shell.akten'
    | 'dayList.title'
    | 'week.title'
    | 'finding.title'
    | 'finding.waitingList'
    | 'home.newPerson'
    | 'care.title'
    | 'transfer.title'
    | 'backups.title'
    | 'backups.make'
    | 'people.title'
    | 'org.title'
    | 'freigabe.title'
    | 'tasks.title'
    | 'messages.title'
    | 'roles.title'
    | 'support.title'
    | 'log.title'
    | 'settings.title'
    | 'access.title'
    | 'sheetAgain.title';
  /** Its key as people read it, and as `useKeys` does. */
  readonly keys?: string;
  readonly code?: string;
  /** For whom it is there; absent for everybody. */
  readonly isFor?: (status: SafeStatus) => boolean;
  /** Where it stands in the rail; areas without one are commands only. */
  readonly rail?: { readonly at: 'top' | 'foot'; readonly icon: IconName };
}

/** All of them, in the order of the rail and of the commands. */
export const AREAS: readonly Area[] = [
  {
    place: { page: 'day-list' },
    text: 'dayList.title',
    keys: 'F3',
    code: 'F3',
    rail: { at: 'top', icon: 'today' },
  },
  { place: { page: 'home' }, text: 'shell.akten', keys: 'F4', code: 'F4', rail: { at: 'top', icon: 'folder' } },
  {
    place: { page: 'calendar' },
    text: 'week.title',
    keys: 'F6',
    code: 'F6',
    rail: { at: 'top', icon: 'calendar' },
  },
  { place: { page: 'finding' }, text: 'finding.title', keys: 'Alt F', code: 'Alt+KeyF' },
  { place: { page: 'waiting-list' }, text: 'finding.waitingList', keys: 'Alt L', code: 'Alt+KeyL' },
  { place: { page: 'new-person' }, text: 'home.newPerson', keys: 'Alt N', code: 'Alt+KeyN' },
  { place: { page: 'care' }, text: 'care.title' },
  { place: { page: 'freigabe' }, text: 'freigabe.title', keys: 'F7', code: 'F7', rail: { at: 'top', icon: 'stamp' } },
  { place: { page: 'tasks' }, text: 'tasks.title', keys: 'Alt O', code: 'Alt+KeyO', rail: { at: 'top', icon: 'tick' } },
  {
    place: { page: 'messages' },
    text: 'messages.title',
    keys: 'Alt M',
    code: 'Alt+KeyM',
    rail: { at: 'top', icon: 'mail' },
  },
  { place: { page: 'transfer' }, text: 'transfer.title', rail: { at: 'top', icon: 'transfer' } },
  { place: { page: 'backups' }, text: 'backups.title', rail: { at: 'top', icon: 'disk' }, isFor: hasBackups },
  { place: { page: 'new-backup' }, text: 'backups.make', isFor: ({ backups }) => backups?.mayManage === true },
  { place: { page: 'people' }, text: 'people.title', rail: { at: 'foot', icon: 'people' } },
  { place: { page: 'org' }, text: 'org.title', rail: { at: 'foot', icon: 'tree' } },
  { place: { page: 'roles' }, text: 'roles.title' },
  { place: { page: 'support' }, text: 'support.title' },
  { place: { page: 'log' }, text: 'log.title', rail: { at: 'foot', icon: 'history' } },
  { place: { page: 'settings' }, text: 'settings.title', rail: { at: 'foot', icon: 'settings' } },
  { place: { page: 'access' }, text: 'access.title', rail: { at: 'foot', icon: 'user' } },
  { place: { page: 'sheet' }, text: 'sheetAgain.title' },
];

/** The areas of whoever is signed in: what somebody may not enter is absent. */
export function areasOf(status: SafeStatus): readonly Area[] {
  return AREAS.filter(({ isFor }) => isFor?.(status) ?? true);
}

/** Whoever manages backups, or is named in a key of theirs (BK40). */
function hasBackups({ backups }: SafeStatus): boolean {
  return backups?.mayManage === true || backups?.isHolder === true;
}
