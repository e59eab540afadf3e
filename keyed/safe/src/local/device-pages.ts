import { isDeviceFull } from './device-full.ts';
import type { PageStore } from './page-store.ts';

/** The pages of one open safe. Where the device is full it makes room once and tries again; closed, it writes nothing any more,
 *  so that whoever opens the same pages next is alone with them (OF20). */
export class DevicePages implements PageStore {
  readonly #store: PageStore;
  readonly #changes = new Set<Promise<unknown>>();
  #makeRoom: () => Promise<void> = async () => undefined;
  #isFull = false;
  #isClosed = false;

  constructor(store: PageStore) {
    this.#store = store;
  }

  /** True since a page found no room, until one does. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** What gives way when the device is full. */
  whenFull(makeRoom: () => Promise<void>): void {
    this.#makeRoom = makeRoom;
  }

  read(name: string): Promise<Uint8Array | undefined> {
    return this.#store.read(name);
  }

  list(prefix: string): Promise<readonly string[]> {
    return this.#store.list(prefix);
  }

  write(name: string, bytes: Uint8Array): Promise<void> {
    return this.#change(async () => {
      try {
        await this.#store.write(name, bytes);
      } catch (error) {
        if (!isDeviceFull(error)) throw error;
        this.#isFull = true;
        await this.#makeRoom();
        await this.#store.write(name, bytes);
      }
      this.#isFull = false;
    });
  }

  remove(name: string): Promise<void> {
    return this.#change(() => this.#store.remove(name));
  }

  /** Nothing is written from here on; resolves when what was begun is over. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#changes);
  }

  #change(change: () => Promise<void>): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error('OF20: the safe is closed'));
    const begun = change();
    this.#changes.add(begun);
    const over = () => void this.#changes.delete(begun);
    begun.then(over, over);
    return begun;
  }
}
