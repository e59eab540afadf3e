import type { BlobRow, TenantStore } from '@siegel/store';
import type { SegmentItem } from './segment-items.ts';

const PIECE_BYTES = 1 << 20;

/** Attachments in files of about the same size: a large one goes on in the next file. */
export class BlobSource {
  /** Attachments of which something was given out. */
  begun = 0;
  bytes = 0;
  readonly #store: Pick<TenantStore, 'blobs'>;
  readonly #rows: readonly BlobRow[];
  #at = 0;
  #offset = 0;

  /** @param rows complete ones. */
  constructor(store: Pick<TenantStore, 'blobs'>, rows: readonly BlobRow[]) {
    this.#store = store;
    this.#rows = rows;
  }

  get isOver(): boolean {
    return this.#at === this.#rows.length;
  }

  /** The next pieces, until they come to `mostBytes`. */
  async *part(mostBytes: number): AsyncGenerator<SegmentItem> {
    this.begun = 0;
    for (let left = mostBytes; left > 0; ) {
      const row = this.#rows[this.#at];
      if (row === undefined) return;
      this.begun += 1;
      if (this.#offset === 0) yield { item: 'blob', blob: row };
      const end = Math.min(row.sizeBytes, this.#offset + left);
      left -= end - this.#offset;
      for await (const bytes of this.#pieces(row, end)) {
        yield { item: 'bytes', hash: row.hash, offset: this.#offset, bytes };
        this.#offset += bytes.length;
        this.bytes += bytes.length;
      }
      if (this.#offset < row.sizeBytes) return;
      this.#at += 1;
      this.#offset = 0;
    }
  }

  async *#pieces({ hash }: BlobRow, end: number): AsyncGenerator<Uint8Array> {
    if (end === this.#offset) return;
    const stream = this.#store.blobs.read(hash, this.#offset, end) as AsyncIterable<Uint8Array>;
    for await (const read of stream)
      for (let at = 0; at < read.length; at += PIECE_BYTES) yield read.subarray(at, at + PIECE_BYTES);
  }
}
