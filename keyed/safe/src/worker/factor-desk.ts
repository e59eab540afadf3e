import type { FactorAnswer, FactorAsked } from '../channel/factor-api.ts';

/** Between whoever signs in and the page that asks the person for a second factor. One at a time: the newest sign-in. */
export class FactorDesk {
  #asked: FactorAsked | undefined;
  #answer: ((answer: FactorAnswer | undefined) => void) | undefined;
  readonly #listeners = new Set<(asked: FactorAsked | undefined) => void>();

  /** Asks the page. Undefined: the person gave up, or somebody else signs in. */
  ask(asked: FactorAsked): Promise<FactorAnswer | undefined> {
    this.#answer?.(undefined);
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.#show(asked);
    });
  }

  /** What the page says; nothing happens when nobody asked. The question stays on screen while the server looks at it. */
  answer(answer: FactorAnswer | undefined): void {
    const waiting = this.#answer;
    this.#answer = undefined;
    if (answer === undefined) this.#show(undefined);
    waiting?.(answer);
  }

  /** The sign-in is over, one way or the other. */
  end(): void {
    this.answer(undefined);
    if (this.#asked !== undefined) this.#show(undefined);
  }

  watch(listener: (asked: FactorAsked | undefined) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#asked);
    return () => void this.#listeners.delete(listener);
  }

  #show(asked: FactorAsked | undefined): void {
    this.#asked = asked;
    for (const listener of this.#listeners) listener(asked);
  }
}
