import type { CallForms } from './call-form.ts';

/** Finding persons. */
export interface SearchApi {
  /** Persons for what was typed (grammar of docs/spec/search.md); those of the archive only when asked for (PM41). */
  search(query: string, limit: number, withArchive?: boolean): Promise<SearchAnswer>;
  /** Every name of the persons this device knows, once each, in no order: what a page needs to hide them in texts (EV32). */
  nameWords(): Promise<NameWords>;
}

export const SEARCH_CALLS = { search: 'plain', nameWords: 'plain' } as const satisfies CallForms<SearchApi>;

export interface PersonRow {
  readonly personId: string;
  readonly familienname: string;
  readonly vorname: string;
  readonly geburtsdatum?: string;
  readonly strasse?: string;
  readonly ort?: string;
  readonly patientennummer?: string;
  readonly geschlecht?: string;
  /** There is a warning for this person (PE30). */
  readonly hasCave?: true;
  readonly isDead?: true;
  readonly isArchived?: true;
  /** The name by which somebody was found who is shown under another one now (PM8). */
  readonly foundAs?: string;
}

/** Names as they are written, of several words where somebody has several. */
export interface NameWords {
  readonly family: readonly string[];
  readonly given: readonly string[];
}

export interface SearchAnswer {
  readonly exact: readonly PersonRow[];
  readonly soundAlike: readonly PersonRow[];
  readonly total: number;
  readonly tookMs: number;
}
