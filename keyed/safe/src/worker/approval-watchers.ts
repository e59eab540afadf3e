/** Whoever looks at what waits for the own user to approve, or for somebody else to approve for them. */
export class ApprovalWatchers {
  readonly #listeners = new Set<() => void>();

  /** Calls `listener` at every `tell` until the returned function is called. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Something may have changed. */
  tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
