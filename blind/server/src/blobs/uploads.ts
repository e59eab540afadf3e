import type { BlobRow, TenantStore } from '@siegel/store';
import { equalBytes, fail, type Failure, type Hash, hexOf, type Id, ok, type Result } from '@siegel/wire';

/** What is announced of an attachment. */
export interface BlobAnnouncement {
  readonly hash: Hash;
  readonly akte: Id;
  readonly sizeBytes: number;
}

/** Attachments on their way in (SY12). One piece of a blob at a time; the row says what is durable, so that an interrupted
 *  upload goes on where the server is, not where the client believes it is. */
export class Uploads {
  readonly #store: TenantStore;
  readonly #busy = new Map<string, Promise<unknown>>();

  constructor(store: TenantStore) {
    this.#store = store;
  }

  /** Starts or resumes an upload. A hash that is known for another Akte or size is refused: what it names is sealed for one
   *  place, and its owner is not told. */
  start(wish: BlobAnnouncement): Promise<Result<BlobRow, Failure<'BLOB_HASH_WRONG'>>> {
    return this.#alone(wish.hash, async () => {
      const known = await this.#store.blob(wish.hash);
      if (known === undefined) {
        const row: BlobRow = { ...wish, receivedBytes: 0, complete: false };
        await this.#store.write((tx) => tx.putBlob(row));
        return ok(row);
      }
      const same = equalBytes(known.akte, wish.akte) && known.sizeBytes === wish.sizeBytes;
      return same ? ok(known) : fail('BLOB_HASH_WRONG');
    });
  }

  /** Takes the piece at `offset`; the last one completes the blob when the hash fits. */
  take(hash: Hash, offset: number, piece: Uint8Array): Promise<Result<BlobRow, Failure>> {
    return this.#alone(hash, async () => {
      const row = await this.#store.blob(hash);
      if (row === undefined) return fail('BLOB_UNKNOWN');
      if (row.complete) return ok(row);
      if (offset !== row.receivedBytes) return fail('BLOB_OFFSET_WRONG', { offset: row.receivedBytes });
      const received = offset + piece.length;
      if (piece.length === 0 || received > row.sizeBytes) return fail('MESSAGE_MALFORMED');
      await this.#store.blobs.append(hash, offset, piece);
      return received < row.sizeBytes ? ok(await this.#keep({ ...row, receivedBytes: received })) : this.#complete(row);
    });
  }

  async #complete(row: BlobRow): Promise<Result<BlobRow, Failure>> {
    const completed = await this.#store.blobs.complete(row.hash);
    if (completed.ok) return ok(await this.#keep({ ...row, receivedBytes: row.sizeBytes, complete: true }));
    await this.#keep({ ...row, receivedBytes: 0 });
    return completed;
  }

  async #keep(row: BlobRow): Promise<BlobRow> {
    await this.#store.write((tx) => tx.putBlob(row));
    return row;
  }

  async #alone<T>(hash: Hash, work: () => Promise<T>): Promise<T> {
    const key = hexOf(hash);
    const turn = (this.#busy.get(key) ?? Promise.resolve()).then(work, work);
    this.#busy.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#busy.get(key) === turn) this.#busy.delete(key);
    }
  }
}
