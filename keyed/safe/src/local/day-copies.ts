import { type CborValue, concatBytes, decodeSequence, encodeCbor } from '@siegel/wire';
import { isDeviceFull } from './device-full.ts';
import type { LocalPages } from './local-pages.ts';

/** So many days stay on the device; a further one takes the place of another. */
const MOST_DAYS = 8;

/** What the server delivered of the appointments of single days, kept sealed for the time without a line: wraps and envelopes, both
 *  sealed by themselves (TE50). Everything in it can be fetched again, so that nothing here ever fails a reader. */
export class DayCopies {
  readonly #pages: LocalPages;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(pages: LocalPages) {
    this.#pages = pages;
  }

  /** Adds what came for a day; `number` counts days. */
  add(number: number, items: Uint8Array): Promise<void> {
    return this.#inTurn(async () => {
      const before = (await this.#pageOf(number)) ?? [];
      const page = concatBytes(encodeCbor(number), ...before.map((item) => encodeCbor(item)), items);
      await this.#pages.put(number % MOST_DAYS, page).catch((error: unknown) => {
        if (!isDeviceFull(error)) throw error;
      });
    });
  }

  /** What is kept of a day; empty without a copy. */
  read(number: number): Promise<readonly CborValue[]> {
    return this.#inTurn(async () => (await this.#pageOf(number)) ?? []);
  }

  /** Takes all copies off the device in which `isGone` finds something. */
  dropWhere(isGone: (item: CborValue) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      for (let slot = 0; slot < MOST_DAYS; slot++) {
        const page = await this.#pages.at(slot);
        if (page !== undefined && decodeSequence(page).slice(1).some(isGone)) await this.#pages.remove(slot);
      }
    });
  }

  async #pageOf(number: number): Promise<readonly CborValue[] | undefined> {
    const page = await this.#pages.at(number % MOST_DAYS);
    if (page === undefined) return undefined;
    const [day, ...items] = decodeSequence(page);
    return day === number ? items : undefined;
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
