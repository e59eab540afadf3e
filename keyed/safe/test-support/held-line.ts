import type { Fetch } from '../src/server/server-request.ts';

/** Requests that wait until a test lets them go. */
export interface Held {
  /** Resolves when the first of them has come. */
  readonly reached: Promise<void>;
  /** Lets them go, and all that come later. */
  release(): void;
}

/** A line to the server on which a test holds what it likes. */
export class HeldLine {
  readonly #inner: Fetch;
  readonly #holds = new Map<RegExp, () => Promise<void>>();

  constructor(inner: Fetch = fetch) {
    this.#inner = inner;
  }

  /** Addresses that were asked, in order. */
  readonly asked: string[] = [];

  readonly fetch: Fetch = async (url, init) => {
    this.asked.push(url);
    for (const [pattern, wait] of this.#holds) if (pattern.test(url)) await wait();
    return this.#inner(url, init);
  };

  /** Holds every request whose address fits. */
  hold(pattern: RegExp): Held {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    this.#holds.set(pattern, () => {
      reached.resolve();
      return released.promise;
    });
    return { reached: reached.promise, release: () => released.resolve() };
  }
}
