import type { EntryType, LocalDate } from '@siegel/akten';
import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Types of Eintraege of the house, whom the command line may address, what is pinned, and filters somebody keeps. */
export interface EntryTypeApi {
  entryTypes(): Promise<Result<EntryTypesView>>;
  /** Enters or changes types as one act. ENTRY_TYPE_KUERZEL_WRONG, ENTRY_TYPE_KUERZEL_TAKEN, ENTRY_TYPE_FIXED, CALENDAR_NAME_MISSING,
   *  RIGHT_MISSING, GROUP_KEY_MISSING, OFFLINE. @returns their ids in the same order. */
  saveEntryTypes(types: readonly EntryType[]): Promise<Result<readonly string[]>>;
  /** Whom a task of the command line may be for. */
  lineAddressees(): Promise<Result<LineAddressees>>;
  /** Puts an Eintrag at the top of the Akte for everybody, or takes it from there (PN1). AKTE_UNKNOWN, UNREADABLE, PINS_FULL, OFFLINE. */
  setPinned(personId: string, recordId: string, isPinned: boolean): Promise<Result<true>>;
  /** Filters the own user keeps, sealed (FI5). */
  savedFilters(): Promise<Result<readonly SavedFilter[]>>;
  /** Keeps one in place of one of its name. OWN_NOTES_FULL, ENTRY_STALE. */
  keepFilter(filter: SavedFilter): Promise<Result<KeptWhere>>;
  /** RIGHT_MISSING, OFFLINE, ENTRY_STALE. */
  forgetFilter(name: string): Promise<Result<true>>;
}

export const ENTRY_TYPE_CALLS = {
  entryTypes: 'result',
  saveEntryTypes: 'result',
  lineAddressees: 'result',
  setPinned: 'result',
  savedFilters: 'result',
  keepFilter: 'result',
  forgetFilter: 'result',
} as const satisfies CallForms<EntryTypeApi>;

export interface EntryTypesView {
  /** In their order, those out of use included; built-in types only where the house has changed them. */
  readonly types: readonly EntryType[];
  readonly mayAdminister: boolean;
  /** Types that do not open here. */
  readonly unreadable: number;
}

/** Everybody with a name on this device; `groups`: roles, units and workplaces. */
export interface LineAddressees {
  readonly ownUser: string;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

/** On every device of the user; or on this one alone, without a line or without the right to enter anything. */
export type KeptWhere = 'everywhere' | 'here';

/** A filter of the Akte under a name. */
export interface SavedFilter {
  readonly name: string;
  readonly kuerzel: readonly string[];
  readonly text: string;
  readonly author?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}
