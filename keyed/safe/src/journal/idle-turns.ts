import { Breather, type Turns } from './breather.ts';

/** So long after a sign of somebody the next one is expected. */
const BUSY_MS = 400;
/** Meanwhile one piece of work in so long: it goes on for whoever types all day, too. */
const PAUSE_MS = 100;

/** Turns for work that nobody waits for. While somebody types or asks for something it does little: what they wait for takes many steps,
 *  and each would stand behind a piece of it; and the screen is painted by the same processors (SF35). */
export class IdleTurns implements Turns {
  readonly #breather = new Breather();
  #busyToMs = 0;
  #pause: Promise<void> | undefined;

  /** Somebody types, or asks for something. */
  heard(): void {
    this.#busyToMs = performance.now() + BUSY_MS;
  }

  get isDue(): boolean {
    return this.#pause !== undefined || this.#breather.isDue;
  }

  turn(): Promise<void> {
    this.#pause ??= this.#wait().then(() => {
      this.#pause = undefined;
    });
    return this.#pause;
  }

  async #wait(): Promise<void> {
    const restMs = Math.min(PAUSE_MS, this.#busyToMs - performance.now());
    if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
    await this.#breather.turn();
  }
}
