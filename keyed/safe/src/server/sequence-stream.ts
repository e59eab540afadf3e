import { chunksOf } from './response-body.ts';
import { patienceOf, type RequestFailure, sendRequest, type ServerAddress } from './server-request.ts';
import { CBOR_SEQUENCE_TYPE, type CborValue, type Result, SequenceReader } from '@siegel/wire';

const MOST_ITEM_BYTES = 8 * 1024 * 1024;

/** Items of an answer in chunks as they arrive; `keep` sees the raw chunks. Throws CborError when the answer is cut off; rejects
 *  when the line breaks. */
export async function* readSequence(
  body: AsyncIterable<Uint8Array>,
  keep?: (chunk: Uint8Array) => void,
): AsyncGenerator<readonly CborValue[]> {
  const reader = new SequenceReader(MOST_ITEM_BYTES);
  for await (const chunk of body) {
    keep?.(chunk);
    const items = reader.push(chunk);
    if (items.length > 0) yield items;
  }
  reader.end();
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
  return { ok: true, value: readSequence(chunksOf(sent.value, patienceOf(address)), watch.keep) };
}
