import { type Hash, HASH_BYTES } from '@siegel/wire';

const FIRST_HASHES = 256;

/** Hashes one behind the other in one piece of memory: a run has millions, and an array and a spread of them would not do. */
export class HashList {
  #bytes = new Uint8Array(FIRST_HASHES * HASH_BYTES);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  push(hash: Hash): void {
    const at = this.#count * HASH_BYTES;
    if (at === this.#bytes.length) {
      const wider = new Uint8Array(2 * this.#bytes.length);
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes.set(hash, at);
    this.#count++;
  }

  /** All of them, as a view. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#count * HASH_BYTES);
  }
}
