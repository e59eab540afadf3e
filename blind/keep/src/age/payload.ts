import { hkdfSync } from 'node:crypto';

// The payload of age v1 (STREAM): chunks of 64 KiB under ChaCha20-Poly1305, the nonce an 11 byte counter and a byte that marks the last one.
// Source: age-encryption.org/v1, section "Payload". With node:crypto because it has to keep up with a disk. Sealing and opening are modules of
// their own: the server loads the first alone (BK25).

/** Plain bytes of every chunk but the last. */
export const CHUNK_BYTES = 65_536;
/** Random bytes in front of the chunks. */
export const NONCE_BYTES = 16;
export const TAG_BYTES = 16;
const COUNTER_BYTES = 12;
const LAST = 1;

/** The key of a payload. @param fileKey 16 bytes from the header. @param nonce the 16 bytes in front of the chunks. */
export function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
}

/** The nonces of the chunks of one payload, in order. What `next` gives is valid until it is called again. */
export class ChunkNonces {
  readonly #nonce = Buffer.alloc(COUNTER_BYTES);
  #next = 0;

  next(isLast: boolean): Uint8Array {
    // 6 bytes count 18 exabytes; the 5 in front stay zero.
    this.#nonce.writeUIntBE(this.#next++, 5, 6);
    this.#nonce[COUNTER_BYTES - 1] = isLast ? LAST : 0;
    return this.#nonce;
  }
}
