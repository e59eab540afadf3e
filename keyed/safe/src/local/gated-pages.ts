import type { PageStore } from './page-store.ts';

/** The pages of a device as long as somebody may write them. Closed, nothing is written any more, so that whoever opens the same
 *  pages next is alone with them (OF20). */
export class GatedPages implements PageStore {
  readonly #store: PageStore;
  readonly #changes = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(store: PageStore) {
    this.#store = store;
  }

  read(name: string): Promise<Uint8Array | undefined> {
    return this.#store.read(name);
  }

  list(prefix: string): Promise<readonly string[]> {
    return this.#store.list(prefix);
  }

  write(name: string, bytes: Uint8Array): Promise<void> {
    return this.#change(() => this.#store.write(name, bytes));
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
