import {
  type AttachmentKey,
  AttachmentTampered,
  makeAttachmentKey,
  openAttachment,
  platformHasher,
  sealAttachment,
  sealedSize,
} from '@siegel/seal';
import { concatBytes, controlMessages, equalBytes, fail, hexOf, type Id, LIMITS, ok, type Result } from '@siegel/wire';
import { wholeBody } from '../server/response-body.ts';
import { askJson, patienceOf, readJson, type RequestFailure, sendRequest } from '../server/server-request.ts';
import type { Safe } from './safe.ts';
import { sectionsOf } from './attachment-sections.ts';
import { isCancelled, isOutage, type Transfer } from './transfer.ts';

/** What a record of kind `document` keeps of its attachment; all but the ids lies sealed in the record (SL21, AT10). */
export type AttachmentFields = {
  readonly blobIds: readonly Uint8Array[];
  readonly dateischluessel: Uint8Array;
  /** Absent in records of schema version 1: there it follows from the key (ADR 0030). */
  readonly noncevorsatz?: Uint8Array;
  readonly groesseBytes: number;
  /** SHA-256 of the file itself; only of files that fit one section. */
  readonly sha256?: Uint8Array;
};

/** An upload that has begun: its key, and the ids of all sections that may have left this device, in order. */
export interface BegunUpload {
  readonly key: AttachmentKey;
  readonly blobIds: readonly Uint8Array[];
}

/** An upload that may outlive its page (AT22). */
export interface Upload extends Transfer {
  /** Sealed again under the same key, so that the server has what it has; only if it is the same file. */
  readonly begun?: BegunUpload;
  /** Called before each section leaves this device; the section waits until it resolves. */
  readonly onSection?: (begun: BegunUpload) => Promise<void>;
}

const PREFIX_BYTES = 7;
/** The largest file (AT19). */
export const MOST_FILE_BYTES = 2 * 1024 ** 3;

/** Seals a file for an Akte the server knows already and uploads it, section by section; an interrupted upload goes on where the
 *  server is (SY12, AT11, AT12). The record that names it is written afterwards. Fails with ATTACHMENT_TOO_LARGE beyond 2 GB,
 *  ATTACHMENT_UNREADABLE when the file cannot be read to its end, TRANSFER_CANCELLED, and the codes of the server. */
export async function uploadAttachment(
  safe: Safe,
  akte: Id,
  content: Uint8Array | Blob,
  upload: Upload = {},
): Promise<Result<AttachmentFields, RequestFailure>> {
  const sizeBytes = content instanceof Uint8Array ? content.length : content.size;
  if (sizeBytes > MOST_FILE_BYTES) return fail('ATTACHMENT_TOO_LARGE');
  const key = upload.begun?.key ?? makeAttachmentKey(sizeBytes);
  const sent = await uploadUnder(key, { safe, akte, content }, upload).catch((error: unknown) => {
    // The file was changed, or its disk taken away, while it was being read.
    if (error instanceof RangeError || error instanceof DOMException) return fail('ATTACHMENT_UNREADABLE');
    throw error;
  });
  if (sent === 'another-file') {
    const { begun: _, ...anew } = upload;
    return uploadAttachment(safe, akte, content, anew);
  }
  if (!sent.ok) return sent;
  return ok({
    blobIds: sent.value,
    dateischluessel: key.fileKey,
    noncevorsatz: key.prefix,
    groesseBytes: sizeBytes,
    ...(content instanceof Uint8Array && { sha256: platformHasher.sha256(content) }),
  });
}

interface Source {
  readonly safe: Safe;
  readonly akte: Id;
  readonly content: Uint8Array | Blob;
}

/** Sends all sections. A section that left this device before must come out the same now: another file under its nonces would give
 *  both away (AT22). @returns the ids of the sections. */
async function uploadUnder(
  key: AttachmentKey,
  { safe, akte, content }: Source,
  upload: Upload,
): Promise<Result<readonly Uint8Array[], RequestFailure> | 'another-file'> {
  const known = upload.begun?.blobIds ?? [];
  const total = sealedSize(key.sizeBytes);
  const blobIds: Uint8Array[] = [];
  let doneBytes = 0;
  for await (const { hash, bytes } of sectionsOf(sealAttachment(piecesOf(content), key))) {
    const before = known[blobIds.length];
    if (before !== undefined && !equalBytes(before, hash)) return 'another-file';
    blobIds.push(hash);
    if (before === undefined) await upload.onSection?.({ key, blobIds: [...blobIds] });
    const start = doneBytes;
    const onSent = (sentBytes: number) => upload.onProgress?.(start + sentBytes, total);
    const sent = await sendBlob(safe, { akte, hash, bytes }, { ...upload, onSent });
    if (!sent.ok) return sent;
    doneBytes += bytes.length;
  }
  return ok(blobIds);
}

interface SealedBlob {
  readonly akte: Id;
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
}

type Sending = Transfer & { readonly onSent: (sentBytes: number) => void };

async function sendBlob(safe: Safe, blob: SealedBlob, sending: Sending): Promise<Result<true, RequestFailure>> {
  for (;;) {
    const sent = await sendPieces(safe, blob, sending);
    if (sent.ok || !isOutage(sent.error.code)) return sent;
    const mayGoOn = await sending.onOutage?.(sent.error.code);
    if (isCancelled(sending)) return fail('TRANSFER_CANCELLED');
    if (mayGoOn !== true) return sent;
  }
}

/** Asks the server where it is, and sends from there to the end. */
async function sendPieces(
  { given }: Safe,
  { akte, hash, bytes }: SealedBlob,
  sending: Sending,
): Promise<Result<true, RequestFailure>> {
  if (isCancelled(sending)) return fail('TRANSFER_CANCELLED');
  const { onSent } = sending;
  const name = hexOf(hash);
  const body = { akte: hexOf(akte), hash: name, sizeBytes: bytes.length };
  let state = await askJson(given.address, 'blobs', { body, answer: 'blobState' });
  while (state.ok && !state.value.complete) {
    const { offset } = state.value;
    onSent(offset);
    const piece = bytes.slice(offset, offset + LIMITS.blobPieceBytes);
    if (piece.length === 0) return fail('BLOB_OFFSET_WRONG');
    if (isCancelled(sending)) return fail('TRANSFER_CANCELLED');
    const sent = await sendRequest(given.address, `blobs/${name}?offset=${offset}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: piece,
    });
    if (!sent.ok) return sent;
    state = await blobStateOf(sent.value, patienceOf(given.address));
  }
  if (!state.ok) return state;
  onSent(bytes.length);
  return ok(true);
}

async function blobStateOf(answer: Response, patienceMs: number) {
  const json = await readJson(answer, patienceMs);
  if (!json.ok) return json;
  const read = controlMessages.blobState.safeParse(json.value);
  return read.success ? ok(read.data) : fail('MESSAGE_MALFORMED');
}

/** Fetches and opens the file of a record. OPEN_TAMPERED when a piece was changed, cut or moved, or when the whole is another
 *  file than the record says; OFFLINE when the line broke. Nothing is returned then (AT18). */
export async function downloadAttachment(
  safe: Safe,
  fields: AttachmentFields,
  transfer: Transfer = {},
): Promise<Result<Uint8Array, RequestFailure>> {
  const pieces = await downloadPieces(safe, fields, transfer);
  if (!pieces.ok) return pieces;
  const content = concatBytes(...pieces.value);
  const { sha256 } = fields;
  return sha256 === undefined || equalBytes(platformHasher.sha256(content), sha256)
    ? ok(content)
    : fail('OPEN_TAMPERED');
}

/** The opened pieces of a file, in order, when all of them have opened. */
export async function downloadPieces(
  safe: Safe,
  fields: AttachmentFields,
  transfer: Transfer,
): Promise<Result<readonly Uint8Array<ArrayBuffer>[], RequestFailure>> {
  const opened: Uint8Array<ArrayBuffer>[] = [];
  let doneBytes = 0;
  try {
    for await (const piece of openAttachment(sealedPieces(safe, fields, transfer), keyOf(fields))) {
      opened.push(piece.slice());
      doneBytes += piece.length;
      transfer.onProgress?.(doneBytes, fields.groesseBytes);
    }
  } catch (error) {
    if (error instanceof AttachmentTampered) return fail('OPEN_TAMPERED');
    if (error instanceof TransferFailed) return { ok: false, error: error.failure };
    throw error;
  }
  return ok(opened);
}

/** Carries a failed request out of a generator. */
class TransferFailed extends Error {
  readonly failure: RequestFailure;
  constructor(failure: RequestFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

async function* sealedPieces(
  { given }: Safe,
  { blobIds }: AttachmentFields,
  transfer: Transfer,
): AsyncGenerator<Uint8Array> {
  for (const blob of blobIds) {
    if (isCancelled(transfer)) throw new TransferFailed({ code: 'TRANSFER_CANCELLED' });
    const sent = await sendRequest(given.address, `blobs/${hexOf(blob)}`, { method: 'GET' });
    if (!sent.ok) throw new TransferFailed(sent.error);
    const bytes = await wholeBody(sent.value, patienceOf(given.address));
    if (bytes === undefined) throw new TransferFailed({ code: 'OFFLINE' });
    if (!equalBytes(platformHasher.sha256(bytes), blob)) throw new AttachmentTampered('another file');
    yield bytes;
  }
}

/** A record of schema version 1 keeps the file key only. It seals one file, so the prefix of its nonces may follow from it. */
function keyOf({ dateischluessel: fileKey, noncevorsatz, groesseBytes: sizeBytes }: AttachmentFields): AttachmentKey {
  const prefix = noncevorsatz ?? platformHasher.sha256(fileKey).slice(0, PREFIX_BYTES);
  return { fileKey, prefix, sizeBytes };
}

async function* piecesOf(content: Uint8Array | Blob): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) return yield content;
  for (let at = 0; at < content.size; at += READ_BYTES)
    yield new Uint8Array(await content.slice(at, at + READ_BYTES).arrayBuffer());
}

/** What is read of a file at once. */
const READ_BYTES = 4 * 1024 * 1024;
