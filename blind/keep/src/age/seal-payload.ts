import { createCipheriv } from 'node:crypto';
import { ChunkNonces, payloadKey, TAG_BYTES } from './payload.ts';

/** Seals the chunks of one payload, in order. What it makes it cannot open again. */
export class SealingChunks {
  readonly #key: Uint8Array;
  readonly #nonces = new ChunkNonces();

  /** @param fileKey and @param nonce as `payloadKey` takes them. */
  constructor(fileKey: Uint8Array, nonce: Uint8Array) {
    this.#key = payloadKey(fileKey, nonce);
  }

  /** @returns ciphertext and tag. */
  seal(chunk: Uint8Array, isLast: boolean): readonly [Uint8Array, Uint8Array] {
    const nonce = this.#nonces.next(isLast);
    const cipher = createCipheriv('chacha20-poly1305', this.#key, nonce, { authTagLength: TAG_BYTES });
    const bytes = cipher.update(chunk);
    cipher.final();
    return [bytes, cipher.getAuthTag()];
  }
}
