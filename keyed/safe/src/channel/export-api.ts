import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Giving Akten out: FHIR R4, the files handed in, and a page to read and print. */
export interface ExportApi {
  /** Writes Akten into one archive. RIGHT_MISSING, EXPORT_CANCELLED, EXPORT_NOT_WRITTEN, OFFLINE. */
  exportAkten(wish: ExportWish): Promise<Result<ExportDone>>;
  stopExport(): Promise<void>;
  /** Calls `listener` at once and at every step. */
  watchExport(listener: (progress: ExportProgress) => void): () => void;
  /** Whether this user may export. */
  mayExport(): Promise<boolean>;
}

export const EXPORT_CALLS = {
  exportAkten: 'result',
  stopExport: 'plain',
  watchExport: 'watch',
  mayExport: 'plain',
} as const satisfies CallForms<ExportApi>;

export interface ExportWish {
  /** Absent: everybody this user may open. */
  readonly personId?: string;
  /** The file on the disk to write to; without it the archive comes back in memory. */
  readonly file?: FileSystemFileHandle;
}

export interface ExportDone {
  readonly persons: number;
  readonly eintraege: number;
  readonly files: number;
  /** Records and files that did not open. */
  readonly unreadable: number;
  /** Eintraege that are not released and stayed in the house (FG31). */
  readonly withheld: number;
  readonly sizeBytes: number;
  /** The archive, unless it was written to a file. */
  readonly archive?: Blob;
}

export type ExportProgress =
  | { readonly state: 'idle' }
  | { readonly state: 'writing'; readonly done: number; readonly total: number; readonly sizeBytes: number };
