import { encodeCbor, SUITE, TAG_BYTES } from '@siegel/wire';
import { engine } from '#engine';
import { MESSAGE_LABELS } from './labels.ts';
import { padmeSize } from './padding.ts';
import { platformRandom, type Random } from './random.ts';
import { KEY_BYTES, Secret } from './secret.ts';

/** Bytes of content in one chunk. */
export const CHUNK_BYTES = 65_536;
const PREFIX_BYTES = 7;
/** The chunk number has 32 bits. */
const MOST_CHUNKS = 2 ** 32;

/** A chunk of an attachment was cut, moved, repeated or changed; what was opened before it must not be shown as complete. */
export class AttachmentTampered extends Error {
  readonly code = 'OPEN_TAMPERED';
}

/** What the record keeps of its attachment, inside the seal: key, nonce prefix, true size (SL20, SL21). */
export interface AttachmentKey {
  readonly fileKey: Uint8Array;
  readonly prefix: Uint8Array;
  readonly sizeBytes: number;
}

/** A key for one attachment; never used for another (SL20). */
export function makeAttachmentKey(sizeBytes: number, random: Random = platformRandom): AttachmentKey {
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0 || chunksOf(padmeSize(sizeBytes)) > MOST_CHUNKS)
    throw new RangeError('SL20: size out of range');
  return { fileKey: random(KEY_BYTES), prefix: random(PREFIX_BYTES), sizeBytes };
}

/** Size of the sealed file: Padmé bucket plus a tag per chunk; callers plan uploads with it. */
export function sealedSize(sizeBytes: number): number {
  const padded = padmeSize(sizeBytes);
  return padded + chunksOf(padded) * TAG_BYTES;
}

function chunksOf(padded: number): number {
  return Math.max(1, Math.ceil(padded / CHUNK_BYTES));
}

/** Seals an attachment chunk by chunk; zeros fill it up to its bucket. Throws when the pieces are not `sizeBytes` long. */
export async function* sealAttachment(
  pieces: AsyncIterable<Uint8Array>,
  key: AttachmentKey,
): AsyncGenerator<Uint8Array> {
  const aead = await new Secret(key.fileKey).aead();
  const aad = blobAad(key);
  const padded = padmeSize(key.sizeBytes);
  const last = chunksOf(padded) - 1;
  let number = 0;
  for await (const chunk of rechunked(filled(pieces, key.sizeBytes, padded))) {
    yield await engine.aeadSeal(aead, { nonce: nonceOf(key, number, number === last), aad, headBytes: 0 }, chunk);
    number++;
  }
}

/** Opens an attachment chunk by chunk. Throws AttachmentTampered at the first fault, also for a missing end: only when the
 *  generator ends is the attachment whole. */
export async function* openAttachment(
  sealed: AsyncIterable<Uint8Array>,
  key: AttachmentKey,
): AsyncGenerator<Uint8Array> {
  const aead = await new Secret(key.fileKey).aead();
  const aad = blobAad(key);
  const padded = padmeSize(key.sizeBytes);
  const last = chunksOf(padded) - 1;
  let number = 0;
  let left = key.sizeBytes;
  for await (const chunk of rechunked(sealed, CHUNK_BYTES + TAG_BYTES)) {
    if (number > last) throw new AttachmentTampered('more chunks than the attachment has');
    const opened = await engine.aeadOpen(
      aead,
      { nonce: nonceOf(key, number, number === last), aad, headBytes: 0 },
      chunk,
    );
    const expected = number === last ? padded - last * CHUNK_BYTES : CHUNK_BYTES;
    if (opened?.length !== expected) throw new AttachmentTampered('a chunk does not open');
    if (left > 0) yield opened.subarray(0, Math.min(left, opened.length));
    left -= opened.length;
    number++;
  }
  if (number !== last + 1) throw new AttachmentTampered('the end is missing');
}

/** The true size stands in it, so that a file whose size is told wrong does not open shorter or longer. */
function blobAad({ sizeBytes }: AttachmentKey): Uint8Array {
  return encodeCbor([MESSAGE_LABELS.blob, SUITE, sizeBytes]);
}

function nonceOf({ prefix }: AttachmentKey, number: number, isLast: boolean): Uint8Array {
  const nonce = new Uint8Array(12);
  nonce.set(prefix);
  new DataView(nonce.buffer).setUint32(PREFIX_BYTES, number);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

async function* filled(
  pieces: AsyncIterable<Uint8Array>,
  sizeBytes: number,
  padded: number,
): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const piece of pieces) {
    seen += piece.length;
    if (seen > sizeBytes) throw new RangeError('SL20: more bytes than announced');
    yield piece;
  }
  if (seen !== sizeBytes) throw new RangeError('SL20: fewer bytes than announced');
  for (let left = padded - sizeBytes; left > 0; left -= CHUNK_BYTES) yield new Uint8Array(Math.min(left, CHUNK_BYTES));
}

/** The same bytes in chunks of `size`; the last may be shorter, and an empty input is one empty chunk. */
async function* rechunked(pieces: AsyncIterable<Uint8Array>, size = CHUNK_BYTES): AsyncGenerator<Uint8Array> {
  let buffer = new Uint8Array(size);
  let filledTo = 0;
  let yielded = false;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + size - filledTo);
      buffer.set(part, filledTo);
      filledTo += part.length;
      at += part.length;
      if (filledTo < size) continue;
      yield buffer;
      yielded = true;
      buffer = new Uint8Array(size);
      filledTo = 0;
    }
  }
  if (filledTo > 0 || !yielded) yield buffer.subarray(0, filledTo);
}
