import {
  CborError,
  type CborValue,
  concatBytes,
  fail,
  LayoutError,
  LIMITS,
  type Result,
  SequenceReader,
} from '@siegel/wire';
import type { JournalFollower, PageReport } from '../journal/journal-follower.ts';
import { type PageItem, pageItemOfCbor } from '../journal/page-items.ts';
import type { LocalPages } from '../local/local-pages.ts';
import { askSequence } from '../server/sequence-stream.ts';
import type { ServerAddress } from '../server/server-request.ts';
import type { OnProgress } from './safe-given.ts';

const CHUNK = 1 << 18;
const PROGRESS_STEP = 2_000;
/** Entries of one page: some 25 MB that are held until they are bound, and the most a broken line can cost. */
const PAGE_ENTRIES = 50_000;

/** Whether the journal may go on behind a page: one that holds less than a longest batch was the last (SY20). */
export function mayHaveMore({ from, to }: PageReport): boolean {
  return to - from >= LIMITS.batchEntries;
}

/** Takes in the pages this device has kept, checked again like the first time: its own disk is no witness. `heed` gets each
 *  page's report. */
export async function replayPages(
  follower: JournalFollower,
  pages: LocalPages,
  heed: (report: PageReport) => void,
): Promise<Result<true>> {
  for await (const page of pages.read()) {
    const report = await follower.takePage(pageItems(chunksOf(page)));
    if (!report.ok) return report;
    heed(report.value);
  }
  return { ok: true, value: true };
}

/** Fetches the next page of what the journal has grown by, checks it, and keeps it sealed. OFFLINE when the line breaks in the
 *  middle: the pages before it are kept. */
export async function followServer(
  follower: JournalFollower,
  address: ServerAddress,
  given: { readonly pages?: LocalPages; readonly onProgress?: OnProgress },
): Promise<Result<PageReport>> {
  const raw: Uint8Array[] = [];
  const from = follower.head.size;
  let size = from;
  const answer = await askSequence(address, `journal?from=${from}&most=${PAGE_ENTRIES}`, undefined, {
    keep: (chunk) => raw.push(chunk),
    heed: (headers) => (size = Number(headers.get('siegel-journal-size')) || from),
  });
  // The server does not know where we stand, although it told us itself: its journal ends before, or it is another one.
  if (!answer.ok && answer.error.code === 'RANGE_UNKNOWN') return fail('LOG_SHORTENED');
  if (!answer.ok) return answer;
  let report: Result<PageReport>;
  try {
    report = await follower.takePage(watched(itemsOf(answer.value), { from, size }, given.onProgress));
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return fail('CBOR_MALFORMED');
    return fail('OFFLINE');
  }
  if (report.ok && report.value.to > report.value.from) await given.pages?.add(concatBytes(...raw));
  return report;
}

async function* itemsOf(values: AsyncIterable<readonly CborValue[]>): AsyncGenerator<readonly PageItem[]> {
  for await (const some of values) yield some.map(pageItemOfCbor);
}

async function* pageItems(chunks: Iterable<Uint8Array>): AsyncGenerator<readonly PageItem[]> {
  const reader = new SequenceReader();
  for (const chunk of chunks) yield reader.push(chunk).map(pageItemOfCbor);
  reader.end();
}

function* chunksOf(page: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < page.length; at += CHUNK) yield page.subarray(at, at + CHUNK);
}

async function* watched(
  pages: AsyncIterable<readonly PageItem[]>,
  { from, size }: { readonly from: number; readonly size: number },
  onProgress: OnProgress | undefined,
): AsyncGenerator<readonly PageItem[]> {
  let total = size;
  let done = from;
  for await (const items of pages) {
    for (const item of items) {
      if (item.item === 'page') total = Math.max(size, item.to);
      else if (item.item !== 'batch' && ++done % PROGRESS_STEP === 0) onProgress?.('journal', done, total);
    }
    yield items;
  }
  onProgress?.('journal', done, total);
}
