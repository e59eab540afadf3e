import { createDecipheriv } from 'node:crypto';
import { ChunkNonces, payloadKey, TAG_BYTES } from './payload.ts';

/** Opens the chunks of one payload, in order. */
export class OpeningChunks {
  readonly #key: Uint8Array;
  readonly #nonces = new ChunkNonces();

  /** @param fileKey and @param nonce as `payloadKey` takes them. */
  constructor(fileKey: Uint8Array, nonce: Uint8Array) {
    this.#key = payloadKey(fileKey, nonce);
  }

  /** @returns the plain chunk, or undefined when a byte of it, its place or its being the last is not what was sealed. */
  open(sealed: Uint8Array, isLast: boolean): Uint8Array | undefined {
    const decipher = createDecipheriv('chacha20-poly1305', this.#key, this.#nonces.next(isLast), {
      authTagLength: TAG_BYTES,
    });
    const bytes = decipher.update(sealed.subarray(0, -TAG_BYTES));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    return bytes;
  }
}
