/** Between whoever may come in no further before there is a second factor (ZF2), whichever way they came, and the page that lets
 *  them set one up. One at a time: the newest. */
export class EnrolmentDesk {
  #end: ((isSetUp: boolean) => void) | undefined;
  readonly #listeners = new Set<(isAsked: boolean) => void>();

  /** Asks the page to set one up. False: they gave up, somebody else comes in, or no page listens. */
  ask(): Promise<boolean> {
    this.end(false);
    if (this.#listeners.size === 0) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#end = resolve;
      this.#tell(true);
    });
  }

  /** There is one now, or not; nothing happens when nobody asked. */
  end(isSetUp: boolean): void {
    const waiting = this.#end;
    if (waiting === undefined) return;
    this.#end = undefined;
    this.#tell(false);
    waiting(isSetUp);
  }

  watch(listener: (isAsked: boolean) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#end !== undefined);
    return () => void this.#listeners.delete(listener);
  }

  #tell(isAsked: boolean): void {
    for (const listener of this.#listeners) listener(isAsked);
  }
}
