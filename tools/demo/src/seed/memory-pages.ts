import type { PageStore } from '@siegel/safe';

/** Pages of a device that ends with this process: the seeding leaves nothing on the disk beside what the server keeps. */
export class MemoryPages implements PageStore {
  readonly #pageByName = new Map<string, Uint8Array>();

  async read(name: string): Promise<Uint8Array | undefined> {
    return this.#pageByName.get(name);
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    this.#pageByName.set(name, bytes);
  }

  async remove(name: string): Promise<void> {
    this.#pageByName.delete(name);
  }

  async list(prefix: string): Promise<readonly string[]> {
    return [...this.#pageByName.keys()].filter((name) => name.startsWith(prefix)).toSorted();
  }
}
