import { randomBytes } from 'node:crypto';
import { Encrypter } from 'age-encryption';
import { exactChunks } from './exact-chunks.ts';
import { CHUNK_BYTES, NONCE_BYTES } from './payload.ts';
import { SealingChunks } from './seal-payload.ts';

const END_OF_HEADER = /\n--- [A-Za-z0-9+/]{43}\n/;

/** Seals a stream as a file of age v1 that every one of the recipients opens (BK2); Debian's `age -d` reads it. The header is made by the
 *  library, the payload here. Throws when there is no recipient, or one that is not an X25519 one (`age1...`).
 *  @returns the file in pieces, whole only when the source ended without an error. */
export async function* sealAge(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  recipients: readonly string[],
): AsyncGenerator<Uint8Array> {
  const { header, fileKey } = await newHeader(recipients);
  const nonce = randomBytes(NONCE_BYTES);
  yield header;
  yield nonce;
  const chunks = new SealingChunks(fileKey, nonce);
  let held: Uint8Array | undefined;
  for await (const chunk of exactChunks(source, CHUNK_BYTES)) {
    if (held !== undefined) yield* chunks.seal(held, false);
    held = chunk;
  }
  yield* chunks.seal(held ?? new Uint8Array(0), true);
}

async function newHeader(recipients: readonly string[]): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  if (recipients.length === 0) throw new TypeError('BK2: a backup is sealed to somebody');
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    if (!/^age1[02-9ac-hj-np-z]{58}$/.test(recipient)) throw new TypeError('BK2: an X25519 recipient of age is wanted');
    encrypter.addRecipient(recipient);
  }
  let fileKey: Uint8Array | undefined;
  // The library's way to see the file key: a recipient that adds nothing to the header.
  encrypter.addRecipient({
    wrapFileKey(made) {
      fileKey = made.slice();
      return [];
    },
  });
  const empty = await encrypter.encrypt(new Uint8Array(0));
  const end = END_OF_HEADER.exec(Buffer.from(empty).toString('latin1'));
  if (end === null || fileKey === undefined) throw new Error('BK2: the library made no header of age v1');
  return { header: empty.subarray(0, end.index + end[0].length), fileKey };
}
