import type { Result } from '@siegel/wire';
import type { WriteOutcome } from './akte-api.ts';
import type { CallForms } from './call-form.ts';

/** Files of an Akte: sealed and sent, fetched and opened. The page hands over and gets `Blob`s; their bytes are never text in
 *  a page. */
export interface AttachmentApi {
  /** Cleans a file (AT13), seals it, uploads it, and writes the record that names it. It goes on over outages until it is done
   *  or cancelled. ATTACHMENT_TOO_LARGE, ATTACHMENT_UNREADABLE, TRANSFER_CANCELLED, KEY_UNKNOWN, and what writing says. */
  attachFile(wish: AttachWish): Promise<Result<Attached>>;
  /** Fetches and opens the file of a record: one delivery entry per section. OPEN_TAMPERED, OFFLINE, TRANSFER_CANCELLED. */
  openFile(wish: OpenFileWish): Promise<Result<OpenedFile>>;
  /** Ends a transfer; its call answers TRANSFER_CANCELLED. */
  cancelTransfer(transferId: string): Promise<void>;
  /** Calls `listener` at once and whenever a transfer begins, moves or ends. */
  watchTransfers(listener: (transfers: readonly TransferState[]) => void): () => void;
  /** Uploads of this Akte that were cut off by a reload, a lock or a closed browser, the oldest first. Whoever attaches the same
   *  file again sends only what is missing (AT22). */
  unfinishedUploads(personId: string): Promise<readonly UnfinishedUpload[]>;
  /** Gives one of them up. */
  dropUpload(uploadId: string): Promise<void>;
}

export const ATTACHMENT_CALLS = {
  attachFile: 'result',
  openFile: 'result',
  cancelTransfer: 'plain',
  watchTransfers: 'watch',
  unfinishedUploads: 'plain',
  dropUpload: 'plain',
} as const satisfies CallForms<AttachmentApi>;

export interface AttachWish {
  /** Chosen by the page; names the transfer in `cancelTransfer` and `watchTransfers`. */
  readonly transferId: string;
  readonly personId: string;
  readonly file: Blob;
  readonly name: string;
  /** JJJJ-MM-TT. */
  readonly behandlungstag: string;
}

export interface Attached extends WriteOutcome {
  /** Whether what a picture says about place, time and device was taken out (AT13, AT14). */
  readonly cleaning: 'cleaned' | 'not-needed' | 'not-possible';
}

export interface OpenFileWish {
  readonly transferId: string;
  readonly recordId: string;
}

export interface OpenedFile {
  /** Of a type that follows from the bytes and that no browser runs (AT15). */
  readonly file: Blob;
  /** The original name, fit for a download (AT17). */
  readonly name: string;
  readonly shownAs: 'picture' | 'pages' | 'nothing';
}

export interface TransferState {
  readonly transferId: string;
  readonly direction: 'up' | 'down';
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** `waiting`: the line is gone; it goes on by itself. */
  readonly state: 'moving' | 'waiting';
}

export interface UnfinishedUpload {
  readonly uploadId: string;
  /** The transfer it began as. */
  readonly transferId: string;
  readonly name: string;
  readonly sizeBytes: number;
}
