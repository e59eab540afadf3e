import { platformHasher } from '@siegel/seal';
import { hexOf, type PartDescriptor } from '@siegel/wire';

/** Sealed parts this device has received, by their hash: what the server sends is named by nothing but its content. */
export class ContentCache {
  readonly #envelopeByHash = new Map<string, Uint8Array>();

  put(envelope: Uint8Array): void {
    this.#envelopeByHash.set(hexOf(platformHasher.sha256(envelope)), envelope);
  }

  /** The envelope of a part, or undefined when it has not come. */
  envelopeOf(part: PartDescriptor): Uint8Array | undefined {
    return this.#envelopeByHash.get(hexOf(part.envelopeHash));
  }

  get size(): number {
    return this.#envelopeByHash.size;
  }

  clear(): void {
    this.#envelopeByHash.clear();
  }
}
