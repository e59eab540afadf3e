import { MOST_ATTEMPTS } from '../safe/approval-attempts.ts';

const HOUR_MS = 60 * 60 * 1000;

/** How often this browser has shown words that led to nothing (DV7): every time whoever stands in between has one guess. It has no
 *  key of its user yet, so it counts in memory. */
export class ShownWords {
  readonly #now: () => number;
  #times: readonly number[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  get isTooMany(): boolean {
    const now = this.#now();
    return this.#times.filter((at) => now - at < HOUR_MS).length >= MOST_ATTEMPTS;
  }

  add(): void {
    this.#times = [...this.#times, this.#now()].slice(-MOST_ATTEMPTS);
  }

  clear(): void {
    this.#times = [];
  }
}
