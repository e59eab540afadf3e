import type { ErrorCode, Result } from '@siegel/wire';
import type { CaseDecision, DuplicateCase } from '../import/duplicate-case.ts';
import type { UnassignedGroup } from '../import/preview.ts';
import type { TableLook, TableWish } from '../import/table-settings.ts';
import type { CallForms } from './call-form.ts';

export type { CaseDecision, ComparedPerson, DuplicateCase } from '../import/duplicate-case.ts';
export type { UnassignedGroup } from '../import/preview.ts';
export type { TableColumn, TableLook, TableWish } from '../import/table-settings.ts';

/** Reading files of other programs in, and taking that back. */
export interface ImportApi {
  /** Reads files dry: what an import would make of them. Nothing is written; an earlier look is forgotten. */
  lookAtImport(wish: ImportWish): Promise<Result<ImportLook>>;
  /** Writes what was looked at as one run. IMPORT_NOT_LOOKED_AT when that look is gone. */
  commitImport(choice: ImportChoice): Promise<Result<ImportDone>>;
  /** Goes on with a run of this device that was cut: what is in the journal already is not written again. RUN_UNKNOWN when this
   *  device does not remember it, RUN_OTHER_FILE when one of its files is missing. */
  resumeImport(wish: ResumeWish): Promise<Result<ImportDone>>;
  /** Stops looking or writing; a run that is being written is dropped. */
  stopImport(): Promise<void>;
  /** Calls `listener` at once and at every step. */
  watchImport(listener: (progress: ImportProgress) => void): () => void;
  /** All runs of the journal, newest first. */
  importRuns(): Promise<Result<ImportRuns>>;
  /** What withdrawing a run would take back, and what would stay. */
  lookAtRun(runId: string): Promise<Result<RunRemains>>;
  /** Takes a closed run back. What was changed since stays. */
  withdrawRun(runId: string): Promise<Result<RunRemains>>;
  /** Drops a run this device has left open. */
  dropRun(runId: string): Promise<Result<true>>;
}

export const IMPORT_CALLS = {
  lookAtImport: 'result',
  commitImport: 'result',
  resumeImport: 'result',
  stopImport: 'plain',
  watchImport: 'watch',
  importRuns: 'result',
  lookAtRun: 'result',
  withdrawRun: 'result',
  dropRun: 'result',
} as const satisfies CallForms<ImportApi>;

export interface ImportWish {
  readonly siteId: string;
  readonly files: readonly {
    readonly name: string;
    readonly content: Blob;
    readonly table?: TableWish;
  }[];
}

export interface ImportLook {
  readonly lookId: string;
  readonly files: readonly FileLook[];
}

/** What an import would make of one file. */
export interface FileLook {
  readonly name: string;
  readonly sizeBytes: number;
  /** Name of the format, `unknown` when it was not recognised. */
  readonly format: string;
  readonly charset: string;
  /** True: nothing of the file is imported; the findings say why. */
  readonly refused: boolean;
  readonly persons: { readonly new: number; readonly same: number; readonly possible: number };
  /** The first thousand persons that are there already, or may be. */
  readonly cases: readonly DuplicateCase[];
  readonly eintraege: readonly { readonly kind: string; readonly count: number }[];
  readonly attachments: number;
  readonly unassigned: number;
  readonly unassignedGroups: readonly UnassignedGroup[];
  readonly unplaced: number;
  readonly unplacedFields: readonly { readonly field: string; readonly count: number }[];
  readonly findings: readonly FindingView[];
  readonly table?: TableLook;
}

export interface FindingView {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  /** Line or path; '' for the whole file. */
  readonly place: string;
  readonly de: string;
  readonly en: string;
}

export interface ImportChoice {
  readonly lookId: string;
  readonly files: readonly FileChoice[];
}

/** What a human decided about one file. */
export interface FileChoice {
  /** Decisions about single cases, by the reference of the planned person. */
  readonly cases: Readonly<Record<string, CaseDecision>>;
  /** What becomes of possible ones nobody decided one by one. */
  readonly possible: CaseDecision;
  /** Who content without a person belongs to; without it that content is left out. */
  readonly home?: string;
}

/** A run that was cut, and its files, chosen again. */
export interface ResumeWish {
  readonly runId: string;
  readonly files: ImportWish['files'];
}

/** How far a run has come that was cut. */
export interface UnfinishedView {
  /** Persons it has made. */
  readonly done: number;
  /** Persons it is to make. */
  readonly total: number;
}

export interface ImportDone {
  readonly runId: string;
  readonly entries: number;
  /** Names of files that are not kept themselves, because they are not about exactly one person. */
  readonly notKept: readonly string[];
}

export type ImportProgress =
  | { readonly state: 'idle' }
  | {
      readonly state: 'looking';
      readonly file: string;
      /** Some formats are gone through once before they are read. */
      readonly phase: 'checking' | 'reading';
      readonly doneBytes: number;
      readonly totalBytes: number;
    }
  | {
      readonly state: 'writing';
      readonly done: number;
      readonly total: number;
      /** Why it waits at the moment. */
      readonly waits?: ErrorCode;
    };

export interface ImportRuns {
  readonly mayImport: boolean;
  readonly runs: readonly RunView[];
}

export interface RunView {
  readonly runId: string;
  readonly purpose: string;
  readonly startedAtMs: number;
  /** Name of who began it; '' when it did not come. */
  readonly author: string;
  readonly state: 'open' | 'closed' | 'dropped' | 'withdrawn';
  /** True when this device began it. */
  readonly own: boolean;
  /** Entries of the journal in it; 0 while it is open. */
  readonly entries: number;
  /** Names of its files; known to the device that read them only. */
  readonly files: readonly string[];
  /** There for an open run this device remembers: it can be taken up. */
  readonly unfinished?: UnfinishedView;
}

/** What of a run goes when it is withdrawn, and what stays. */
export interface RunRemains {
  readonly persons: number;
  readonly eintraege: number;
  /** Records that were changed since. */
  readonly changed: number;
  /** Persons of the run that have other Eintraege by now. */
  readonly used: number;
  /** Names of persons something of stays of, the first of them. */
  readonly staying: readonly { readonly personId: string; readonly name: string }[];
}
