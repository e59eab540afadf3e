import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SignatureCheck } from '@siegel/journal';
import { verifyNow } from './ed25519.ts';
import { packChecks } from './verify-packing.ts';

interface Waiting {
  readonly check: SignatureCheck;
  readonly resolve: (valid: boolean) => void;
}

interface Thread {
  readonly worker: Worker;
  /** Batches under way, oldest first: answers come in order. */
  readonly batches: (readonly Waiting[])[];
}

/** The same file as source and as built program. */
const SOURCE = new URL('./verify-thread.ts', import.meta.url);
const THREAD = import.meta.url.endsWith('.ts') ? SOURCE : new URL(SOURCE.href.replace(/\.ts$/, '.js'));

/** All cores but the one of the event loop, which must not be put aside by its own helpers. */
const MOST_THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));

/** Ed25519 checks beside the event loop. What one turn of the loop brings in goes to a thread as one message: waking a thread of
 *  the platform's pool for every single check cost the event loop more than the check (ADR 0015). A check that comes alone is
 *  done at once, without the way there and back. */
export class VerifyPool {
  #waiting: Waiting[] = [];
  /** Checks asked for in this turn of the event loop, and in the one before. */
  #inThisTurn = 0;
  #inLastTurn = 0;
  readonly #threads: Thread[] = [];

  /** True when the signature holds. Only for checks that passed the strict pre-check. */
  verify(check: SignatureCheck): Promise<boolean> {
    if (this.#inThisTurn++ === 0) {
      setImmediate(() => this.#endTurn());
      if (this.#inLastTurn <= 1) {
        return Promise.resolve(verifyNow(check.publicKey, check.message, check.signature));
      }
    }
    return new Promise((resolve) => this.#waiting.push({ check, resolve }));
  }

  /** What the turn has gathered goes to a thread. After a turn with one check at most, the next one begins with doing its first. */
  #endTurn(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#inLastTurn = this.#inThisTurn;
    this.#inThisTurn = 0;
    if (batch.length === 0) return;
    const thread = this.#idlest();
    thread.batches.push(batch);
    const packed = packChecks(batch.map(({ check }) => check));
    thread.worker.postMessage(packed, [packed.buffer]);
  }

  #idlest(): Thread {
    const [idlest] = this.#threads.toSorted((a, b) => a.batches.length - b.batches.length);
    if (idlest !== undefined && (idlest.batches.length === 0 || this.#threads.length >= MOST_THREADS)) return idlest;
    return this.#start();
  }

  #start(): Thread {
    const worker = new Worker(THREAD);
    const thread: Thread = { worker, batches: [] };
    worker.on('message', (verdicts: Uint8Array) => {
      const batch = thread.batches.shift() ?? [];
      batch.forEach(({ resolve }, i) => resolve(verdicts[i] === 1));
    });
    // A thread that dies leaves its checks to this one; the next batch starts another.
    worker.on('error', () => {
      this.#threads.splice(this.#threads.indexOf(thread), 1);
      for (const batch of thread.batches.splice(0)) settle(batch);
    });
    // Listening keeps a process alive; checks never do.
    worker.unref();
    this.#threads.push(thread);
    return thread;
  }
}

function settle(batch: readonly Waiting[]): void {
  for (const { check, resolve } of batch) resolve(verifyNow(check.publicKey, check.message, check.signature));
}
