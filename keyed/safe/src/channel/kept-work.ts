import type { PersonRow } from './search-api.ts';

/** Text that is not saved yet. */
export interface KeptDraft {
  /** The fixed Kuerzel of a new Eintrag; undefined while none is fixed, and for changes. */
  readonly kuerzel: string | undefined;
  readonly text: string;
  /** JJJJ-MM-TT, or as typed while an Eintrag is changed. */
  readonly day: string;
  /** Of a change in place: the version it began from, its wording, and the version that was joined into it by hand. Without them
   *  a change that comes back after a reload would be saved over what others wrote meanwhile (AT50). */
  readonly base?: string;
  readonly baseText?: string;
  readonly settled?: string;
}

/** What lies open in a tab. */
export interface Desk {
  readonly open: readonly PersonRow[];
  readonly recent: readonly PersonRow[];
  /** Path of the place, with random ids only. */
  readonly path: string;
}

/** What waited for somebody who comes back. */
export interface Work {
  readonly drafts: readonly (readonly [of: string, draft: KeptDraft])[];
  readonly desk: Desk | null;
}
