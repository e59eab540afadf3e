import { Decrypter } from 'age-encryption';
import { exactChunks } from './exact-chunks.ts';
import { OpeningChunks } from './open-payload.ts';
import { CHUNK_BYTES, NONCE_BYTES, TAG_BYTES } from './payload.ts';

const HEADER_LIMIT_BYTES = 65_536;
const END_OF_HEADER = /\n--- [A-Za-z0-9+/]{43}\n/;
const SEALED_BYTES = CHUNK_BYTES + TAG_BYTES;

/** Why a file does not open. `BACKUP_KEY_WRONG`: it was sealed to others; `BACKUP_DAMAGED`: a byte of it is not what was written, or its end
 *  is missing. */
export class AgeError extends Error {
  readonly code: 'BACKUP_KEY_WRONG' | 'BACKUP_DAMAGED';
  /** First byte of the file that is known to be wrong, where it is known. */
  readonly atByte: number | undefined;

  constructor(code: AgeError['code'], atByte?: number) {
    super(atByte === undefined ? code : `${code} at byte ${atByte}`);
    this.code = code;
    this.atByte = atByte;
  }
}

/** Opens a file of age v1 (BK3). Every piece it gives was checked; the file was whole when it ends without an error.
 *  @param identity `AGE-SECRET-KEY-1...`. Rejects with AgeError. */
export async function* openAge(source: AsyncIterable<Uint8Array>, identity: string): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  const { header, rest } = await readHeader(pieces);
  const fileKey = await fileKeyOf(header, identity);
  const payload = following(rest, pieces);
  let chunks: OpeningChunks | undefined;
  let held: Uint8Array | undefined;
  let at = header.length + NONCE_BYTES;
  const opened = (sealed: Uint8Array, isLast: boolean): Uint8Array => {
    // Only a file without any content ends with an empty chunk.
    const isEmpty = sealed.length <= TAG_BYTES && at > header.length + NONCE_BYTES;
    const bytes = sealed.length < TAG_BYTES || isEmpty ? undefined : chunks?.open(sealed, isLast);
    if (bytes === undefined) throw new AgeError('BACKUP_DAMAGED', at);
    at += sealed.length;
    return bytes;
  };
  for await (const piece of payloadPieces(payload)) {
    if (chunks === undefined) {
      if (piece.length < NONCE_BYTES) throw new AgeError('BACKUP_DAMAGED', header.length);
      chunks = new OpeningChunks(fileKey, piece);
      continue;
    }
    if (held !== undefined) yield opened(held, false);
    held = piece;
  }
  if (held === undefined) throw new AgeError('BACKUP_DAMAGED', at);
  yield opened(held, true);
}

/** The nonce, then the chunks. */
async function* payloadPieces(payload: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first: Uint8Array = new Uint8Array(0);
  while (first.length < NONCE_BYTES) {
    const next = await payload.next();
    if (next.done === true) break;
    first = Buffer.concat([first, next.value]);
  }
  yield first.subarray(0, NONCE_BYTES);
  yield* exactChunks(following(first.subarray(NONCE_BYTES), payload), SEALED_BYTES);
}

async function* following(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function readHeader(pieces: AsyncIterator<Uint8Array>): Promise<{ header: Uint8Array; rest: Uint8Array }> {
  let read: Uint8Array = new Uint8Array(0);
  for (;;) {
    const end = END_OF_HEADER.exec(Buffer.from(read).toString('latin1'));
    if (end !== null) {
      const length = end.index + end[0].length;
      return { header: read.subarray(0, length), rest: read.subarray(length) };
    }
    const next = read.length > HEADER_LIMIT_BYTES ? undefined : await pieces.next();
    if (next === undefined || next.done === true) throw new AgeError('BACKUP_DAMAGED', 0);
    read = Buffer.concat([read, next.value]);
  }
}

async function fileKeyOf(header: Uint8Array, identity: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return await decrypter.decryptHeader(header);
  } catch (error) {
    const isForOthers = error instanceof Error && error.message.startsWith('no identity matched');
    throw new AgeError(isForOthers ? 'BACKUP_KEY_WRONG' : 'BACKUP_DAMAGED', isForOthers ? undefined : 0);
  }
}
