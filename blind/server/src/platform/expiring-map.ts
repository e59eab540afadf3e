/** Values that live for a fixed time, at most `most` of them: the oldest give way. Forgotten with the process. */
export class ExpiringMap<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly until: number }>();
  readonly #lifeMs: number;
  readonly #most: number;
  readonly #now: () => number;

  constructor(lifeMs: number, most: number, now: () => number) {
    this.#lifeMs = lifeMs;
    this.#most = most;
    this.#now = now;
  }

  /** Adds or replaces a value; returns when it expires, ms since 1970. */
  put(key: string, value: T): number {
    const until = this.#now() + this.#lifeMs;
    this.#entries.delete(key);
    this.#entries.set(key, { value, until });
    for (const [oldest, entry] of this.#entries) {
      if (this.#entries.size <= this.#most && entry.until > this.#now()) break;
      this.#entries.delete(oldest);
    }
    return until;
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
