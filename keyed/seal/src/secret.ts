import { assert } from '@siegel/wire';
import { engine } from '#engine';
import type { AeadKey, MaybePromise } from './engine/engine.ts';

/** Every secret key of suite 1 has 32 bytes. */
export const KEY_BYTES = 32;
const REDACTED = '<redacted>';

let revealBytes: (secret: Secret) => Uint8Array;

/** 32 secret bytes that print as `<redacted>` in text, JSON and inspection and do not survive a structured clone. Only
 *  this package can reveal them: the door exports the type, never `reveal`. */
export class Secret {
  readonly #bytes: Uint8Array;
  #aead: MaybePromise<AeadKey> | undefined;

  static {
    revealBytes = (secret) => secret.#bytes;
  }

  /** Takes a copy of `bytes`. */
  constructor(bytes: Uint8Array) {
    assert(bytes.length === KEY_BYTES, 'SL4: a key has 32 bytes');
    this.#bytes = Uint8Array.from(bytes);
  }

  /** The platform's AES-256-GCM key over these bytes, imported once; a browser promises it for the first use only. */
  aead(): MaybePromise<AeadKey> {
    if (this.#aead === undefined) this.#aead = this.#imported(engine.importAeadKey(this.#bytes));
    return this.#aead;
  }

  #imported(key: MaybePromise<AeadKey>): MaybePromise<AeadKey> {
    if (!(key instanceof Promise)) return key;
    return key.then((there) => (this.#aead = there));
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  /** What `console.log` and `util.inspect` of Node show. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return REDACTED;
  }
}

/** The bytes themselves, not a copy: read, never changed or kept. */
export function reveal(secret: Secret): Uint8Array {
  return revealBytes(secret);
}
