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

/** Repeats `work` while it says OFFLINE. */
export async function tryUntil<T>(
  work: () => Promise<Result<T, CliFailure>>,
  { console, waitMs, isCancelled }: Patience,
): Promise<Result<T, CliFailure>> {
  const until = performance.now() + waitMs;
  for (let attempt = 0; ; attempt++) {
    const done = await work();
    if (done.ok || done.error.code !== 'OFFLINE') return done;
    if (isCancelled()) return fail('RUN_CANCELLED');
    if (performance.now() >= until) return fail('RUN_LEFT_OPEN');
    if (attempt === 0) console.note(GONE, { seconds: Math.round(waitMs / 1000) });
    await sleep(AGAIN_MS);
  }
}
