import type { PageSealer } from '@siegel/seal';
import { isDeviceFull } from './device-full.ts';
import type { PageStore } from './page-store.ts';

const DIGITS = 12;

/** Numbered sealed pages of one kind, in order. What does not open (another user, damage) is dropped: everything in them can
 *  be fetched again. */
export class LocalPages {
  readonly #store: PageStore;
  readonly #sealer: PageSealer;
  readonly #kind: string;
  readonly #canBeFetched: boolean;
  #next = 0;
  #isCut = false;

  /** @param canBeFetched what a full device has no room for is then left out, and all behind it, so that no page is missing in
   *    between; otherwise the caller is told. */
  constructor(store: PageStore, sealer: PageSealer, kind: string, canBeFetched = false) {
    this.#store = store;
    this.#sealer = sealer;
    this.#kind = kind;
    this.#canBeFetched = canBeFetched;
  }

  /** All pages in order. Stops at the first one that does not open and removes it and all behind it. */
  async *read(): AsyncGenerator<Uint8Array> {
    const names = await this.#store.list(`${this.#kind}.`);
    for (const [i, name] of names.entries()) {
      const sealed = await this.#store.read(name);
      const page = sealed === undefined ? undefined : await this.#sealer.open(name, sealed);
      if (page === undefined) {
        for (const later of names.slice(i)) await this.#store.remove(later);
        return;
      }
      this.#next = this.#numberOf(name) + 1;
      yield page;
    }
  }

  /** All pages that open, in order: what nobody else has is not dropped because something before it was damaged. */
  async *readable(): AsyncGenerator<Uint8Array> {
    for (const name of await this.#store.list(`${this.#kind}.`)) {
      this.#next = this.#numberOf(name) + 1;
      const sealed = await this.#store.read(name);
      const page = sealed === undefined ? undefined : await this.#sealer.open(name, sealed);
      if (page !== undefined) yield page;
    }
  }

  /** Adds a page behind the others; durable when it resolves. */
  async add(page: Uint8Array): Promise<void> {
    await this.put(this.#next, page);
  }

  /** Puts a page in the place of the one with this number (the first is 0), or behind the last one; durable when it resolves. */
  async put(number: number, page: Uint8Array): Promise<void> {
    if (this.#isCut) return;
    const name = this.#nameOf(number);
    try {
      await this.#store.write(name, await this.#sealer.seal(name, page));
    } catch (error) {
      if (!this.#canBeFetched || !isDeviceFull(error)) throw error;
      this.#isCut = true;
      return;
    }
    this.#next = Math.max(this.#next, number + 1);
  }

  /** Removes one page by its number. */
  async remove(number: number): Promise<void> {
    await this.#store.remove(this.#nameOf(number));
  }

  /** One page by its number, or undefined when it is missing or does not open. */
  async at(number: number): Promise<Uint8Array | undefined> {
    const name = this.#nameOf(number);
    const sealed = await this.#store.read(name);
    return sealed === undefined ? undefined : this.#sealer.open(name, sealed);
  }

  #numberOf(name: string): number {
    return Number(name.slice(this.#kind.length + 1));
  }

  #nameOf(number: number): string {
    return `${this.#kind}.${String(number).padStart(DIGITS, '0')}`;
  }

  /** Puts one page in place of all. */
  async replace(page: Uint8Array): Promise<void> {
    const names = await this.#store.list(`${this.#kind}.`);
    const first = this.#nameOf(0);
    await this.put(0, page);
    for (const name of names) if (name !== first) await this.#store.remove(name);
    this.#next = 1;
  }

  /** Removes all pages. */
  async clear(): Promise<void> {
    for (const name of await this.#store.list(`${this.#kind}.`)) await this.#store.remove(name);
    this.#next = 0;
  }
}
