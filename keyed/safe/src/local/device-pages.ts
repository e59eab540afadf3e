import { isDeviceFull } from './device-full.ts';
import type { PageStore } from './page-store.ts';

/** The pages an open safe needs. Where the device is full it makes room once and tries again (OF10). */
export class DevicePages implements PageStore {
  readonly #store: PageStore;
  #makeRoom: () => Promise<void> = async () => undefined;
  #isFull = false;
  /** Beginnings of writes and ends of room, counted in one row. */
  #turn = 0;
  #fullAt = 0;

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

  async write(name: string, bytes: Uint8Array): Promise<void> {
    let turn = ++this.#turn;
    try {
      await this.#store.write(name, bytes);
    } catch (error) {
      if (!isDeviceFull(error)) throw error;
      this.#isFull = true;
      this.#fullAt = ++this.#turn;
      await this.#makeRoom();
      turn = ++this.#turn;
      await this.#store.write(name, bytes);
    }
    // What was under way before the room was gone says nothing of it.
    if (turn > this.#fullAt) this.#isFull = false;
  }

  remove(name: string): Promise<void> {
    return this.#store.remove(name);
  }
}
