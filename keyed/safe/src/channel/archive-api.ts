import type { Result } from '@siegel/wire';
import type { AppointmentDone } from './appointment-api.ts';
import type { CallForms } from './call-form.ts';
import type { PersonRow } from './search-api.ts';

/** Persons who left the lists: archived, or dead (docs/spec/merge.md). */
export interface ArchiveApi {
  /** Whom nothing was written about since a day, and who has no appointment ahead. Nothing is written. */
  archivePreview(since: string): Promise<Result<ArchivePreview>>;
  /** Archives persons or brings them back, some at a time. RIGHT_MISSING; SITE_JOB_RUNNING while one runs; OFFLINE. */
  beginArchiveJob(wish: ArchiveWish): Promise<Result<true>>;
  /** Stops behind the step under way; what is done stays done. */
  stopArchiveJob(): Promise<void>;
  watchArchiveJob(listener: (view: ArchiveJobView) => void): () => void;
  /** What is still open for a person: appointments ahead, wishes of the waiting list, and tasks. */
  openAffairs(personId: string): Promise<Result<OpenAffairs>>;
  /** Calls off appointments and gives up tasks, in one act. Nothing is deleted. */
  endAffairs(personId: string, recordIds: readonly string[]): Promise<Result<AffairsDone>>;
  /** Gives back what stood there before. */
  undoAffairs(done: AffairsDone): Promise<Result<true>>;
}

export const ARCHIVE_CALLS = {
  archivePreview: 'result',
  beginArchiveJob: 'result',
  stopArchiveJob: 'plain',
  watchArchiveJob: 'watch',
  openAffairs: 'result',
  endAffairs: 'result',
  undoAffairs: 'result',
} as const satisfies CallForms<ArchiveApi>;

export interface ArchivePreview {
  readonly personIds: readonly string[];
  /** The first of them by name, to look at. */
  readonly shown: readonly { readonly person: PersonRow; readonly lastDay: string }[];
  /** Left out because an appointment is ahead, a task is open, or they stand on the waiting list. */
  readonly expected: number;
}

export interface ArchiveWish {
  readonly does: 'archive' | 'bringBack';
  readonly personIds: readonly string[];
}

export interface ArchiveJobView {
  readonly state: 'none' | 'running' | 'done' | 'stopped';
  readonly does: ArchiveWish['does'];
  readonly done: number;
  readonly total: number;
  /** Who is archived or back by now: what taking it back begins from. */
  readonly changed: readonly string[];
  /** How many could not be changed, and why the last of them could not. */
  readonly failed: number;
  readonly failure?: string;
}

/** One thing that is still open. */
export interface OpenAffair {
  readonly recordId: string;
  readonly kind: 'appointment' | 'wish' | 'task';
  /** `JJJJ-MM-TT`; absent for a task without a day. */
  readonly day?: string;
  /** Minute of the day. */
  readonly from?: number;
  readonly title: string;
  readonly isSeries: boolean;
}

export interface OpenAffairs {
  readonly affairs: readonly OpenAffair[];
}

/** What taking it back begins from. */
export interface AffairsDone {
  readonly personId: string;
  readonly appointments: AppointmentDone['records'];
  readonly wishes: NonNullable<AppointmentDone['wishes']>;
  readonly tasks: readonly { readonly recordId: string; readonly state?: string }[];
}
