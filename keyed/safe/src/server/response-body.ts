import { concatBytes } from '@siegel/wire';

/** The chunks of an answer; rejects when the line breaks, or dies without saying so: the next chunk does not come in time (SF9). Whoever stops reading gives the line
 *  up. */
export async function* chunksOf({ body }: Response, patienceMs: number): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  let isWhole = false;
  try {
    for (;;) {
      const next = await inTime(reader.read(), patienceMs);
      isWhole = next.done;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a line that is silent may never say that it ended.
    if (!isWhole) void reader.cancel().catch(() => undefined);
  }
}

/** The whole body; undefined when the line broke or fell silent before its end. */
export async function wholeBody(answer: Response, patienceMs: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of chunksOf(answer, patienceMs)) chunks.push(chunk);
  } catch {
    return undefined;
  }
  return concatBytes(...chunks);
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('SF9: the server is silent')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
