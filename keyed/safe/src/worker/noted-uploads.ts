import type { Id, Result } from '@siegel/wire';
import type { AttachWish, UnfinishedUpload } from '../channel/attachment-api.ts';
import { keptFileName } from '../files/file-name.ts';
import { type AttachmentFields, uploadAttachment } from '../safe/attachments.ts';
import type { Transfer } from '../safe/transfer.ts';
import type { Safe } from '../safe/safe.ts';
import { type NotedUpload, UploadNotes } from './upload-notes.ts';

/** What goes where. */
export interface UploadJob {
  readonly safe: Safe;
  readonly wish: AttachWish;
  readonly akte: Id;
  /** Cleaned. */
  readonly file: Blob;
}

/** Uploads that can go on after a reload (AT22). */
export class NotedUploads {
  /** Transfers that run here, by the page of their note. */
  readonly #running = new Map<string, string>();
  readonly #givenUp = new Set<string>();

  /** The user has cancelled it: nothing of it is remembered. */
  giveUp(transferId: string): void {
    if ([...this.#running.values()].includes(transferId)) this.#givenUp.add(transferId);
  }

  async unfinished({ given }: Safe, personId: string): Promise<readonly UnfinishedUpload[]> {
    const notes = await this.#resting(await UploadNotes.open(given), personId);
    return notes.map(({ page, transferId, name, sizeBytes }) => ({ uploadId: page, transferId, name, sizeBytes }));
  }

  async drop({ given }: Safe, uploadId: string): Promise<void> {
    if (!this.#running.has(uploadId)) await (await UploadNotes.open(given)).forget(uploadId);
  }

  /** Uploads a file under the key of the upload that was cut off, or of its own, and lets `write` write the record then. What was cut off
   *  again is kept in mind; what is done or given up is not. */
  async run<T>(
    { safe, wish, akte, file }: UploadJob,
    transfer: Transfer,
    write: (fields: AttachmentFields) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const notes = await UploadNotes.open(safe.given);
    const { transferId, personId } = wish;
    const noted = await this.#notedFor(notes, wish, file.size);
    const facts = { transferId, personId, name: keptFileName(wish.name), sizeBytes: file.size };
    const own = UploadNotes.freshPage();
    let page = noted?.page ?? own;
    this.#running.set(page, transferId);
    try {
      const uploaded = await uploadAttachment(safe, akte, file, {
        ...transfer,
        ...(noted !== undefined && { begun: noted.begun }),
        onSection: (begun) => {
          // Another file of the same size: the one that was cut off still waits.
          if (begun.key !== noted?.begun.key) page = own;
          this.#running.set(page, transferId);
          return notes.keep({ ...facts, page, begun });
        },
      });
      const answer = uploaded.ok ? await write(uploaded.value) : uploaded;
      if (answer.ok || this.#givenUp.has(transferId)) await notes.forget(page);
      return answer;
    } finally {
      for (const [of, by] of this.#running) if (by === transferId) this.#running.delete(of);
      this.#givenUp.delete(transferId);
    }
  }

  /** Same person, same size; among several of one size the one with this name. Whether it is the same file, its sections tell. */
  async #notedFor(notes: UploadNotes, { personId, name: asked }: AttachWish, sizeBytes: number) {
    const name = keptFileName(asked);
    const fitting = (await this.#resting(notes, personId)).filter((note) => note.sizeBytes === sizeBytes);
    return fitting.find((note) => note.name === name) ?? fitting[0];
  }

  async #resting(notes: UploadNotes, personId: string): Promise<readonly NotedUpload[]> {
    const all = await notes.all();
    return all.filter((note) => note.personId === personId && !this.#running.has(note.page));
  }
}
