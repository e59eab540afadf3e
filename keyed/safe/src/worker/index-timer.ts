/** The server answers the index at most once in 10 s per device (SY22); a little more, because two clocks measure. */
export const INDEX_EVERY_MS = 10_500;

/** Says when the person index is to be loaded again: at once when the last time is long enough ago, else as soon as it is. What
 *  changed in between waits; it is never forgotten (SF30). */
export class IndexTimer {
  readonly #load: () => Promise<boolean>;
  readonly #given: { readonly now: () => number; readonly everyMs: number };
  #loadedAtMs = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLoading = false;

  /** @param load false when the server refused for now: it is asked again, as when it rejects. */
  constructor(load: () => Promise<boolean>, given: { readonly now: () => number; readonly everyMs: number }) {
    this.#load = load;
    this.#given = given;
  }

  /** The index has just been loaded by somebody else. */
  loaded(): void {
    this.#loadedAtMs = this.#given.now();
  }

  /** The index is behind the journal. Resolves when it is not any more, or will be loaded later. */
  async behind(): Promise<void> {
    const { now, everyMs } = this.#given;
    const waitMs = this.#loadedAtMs + everyMs - now();
    // A load may take longer than the pause between two: what changed meanwhile is asked for behind it, never beside it.
    if (waitMs > 0 || this.#isLoading) return this.#later(Math.max(waitMs, everyMs / 10));
    this.loaded();
    this.#isLoading = true;
    const isUpToDate = await this.#load()
      .catch(() => false)
      .finally(() => (this.#isLoading = false));
    if (!isUpToDate) this.#later(everyMs);
  }

  #later(waitMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.behind();
    }, waitMs);
  }

  /** Forgets what is due. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
