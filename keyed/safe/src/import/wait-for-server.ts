import { type ErrorCode, fail, ok, type Result } from '@siegel/wire';
import type { RequestFailure } from '../server/server-request.ts';
import type { Safe } from '../safe/safe.ts';

const AGAIN_MS = 1000;

/** How long an import waits for a server that went away, and when it gives up. */
export interface Patience {
  readonly waitMs: number;
  readonly isCancelled: () => boolean;
  /** Told once per wait why it waits. */
  readonly onWait: (code: ErrorCode) => void;
  /** Told when it goes on after a wait. */
  readonly onGoOn?: () => void;
}

/** Does nothing while everything written is acknowledged; else tries until it is. RUN_LEFT_OPEN when the time is up,
 *  RUN_CANCELLED, or why the server refused what had waited. */
export async function settleOutbox({ outbox }: Safe, patience: Patience): Promise<Result<true, RequestFailure>> {
  const settled = await tryUntil(() => outbox.flush(), patience);
  if (!settled.ok) return settled;
  const refused = await outbox.takeRefused();
  return refused === undefined ? ok(true) : { ok: false, error: refused.error };
}

/** After these the same may work in a while: the server is away, its disk full, or it was asked too often. */
const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'OFFLINE',
  'DISK_FULL',
  'RATE_LIMITED',
  'DELIVERY_TOO_OFTEN',
]);

/** Repeats `work` while what hinders it may pass. When the time is up: RUN_LEFT_OPEN for a server that is away, else the
 *  reason itself. */
export async function tryUntil<T>(
  work: () => Promise<Result<T, RequestFailure>>,
  { waitMs, isCancelled, onWait, onGoOn }: Patience,
): Promise<Result<T, RequestFailure>> {
  const until = performance.now() + waitMs;
  for (let attempt = 0; ; attempt++) {
    const done = await work();
    if (done.ok || !PASSING.has(done.error.code)) {
      if (attempt > 0) onGoOn?.();
      return done;
    }
    if (isCancelled()) return fail('RUN_CANCELLED');
    if (performance.now() >= until) return done.error.code === 'OFFLINE' ? fail('RUN_LEFT_OPEN') : done;
    if (attempt === 0) onWait(done.error.code);
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
