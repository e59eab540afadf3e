import { concatBytes } from '@siegel/wire';

/** A stretch of a sealed file that is one blob, and its SHA-256, which is the blob's id (SL21). */
export interface SealedSection {
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Sealed chunks in one section: 255 of 65,552 bytes are just below 16 MiB, four requests of at most 4 MiB each. */
const CHUNKS_PER_SECTION = 255;

/** Cuts a sealed file into sections. While the caller sends one, the next is being sealed; never more than two are held (AT11). */
export async function* sectionsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SealedSection> {
  const source = chunks[Symbol.asyncIterator]();
  let next = quietly(sealSection(source));
  for (;;) {
    const section = await next;
    if (section === undefined) return;
    next = quietly(sealSection(source));
    yield section;
  }
}

async function sealSection(source: AsyncIterator<Uint8Array>): Promise<SealedSection | undefined> {
  const chunks: Uint8Array[] = [];
  while (chunks.length < CHUNKS_PER_SECTION) {
    const chunk = await source.next();
    if (chunk.done === true) break;
    chunks.push(chunk.value);
  }
  if (chunks.length === 0) return undefined;
  const bytes = concatBytes(...chunks) as Uint8Array<ArrayBuffer>;
  // Not in this thread: it goes on sealing meanwhile.
  return { hash: new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes)), bytes };
}

/** Nobody may come to ask for the section after the one that could not be sent. */
function quietly<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
