import type { DuplicateReason, JoinSide, JoinWarning } from '@siegel/akten';
import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';
import type { PersonRow } from './search-api.ts';

/** Two persons that are one (docs/spec/merge.md). */
export interface MergeApi {
  /** Both persons beside each other, nothing is written. MERGE_NOT_WHOLE, PERSON_MERGED, RIGHT_MISSING. */
  mergePreview(staysId: string, goesId: string): Promise<Result<MergePreview>>;
  /** One act: the joined Stammdaten and the pointer. ENTRY_STALE when one of the two was changed since the preview, PERSON_MERGED when
   *  somebody was faster, OFFLINE without a line: nothing of it waits on the device. */
  mergePersons(wish: MergeWish): Promise<Result<true>>;
  /** Both stand as before; what was written since stays where it was written. Codes as for merging. */
  liftMerge(goneId: string): Promise<Result<true>>;
  /** Looks through everybody for likely duplicates, step by step, until the watch is ended; says how far it is. */
  watchDuplicates(listener: (view: DuplicatesView) => void): () => void;
  /** Remembers on this device, sealed, that two persons are no duplicate; or forgets it. */
  setNoDuplicate(pair: readonly [string, string], isNone: boolean): Promise<void>;
}

export const MERGE_CALLS = {
  mergePreview: 'result',
  mergePersons: 'result',
  liftMerge: 'result',
  watchDuplicates: 'watch',
  setNoDuplicate: 'plain',
} as const satisfies CallForms<MergeApi>;

/** One of the two persons. */
export interface MergeSide {
  readonly person: PersonRow;
  /** Names the version of the Stammdaten shown. */
  readonly head: string;
  readonly eintraege: number;
  /** First and last day something is noted for, `JJJJ-MM-TT`. */
  readonly firstDay?: string;
  readonly lastDay?: string;
  readonly siteNames: readonly string[];
  readonly appointments: readonly { readonly day: string; readonly from: number }[];
  readonly tasks: readonly string[];
}

/** One field of both. */
export interface MergeField {
  readonly name: string;
  readonly stays?: unknown;
  readonly goes?: unknown;
  readonly isSame: boolean;
  readonly mayBeBoth: boolean;
  readonly side: JoinSide;
}

export interface MergePreview {
  readonly stays: MergeSide;
  readonly goes: MergeSide;
  readonly fields: readonly MergeField[];
  readonly warnings: readonly JoinWarning[];
}

export interface MergeWish {
  readonly staysId: string;
  readonly goesId: string;
  /** Versions of the Stammdaten that were looked at. */
  readonly staysHead: string;
  readonly goesHead: string;
  /** Per field; what is not named is taken as proposed. */
  readonly choice: Readonly<Record<string, JoinSide>>;
}

export interface DuplicatePair {
  readonly persons: readonly [PersonRow, PersonRow];
  readonly grade: 'same' | 'possible';
  readonly reasons: readonly DuplicateReason[];
}

export interface DuplicatesView {
  readonly done: number;
  readonly total: number;
  readonly isOver: boolean;
  /** The likeliest first; of very many the first 200. */
  readonly pairs: readonly DuplicatePair[];
  readonly pairCount: number;
  readonly noneCount: number;
}
