import { setTimeout as sleep } from 'node:timers/promises';
import type { Safe } from '@siegel/safe';
import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';
import type { Console } from '../terminal/console.ts';

const AGAIN_MS = 1000;
const GONE = {
  de: 'Der Server antwortet nicht; warte bis zu {seconds} Sekunden ...',
  en: 'The server does not answer; waiting for up to {seconds} seconds ...',
};
const BUSY = {
  de: 'Der Server kann gerade nicht schreiben; versuche es bis zu {seconds} Sekunden lang ...',
  en: 'The server cannot write just now; trying for up to {seconds} seconds ...',
};

/** How long an import waits for a server that went away, and when it gives up. */
export interface Patience {
  readonly console: Console;
  readonly waitMs: number;
  readonly isCancelled: () => boolean;
}

/** Does nothing while everything written is acknowledged; else tries until it is. RUN_LEFT_OPEN when the time is up,
 *  RUN_CANCELLED, or why the server refused what had waited. */
export async function settleOutbox({ outbox }: Safe, patience: Patience): Promise<Result<true, CliFailure>> {
  const settled = await tryUntil(() => outbox.flush(), patience);
  if (!settled.ok) return settled;
  const refused = await outbox.takeRefused();
  return refused === undefined ? ok(true) : { ok: false, error: refused.error };
}

/** After these the same may work in a while: the server is away, its disk full, or it was asked too often. */
const PASSING: ReadonlySet<CliFailure['code']> = new Set<CliFailure['code']>([
  'OFFLINE',
  'DISK_FULL',
  'RATE_LIMITED',
  'DELIVERY_TOO_OFTEN',
]);

/** Repeats `work` while what hinders it may pass. When the time is up: RUN_LEFT_OPEN for a server that is away, else the
 *  reason itself. */
export async function tryUntil<T>(
  work: () => Promise<Result<T, CliFailure>>,
  { console, waitMs, isCancelled }: Patience,
): Promise<Result<T, CliFailure>> {
  const until = performance.now() + waitMs;
  for (let attempt = 0; ; attempt++) {
    const done = await work();
    if (done.ok || !PASSING.has(done.error.code)) return done;
    if (isCancelled()) return fail('RUN_CANCELLED');
    if (performance.now() >= until) return done.error.code === 'OFFLINE' ? fail('RUN_LEFT_OPEN') : done;
    if (attempt === 0)
      console.note(done.error.code === 'OFFLINE' ? GONE : BUSY, { seconds: Math.round(waitMs / 1000) });
    await sleep(AGAIN_MS);
  }
}
