import type { CallForms } from './call-form.ts';

/** Finding persons. */
export interface SearchApi {
  /** Persons for what was typed (grammar of docs/spec/search.md). */
  search(query: string, limit: number): Promise<SearchAnswer>;
}

export const SEARCH_CALLS = { search: 'plain' } as const satisfies CallForms<SearchApi>;

export interface PersonRow {
  readonly personId: string;
  readonly familienname: string;
  readonly vorname: string;
  readonly geburtsdatum?: string;
  readonly strasse?: string;
  readonly ort?: string;
  readonly patientennummer?: string;
  readonly geschlecht?: string;
}

export interface SearchAnswer {
  readonly exact: readonly PersonRow[];
  readonly soundAlike: readonly PersonRow[];
  readonly total: number;
  readonly tookMs: number;
}
