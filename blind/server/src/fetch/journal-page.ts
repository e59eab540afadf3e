import { type BatchRow, type EntryRow, peekBody, type TenantStore } from '@siegel/store';
import { classOfKind, encodeLeaf, LIMITS } from '@siegel/wire';
import { sha256 } from '../platform/hashes.ts';
import type { Reader } from './readable.ts';
import { SequenceWriter } from './sequence-writer.ts';

/** A range of the journal that begins and ends with a batch. */
export interface PageRange {
  readonly from: number;
  readonly to: number;
}

/** Item types of the answers of sync.md. */
export const ITEM = { page: 0, batch: 1, leaf: 2, entry: 3, wraps: 4, envelope: 5, groupKey: 6, beside: 7 } as const;

/** The page that begins at `from` and ends at a batch end, at most `most` entries further, or undefined when `from` is beyond
 *  `size` or in the middle of a batch (SY20). */
export async function pageRange(
  store: TenantStore,
  from: number,
  size: number,
  most: number = LIMITS.pageEntries,
): Promise<PageRange | undefined> {
  if (from > size) return undefined;
  if (from === size) return { from, to: size };
  if ((await batchAt(store, from))?.firstSeq !== from) return undefined;
  const wished = from + most;
  if (wished >= size) return { from, to: size };
  const last = await batchAt(store, wished);
  // A batch is shorter than a page, so that the page holds at least one.
  return last === undefined ? undefined : { from, to: last.firstSeq };
}

async function batchAt(store: TenantStore, seq: number): Promise<BatchRow | undefined> {
  for await (const rows of store.batchesFrom(seq, seq + 1)) if (rows[0] !== undefined) return rows[0];
  return undefined;
}

/** The items of a page after its head, in big chunks: per batch its statement, then its entries as far as `reader` may read
 *  them, the others as leaves (SY20). */
export async function* journalChunks(store: TenantStore, { from, to }: PageRange, reader: Reader) {
  const writer = new SequenceWriter();
  const batches = batchesOf(store, from, to);
  let batch = await batches.next();
  for await (const rows of store.entriesFrom(from, to)) {
    for (const row of rows) {
      if (batch.done !== true && batch.value.firstSeq === row.seq) {
        writeBatch(writer, batch.value);
        batch = await batches.next();
      }
      writeEntry(writer, row, reader);
    }
    yield* writer.takeFull();
  }
  yield* writer.takeAll();
}

async function* batchesOf(store: TenantStore, from: number, to: number): AsyncGenerator<BatchRow> {
  for await (const rows of store.batchesFrom(from, to)) yield* rows;
}

function writeBatch(writer: SequenceWriter, { firstSeq, count, bytes, signature }: BatchRow): void {
  writer.array(5);
  writer.uint(ITEM.batch);
  writer.uint(firstSeq);
  writer.uint(count);
  writer.bytes(bytes);
  writer.bytes(signature);
}

function writeEntry(writer: SequenceWriter, { receivedAt, body, open }: EntryRow, reader: Reader): void {
  const peek = peekBody(body);
  if (!reader.mayReadBody(peek)) {
    writer.array(2);
    writer.uint(ITEM.leaf);
    const leafClass = classOfKind(peek.kind);
    writer.bytes(encodeLeaf({ site: peek.site, class: leafClass, receivedAt, entryHash: sha256(body) }));
    return;
  }
  writer.array(4);
  writer.uint(ITEM.entry);
  writer.uint(receivedAt);
  writer.bytes(body);
  if (open === null) return writer.null();
  writer.array(2);
  writer.bytes(open.salt);
  writer.bytes(open.bytes);
}
