import { CborError, type CborValue, fail, LayoutError, type Result } from '@siegel/wire';
import type { KeyRing } from '../keys/key-ring.ts';
import type { ContentCache } from '../records/content-cache.ts';
import { type ContentItem, contentItemOfCbor } from '../server/content-items.ts';
import { askSequence } from '../server/sequence-stream.ts';
import type { ServerAddress } from '../server/server-request.ts';

/** Where received content goes. */
export interface ContentSinks {
  readonly keys: KeyRing;
  readonly cache: ContentCache;
}

/** Asks for content (SY21..SY23) and puts wraps and envelopes where they belong. `keep` sees the raw answer. */
export async function fetchContent(
  address: ServerAddress,
  request: { readonly path: string; readonly body?: unknown; readonly keep?: (chunk: Uint8Array) => void },
  sinks: ContentSinks,
): Promise<Result<number>> {
  const answer = await askSequence(address, request.path, request.body, request);
  if (!answer.ok) return answer;
  try {
    return { ok: true, value: await takeContent(answer.value, sinks) };
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return fail('CBOR_MALFORMED');
    return fail('OFFLINE');
  }
}

/** Takes items in; @returns how many envelopes came. Wraps are opened after the stream, keys never wait in it; envelopes are put
 *  behind them, so that whoever sees one (`areHere`) can open it (SF31). */
async function takeContent(
  values: AsyncIterable<readonly CborValue[]>,
  { keys, cache }: ContentSinks,
): Promise<number> {
  const wraps: Exclude<ContentItem, { readonly item: 'envelope' }>[] = [];
  const envelopes: Uint8Array[] = [];
  for await (const some of values) {
    for (const value of some) {
      const item = contentItemOfCbor(value);
      if (item.item === 'envelope') envelopes.push(item.bytes);
      else wraps.push(item);
    }
  }
  for (const item of wraps) {
    if (item.item === 'wraps') await keys.takeCaseWraps(item.akte, item.wraps);
    else await keys.takeGroupWraps(item.group, item.wraps);
  }
  for (const envelope of envelopes) cache.put(envelope);
  return envelopes.length;
}

/** Takes in items that are all here. */
export function takeItems(items: readonly CborValue[], sinks: ContentSinks): Promise<number> {
  return takeContent(onePage(items), sinks);
}

async function* onePage(items: readonly CborValue[]): AsyncGenerator<readonly CborValue[]> {
  yield items;
}
