import type { Result } from '@siegel/wire';
import type { UnreadableView, WriteOutcome } from './akte-api.ts';
import type { CallForms } from './call-form.ts';

/** What was, and changing what is known of a person. */
export interface HistoryApi {
  /** All versions of a record that count, oldest first (AT1); of a person by the id of the person. One delivery entry, unless
   *  everything is here already. */
  recordHistory(recordId: string): Promise<Result<RecordHistory>>;
  /** Writes the Stammdaten of a person. Somebody else's change of other fields is joined, one of the same fields answers
   *  ENTRY_STALE (AT51). */
  writePerson(wish: PersonWish): Promise<Result<WriteOutcome>>;
}

export const HISTORY_CALLS = {
  recordHistory: 'result',
  writePerson: 'result',
} as const satisfies CallForms<HistoryApi>;

export interface RecordHistory {
  /** Name of the record kind. */
  readonly kind: string;
  readonly versions: readonly HistoryVersion[];
}

export interface HistoryVersion {
  /** Names the version, in hex. */
  readonly head: string;
  /** Empty when nobody is proven to have written it. */
  readonly author: string;
  readonly authoredAtMs: number;
  readonly receivedAtMs: number;
  readonly value: Readonly<Record<string, unknown>> | UnreadableView;
  /** Against the version before that could be opened; of the first one, what it began with. */
  readonly changes: readonly FieldChange[];
}

/** One field that a version changed. An absent side was not there. */
export interface FieldChange {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface PersonWish {
  readonly personId: string;
  /** `PersonView.head` when the change began. */
  readonly base: string;
  readonly value: Readonly<Record<string, unknown>>;
}
