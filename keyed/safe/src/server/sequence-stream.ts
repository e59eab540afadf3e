import { inTime, patienceOf, type RequestFailure, sendRequest, type ServerAddress } from './server-request.ts';
import { CBOR_SEQUENCE_TYPE, type CborValue, type Result, SequenceReader } from '@siegel/wire';

const MOST_ITEM_BYTES = 8 * 1024 * 1024;

/** Items of an answer in chunks as they arrive; `keep` sees the raw chunks. Throws CborError when the answer is cut off; rejects
 *  when the line breaks, or falls silent for `patienceMs`. */
export async function* readSequence(
  body: AsyncIterable<Uint8Array>,
  keep?: (chunk: Uint8Array) => void,
  patienceMs?: number,
): AsyncGenerator<readonly CborValue[]> {
  const reader = new SequenceReader(MOST_ITEM_BYTES);
  for await (const chunk of patienceMs === undefined ? body : neverSilent(body, patienceMs)) {
    keep?.(chunk);
    const items = reader.push(chunk);
    if (items.length > 0) yield items;
  }
  reader.end();
}

/** The chunks of a body; rejects when the next one does not come in time, and gives the line up. */
export async function* neverSilent(body: AsyncIterable<Uint8Array>, patienceMs: number): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  let isWhole = false;
  try {
    for (;;) {
      const next = await inTime(chunks.next(), patienceMs);
      isWhole = next.done === true;
      if (isWhole) return;
      yield next.value as Uint8Array;
    }
  } finally {
    // Not awaited: a body that is silent may never say that it ended.
    if (!isWhole) void chunks.return?.(undefined)?.catch(() => undefined);
  }
}

/** Asks for a sequence of sealed things (SY20..SY24). `keep` sees the raw chunks, `heed` the headers before anything comes. */
export async function askSequence(
  address: ServerAddress,
  path: string,
  body?: unknown,
  watch: { readonly keep?: (chunk: Uint8Array) => void; readonly heed?: (headers: Headers) => void } = {},
): Promise<Result<AsyncGenerator<readonly CborValue[]>, RequestFailure>> {
  const accept = CBOR_SEQUENCE_TYPE;
  const init: RequestInit =
    body === undefined
      ? { method: 'GET', headers: { accept } }
      : { method: 'POST', headers: { accept, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const sent = await sendRequest(address, path, init);
  if (!sent.ok) return sent;
  if (sent.value.body === null) return { ok: false, error: { code: 'CBOR_MALFORMED' } };
  watch.heed?.(sent.value.headers);
  return {
    ok: true,
    value: readSequence(sent.value.body as unknown as AsyncIterable<Uint8Array>, watch.keep, patienceOf(address)),
  };
}
