/** Longest that work goes on before what waits has its turn: a keystroke that has 50 ms until it is painted may wait behind it. */
const MOST_MS = 10;

/** When work gives way to others. */
export interface Turns {
  /** True when it is others' turn; to be asked between two pieces, and answered with `turn`. */
  readonly isDue: boolean;
  /** Resolves behind what waits now. */
  turn(): Promise<void>;
}

/** Takes long work apart: between its pieces whoever waits for this thread has their turn, once the work has gone on for long. By the
 *  clock and not by the number of pieces: a busy machine takes several times as long for the same ones. Several jobs may share one. */
export class Breather implements Turns {
  #sinceMs = performance.now();
  #turn: Promise<void> | undefined;

  get isDue(): boolean {
    return this.#turn !== undefined || performance.now() - this.#sinceMs > MOST_MS;
  }

  turn(): Promise<void> {
    this.#turn ??= nextTask().then(() => {
      this.#turn = undefined;
      this.#sinceMs = performance.now();
    });
    return this.#turn;
  }
}

/** A message to oneself: a timer would wait four milliseconds where nobody else does. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
