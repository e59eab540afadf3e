import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

// The payload of age v1 (STREAM): chunks of 64 KiB under ChaCha20-Poly1305, the nonce an 11 byte counter and a byte that marks the last one.
// Source: age-encryption.org/v1, section "Payload". With node:crypto because it has to keep up with a disk.

/** Plain bytes of every chunk but the last. */
export const CHUNK_BYTES = 65_536;
/** Random bytes in front of the chunks. */
export const NONCE_BYTES = 16;
export const TAG_BYTES = 16;
const COUNTER_BYTES = 12;
const LAST = 1;

/** One direction of one payload; chunks come in order. */
export class PayloadChunks {
  readonly #key: Uint8Array;
  readonly #nonce = Buffer.alloc(COUNTER_BYTES);
  #next = 0;

  /** @param fileKey 16 bytes from the header. @param nonce the 16 bytes in front of the chunks. */
  constructor(fileKey: Uint8Array, nonce: Uint8Array) {
    this.#key = new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
  }

  /** @returns ciphertext and tag. */
  seal(chunk: Uint8Array, isLast: boolean): readonly [Uint8Array, Uint8Array] {
    const cipher = createCipheriv('chacha20-poly1305', this.#key, this.#counter(isLast), { authTagLength: TAG_BYTES });
    const bytes = cipher.update(chunk);
    cipher.final();
    return [bytes, cipher.getAuthTag()];
  }

  /** @returns the plain chunk, or undefined when a byte of it, its place or its being the last is not what was sealed. */
  open(sealed: Uint8Array, isLast: boolean): Uint8Array | undefined {
    const decipher = createDecipheriv('chacha20-poly1305', this.#key, this.#counter(isLast), {
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

  #counter(isLast: boolean): Uint8Array {
    // 6 bytes count 18 exabytes; the 5 in front stay zero.
    this.#nonce.writeUIntBE(this.#next++, 5, 6);
    this.#nonce[COUNTER_BYTES - 1] = isLast ? LAST : 0;
    return this.#nonce;
  }
}
