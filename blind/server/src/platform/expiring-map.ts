import type { World } from './world.ts';

/** Values that live for a fixed time, at most `most` of them: the oldest give way. Forgotten with the process. The time is the
 *  machine's monotonic one: nobody makes a code, a challenge or a log-in live longer by turning the clock (DV20). */
export class ExpiringMap<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly until: number }>();
  readonly #lifeMs: number;
  readonly #most: number;
  readonly #now: World['elapsed'];

  constructor(lifeMs: number, most: number, { elapsed }: Pick<World, 'elapsed'>) {
    this.#lifeMs = lifeMs;
    this.#most = most;
    this.#now = elapsed;
  }

  /** Adds or replaces a value. */
  put(key: string, value: T): void {
    const until = this.#now() + this.#lifeMs;
    this.#entries.delete(key);
    this.#entries.set(key, { value, until });
    for (const [oldest, entry] of this.#entries) {
      if (this.#entries.size <= this.#most && entry.until > this.#now()) break;
      this.#entries.delete(oldest);
    }
  }

  /** The value, or undefined when it never was, has expired or gave way. */
  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.until > this.#now()) return entry?.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** Takes the value out: it can be used once. */
  take(key: string): T | undefined {
    const value = this.get(key);
    this.#entries.delete(key);
    return value;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** What is alive, oldest first. */
  values(): readonly T[] {
    return [...this.#entries.keys()].flatMap((key) => {
      const value = this.get(key);
      return value === undefined ? [] : [value];
    });
  }
}
