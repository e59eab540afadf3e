import type { BatchRow, EntryContent, EntryRow, TenantStore } from '@siegel/store';
import { CaughtUp } from './caught-up.ts';
import type { SegmentItem } from './segment-items.ts';

/** Batches of the journal with their entries and the envelopes beside them, in files that end at the edge of a batch. Wraps are not among it:
 *  the keys are a part of their own (BK12). */
export class JournalSource {
  /** Seq of the first entry that was not given out yet. */
  next: number;
  entries = 0;
  envelopes = 0;
  readonly #batches: AsyncIterator<readonly BatchRow[]>;
  readonly #rows: CaughtUp<EntryRow>;
  readonly #contents: CaughtUp<EntryContent>;
  #page: readonly BatchRow[] = [];
  #at = 0;

  /** Entries `from` to `to` - 1; both are edges of batches. */
  constructor(
    store: Pick<TenantStore, 'batchesFrom' | 'entriesFrom' | 'contentOfRange'>,
    { from, to }: { readonly from: number; readonly to: number },
  ) {
    this.next = from;
    this.#batches = store.batchesFrom(from, to)[Symbol.asyncIterator]();
    this.#rows = new CaughtUp(store.entriesFrom(from, to));
    this.#contents = new CaughtUp(store.contentOfRange(from, to));
  }

  /** The next batches, until they come to `mostBytes` or the journal ends. */
  async *part(mostBytes: number): AsyncGenerator<SegmentItem> {
    for (let bytes = 0; bytes < mostBytes; ) {
      const batch = await this.#nextBatch();
      if (batch === undefined) return;
      for await (const item of this.#itemsOf(batch)) {
        bytes += item.item === 'entry' ? sizeOf(item) : 0;
        yield item;
      }
      this.next = batch.firstSeq + batch.count;
    }
  }

  async #nextBatch(): Promise<BatchRow | undefined> {
    if (this.#at === this.#page.length) {
      const page = await this.#batches.next();
      if (page.done === true) return undefined;
      this.#page = page.value;
      this.#at = 0;
    }
    return this.#page[this.#at++];
  }

  async *#itemsOf(batch: BatchRow): AsyncGenerator<SegmentItem> {
    for (let seq = batch.firstSeq; seq < batch.firstSeq + batch.count; seq++) {
      const entry = await this.#rows.at(seq);
      if (entry === undefined) throw new Error(`broken invariant: BK12: entry ${seq} is not in the journal`);
      if (seq === batch.firstSeq) yield { item: 'batch', batch, receivedAt: entry.receivedAt };
      const envelopes = (await this.#contents.at(seq))?.envelopes ?? [];
      this.entries += 1;
      this.envelopes += envelopes.length;
      yield { item: 'entry', seq, body: entry.body, open: entry.open, envelopes };
    }
  }
}

function sizeOf({ body, open, envelopes }: Extract<SegmentItem, { item: 'entry' }>): number {
  return envelopes.reduce((sum, { bytes }) => sum + bytes.length, body.length + (open?.bytes.length ?? 0));
}
