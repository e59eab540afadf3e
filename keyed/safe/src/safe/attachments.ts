import {
  type AttachmentKey,
  AttachmentTampered,
  makeAttachmentKey,
  openAttachment,
  platformHasher,
  sealAttachment,
} from '@siegel/seal';
import { concatBytes, equalBytes, fail, hexOf, type Id, LIMITS, ok, type Result } from '@siegel/wire';
import { wholeBody } from '../server/response-body.ts';
import { askJson, patienceOf, type RequestFailure, sendRequest } from '../server/server-request.ts';
import type { Safe } from './safe.ts';

/** What a record of kind `document` keeps of its attachment; all but the ids lies sealed in the record (SL21). */
export type AttachmentFields = {
  readonly blobIds: readonly Uint8Array[];
  readonly dateischluessel: Uint8Array;
  readonly groesseBytes: number;
  /** SHA-256 of the file itself. */
  readonly sha256: Uint8Array;
};

const PREFIX_BYTES = 7;
/** Opened bytes in one blob: sealed it stays below the limit of the server, and a device can hold it. */
const BLOB_CONTENT_BYTES = 64 * 1024 * 1024;

/** Seals a file for an Akte the server knows already and uploads it; an interrupted upload goes on where the server is (SY12).
 *  The record that names it is written afterwards. Files beyond 64 MiB are not taken: REQUEST_TOO_LARGE. */
export async function uploadAttachment(
  safe: Safe,
  akte: Id,
  content: Uint8Array,
): Promise<Result<AttachmentFields, RequestFailure>> {
  if (content.length > BLOB_CONTENT_BYTES) return fail('REQUEST_TOO_LARGE');
  const made = makeAttachmentKey(content.length);
  const key = keyOf(made.fileKey, content.length);
  const sealed: Uint8Array[] = [];
  for await (const chunk of sealAttachment(piecesOf(content), key)) sealed.push(chunk);
  const bytes = concatBytes(...sealed);
  const hash = platformHasher.sha256(bytes);
  const sent = await sendBlob(safe, { akte, hash, bytes });
  if (!sent.ok) return sent;
  return ok({
    blobIds: [hash],
    dateischluessel: key.fileKey,
    groesseBytes: content.length,
    sha256: platformHasher.sha256(content),
  });
}

async function sendBlob(
  { given }: Safe,
  { akte, hash, bytes }: { readonly akte: Id; readonly hash: Uint8Array; readonly bytes: Uint8Array },
): Promise<Result<true, RequestFailure>> {
  const name = hexOf(hash);
  const body = { akte: hexOf(akte), hash: name, sizeBytes: bytes.length };
  let state = await askJson(given.address, 'blobs', { body, answer: 'blobState' });
  while (state.ok && !state.value.complete) {
    const { offset } = state.value;
    const piece = bytes.slice(offset, offset + LIMITS.blobPieceBytes);
    if (piece.length === 0) return fail('BLOB_OFFSET_WRONG');
    const sent = await sendRequest(given.address, `blobs/${name}?offset=${offset}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: piece,
    });
    if (!sent.ok) return sent;
    await sent.value.body?.cancel();
    state = await askJson(given.address, 'blobs', { body, answer: 'blobState' });
  }
  return state.ok ? ok(true) : state;
}

/** Fetches and opens the file of a record. OPEN_TAMPERED when a piece was changed, cut or moved, or when the whole is another
 *  file than the record says; OFFLINE when the line broke. Nothing is returned then. */
export async function downloadAttachment(
  { given }: Safe,
  fields: AttachmentFields,
): Promise<Result<Uint8Array, RequestFailure>> {
  const sealed: Uint8Array[] = [];
  for (const blob of fields.blobIds) {
    const sent = await sendRequest(given.address, `blobs/${hexOf(blob)}`, { method: 'GET' });
    if (!sent.ok) return sent;
    const bytes = await wholeBody(sent.value, patienceOf(given.address));
    if (bytes === undefined) return fail('OFFLINE');
    if (!equalBytes(platformHasher.sha256(bytes), blob)) return fail('OPEN_TAMPERED');
    sealed.push(bytes);
  }
  const opened: Uint8Array[] = [];
  try {
    const key = keyOf(fields.dateischluessel, fields.groesseBytes);
    for await (const piece of openAttachment(inOrder(sealed), key)) opened.push(piece.slice());
  } catch (error) {
    if (error instanceof AttachmentTampered) return fail('OPEN_TAMPERED');
    throw error;
  }
  const content = concatBytes(...opened);
  return equalBytes(platformHasher.sha256(content), fields.sha256) ? ok(content) : fail('OPEN_TAMPERED');
}

/** The record keeps the file key only. It seals one file, so the prefix of its nonces may follow from it. */
function keyOf(fileKey: Uint8Array, sizeBytes: number): AttachmentKey {
  return { fileKey, prefix: platformHasher.sha256(fileKey).slice(0, PREFIX_BYTES), sizeBytes };
}

async function* piecesOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

async function* inOrder(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
