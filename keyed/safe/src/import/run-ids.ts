import { platformHasher, platformRandom } from '@siegel/seal';
import { concatBytes, type Id } from '@siegel/wire';

const SECRET_BYTES = 32;
const ID_BYTES = 16;

/** A fresh secret for one run. */
export function makeRunSecret(): Uint8Array {
  return platformRandom(SECRET_BYTES);
}

/** The ids of one run, each following from what the file says and from a secret of this device (IE14): reading the same file
 *  again gives the same ids, so that what is in the journal already is known by them; without the secret they are random. */
export class RunIds {
  readonly #secret: Uint8Array;
  readonly #counts = new Map<string, number>();

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** The id of the only thing of its name. */
  of(...name: readonly (string | number)[]): Id {
    const text = new TextEncoder().encode(JSON.stringify(name));
    return platformHasher.sha256(concatBytes(this.#secret, text)).slice(0, ID_BYTES) as Id;
  }

  /** The id of the next thing of a name. */
  next(...name: readonly (string | number)[]): Id {
    const key = JSON.stringify(name);
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return this.of(...name, count);
  }
}
