import type { TransferState } from '../channel/attachment-api.ts';
import type { Transfer } from '../safe/transfer.ts';

const FIRST_WAIT_MS = 1_000;
const LAST_WAIT_MS = 10_000;
/** A bar that moves ten times a second moves smoothly. */
const TELL_EVERY_MS = 100;

/** The files that are on their way, who watches them, and how each is stopped. */
export class Transfers {
  readonly #stateById = new Map<string, TransferState>();
  readonly #stopById = new Map<string, AbortController>();
  readonly #listeners = new Set<(transfers: readonly TransferState[]) => void>();
  readonly #now: () => number;
  #toldAtMs = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  watch(listener: (transfers: readonly TransferState[]) => void): () => void {
    this.#listeners.add(listener);
    listener([...this.#stateById.values()]);
    return () => this.#listeners.delete(listener);
  }

  cancel(transferId: string): void {
    this.#stopById.get(transferId)?.abort();
  }

  cancelAll(): void {
    for (const stop of this.#stopById.values()) stop.abort();
  }

  /** Runs `work` as a transfer that is shown and can be cancelled. */
  async run<T>(
    { transferId, direction }: Pick<TransferState, 'transferId' | 'direction'>,
    work: (transfer: Transfer) => Promise<T>,
  ): Promise<T> {
    const stop = new AbortController();
    this.#stopById.set(transferId, stop);
    const first: TransferState = { transferId, direction, doneBytes: 0, totalBytes: 0, state: 'moving' };
    this.#set(first, true);
    let waitMs = FIRST_WAIT_MS;
    try {
      return await work({
        signal: stop.signal,
        onProgress: (doneBytes, totalBytes) => {
          waitMs = FIRST_WAIT_MS;
          this.#set({ ...first, doneBytes, totalBytes }, false);
        },
        onOutage: async () => {
          this.#set({ ...(this.#stateById.get(transferId) ?? first), state: 'waiting' }, true);
          await pause(waitMs, stop.signal);
          waitMs = Math.min(2 * waitMs, LAST_WAIT_MS);
          return !stop.signal.aborted;
        },
      });
    } finally {
      this.#stopById.delete(transferId);
      this.#stateById.delete(transferId);
      this.#tell();
    }
  }

  #set(state: TransferState, isNews: boolean): void {
    this.#stateById.set(state.transferId, state);
    if (isNews || this.#now() - this.#toldAtMs >= TELL_EVERY_MS) this.#tell();
  }

  #tell(): void {
    this.#toldAtMs = this.#now();
    for (const listener of this.#listeners) listener([...this.#stateById.values()]);
  }
}

/** Waits, but no longer than until `signal` is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
