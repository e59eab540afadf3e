import { pageSealer } from '@siegel/seal';
import {
  type Body,
  CborError,
  CBOR_SEQUENCE_TYPE,
  decodeBody,
  equalBytes,
  type ErrorCode,
  fail,
  type Id,
  LayoutError,
  ok,
  type PartDescriptor,
  type Result,
  WIRE_KINDS,
} from '@siegel/wire';
import { LocalPages } from '../local/local-pages.ts';
import { ContentCache } from '../records/content-cache.ts';
import { RecordOpener } from '../records/record-opener.ts';
import { chunksOf } from '../server/response-body.ts';
import { patienceOf, sendRequest } from '../server/server-request.ts';
import { MirrorPages } from './mirror-pages.ts';
import type { OpenedEntry, Safe } from './safe.ts';

/** The mirror of one safe: its pages, the case-key entries whose wraps were taken, and a fetch that is under way. */
interface Mirror {
  readonly pages: MirrorPages;
  readonly keysTaken: Set<number>;
  running: Promise<Result<number>> | undefined;
}

const mirrors = new WeakMap<Safe, Promise<Mirror>>();

function mirrorOf(safe: Safe): Promise<Mirror> {
  let mirror = mirrors.get(safe);
  if (mirror === undefined) {
    mirror = openMirror(safe);
    mirrors.set(safe, mirror);
  }
  return mirror;
}

async function openMirror({ given }: Safe): Promise<Mirror> {
  const local = new LocalPages(given.pages, await pageSealer(given.userKey.secret), 'mirror');
  return { pages: await MirrorPages.open(local), keysTaken: new Set(), running: undefined };
}

/** Fetches everything that lies beside the journal from where this device is to its head, in one request, and keeps it
 *  sealed. For service devices with the right `mirror` (SY23). What came before the line broke is kept; the next call goes
 *  on behind it. Two calls at once are one. One delivery entry.
 *  @returns up to which seq everything is here. Codes of the request; CBOR_MALFORMED; OFFLINE. */
export async function mirrorContent(
  safe: Safe,
  onProgress?: (seq: number, to: number) => void,
): Promise<Result<number>> {
  const mirror = await mirrorOf(safe);
  mirror.running ??= fetchBeside(safe, mirror.pages, onProgress).finally(() => {
    mirror.running = undefined;
  });
  return mirror.running;
}

async function fetchBeside(
  safe: Safe,
  pages: MirrorPages,
  onProgress: ((seq: number, to: number) => void) | undefined,
): Promise<Result<number>> {
  const from = pages.nextSeq;
  const to = safe.follower.head.size;
  if (from >= to) return ok(to);
  const sent = await sendRequest(safe.given.address, 'mirror', {
    method: 'POST',
    headers: { accept: CBOR_SEQUENCE_TYPE, 'content-type': 'application/json' },
    body: JSON.stringify({ purpose: 'mirror', from, to }),
  });
  if (!sent.ok) return sent;
  let fault: ErrorCode | undefined;
  for await (const chunk of chunksOrBreak(sent.value, patienceOf(safe.given.address))) {
    fault = chunk === undefined ? 'OFFLINE' : takeFault(pages, chunk, to);
    if (fault !== undefined) break;
    await pages.writeFull();
    onProgress?.(pages.nextSeq, to);
  }
  const isWhole = await pages.end(fault === undefined, to);
  if (fault !== undefined) return fail(fault);
  return isWhole ? ok(to) : fail('CBOR_MALFORMED');
}

/** The chunks of an answer; undefined when the line breaks. A disk that fails is no broken line, so only reading is caught. */
async function* chunksOrBreak(answer: Response, patienceMs: number): AsyncGenerator<Uint8Array | undefined> {
  try {
    yield* chunksOf(answer, patienceMs);
  } catch {
    yield undefined;
  }
}

function takeFault(pages: MirrorPages, chunk: Uint8Array, to: number): ErrorCode | undefined {
  try {
    pages.take(chunk, to);
    return undefined;
  } catch (error) {
    if (error instanceof CborError || error instanceof LayoutError) return 'CBOR_MALFORMED';
    throw error;
  }
}

/** Opens the newest version of a record from the mirror, without asking the server: who wrote the case key and the record is
 *  proven first, each part is compared with its descriptor, then opened. AKTE_UNKNOWN when no such record is shown. */
export async function openMirrored(safe: Safe, record: Id): Promise<Result<OpenedEntry>> {
  const visible = safe.records.recordOf(record);
  if (visible === undefined) return fail('AKTE_UNKNOWN');
  const mirror = await mirrorOf(safe);
  const { newest } = visible;
  await takeKeys(safe, mirror, newest.body.akte);
  const cache = new ContentCache();
  for (const part of newest.body.parts) {
    const envelope = await envelopeOf(safe, mirror, newest.body, part);
    if (envelope !== undefined) cache.put(envelope);
  }
  const opened = await new RecordOpener(safe.attributions, safe.keys, cache).open(newest);
  return ok({ record: visible, opened });
}

async function takeKeys(safe: Safe, { pages, keysTaken }: Mirror, akte: Id): Promise<void> {
  const { columns } = safe.follower;
  for (const seq of columns.seqsOfAkte(akte)) {
    if (columns.kindAt(seq) !== WIRE_KINDS.caseKey || keysTaken.has(seq)) continue;
    const beside = await pages.besideOf(seq);
    if (beside === undefined) continue;
    await safe.keys.takeCaseWraps(akte, beside.wraps);
    keysTaken.add(seq);
  }
}

/** A carried part lies beside the version that brought it: the first one that names it. */
async function envelopeOf(
  safe: Safe,
  { pages }: Mirror,
  { record }: Body,
  part: PartDescriptor,
): Promise<Uint8Array | undefined> {
  const { columns } = safe.follower;
  for (const seq of columns.seqsOfRecord(record)) {
    const entry = columns.entryAt(seq);
    const brings =
      entry !== undefined && decodeBody(entry.body).parts.some((p) => equalBytes(p.envelopeHash, part.envelopeHash));
    if (!brings) continue;
    const beside = await pages.besideOf(seq);
    return beside?.envelopes.find(({ compartment }) => compartment === part.compartment)?.bytes;
  }
  return undefined;
}
