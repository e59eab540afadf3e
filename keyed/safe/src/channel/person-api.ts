import type { DuplicateReason } from '@siegel/akten';
import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { PersonRow } from './search-api.ts';

/** Entering persons. */
export interface PersonApi {
  /** Persons that somebody who is being entered may already be (AK9). */
  matchPerson(identity: PersonDraft): Promise<readonly PersonCandidate[]>;
  /** Whether somebody who is being entered is known at a site that is not one's own, in strict mode (BS44): never who, nor where. */
  isKnownElsewhere(identity: PersonDraft): Promise<boolean>;
  /** Seals and sends a new person, with an Akte at the first of the own sites. Not `saved`: it waits on this device. */
  createPerson(draft: PersonDraft): Promise<Result<{ readonly personId: string; readonly saved: boolean }>>;
}

export const PERSON_CALLS = {
  matchPerson: 'plain',
  isKnownElsewhere: 'plain',
  createPerson: 'result',
} as const satisfies CallForms<PersonApi>;

/** Fields of the person record; those that are absent or empty are not written. */
export type PersonDraft = Readonly<Record<string, unknown>>;

export interface PersonCandidate {
  readonly person: PersonRow;
  readonly grade: 'same' | 'possible';
  readonly reasons: readonly DuplicateReason[];
}
