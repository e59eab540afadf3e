import { bytesOfHex, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { readBody } from '../journal/read-body.ts';
import type { Safe } from '../safe/safe.ts';
import { isRenewal } from './is-renewal.ts';
import { mayRenew, renewAkten } from './renew-akten.ts';

/** Few enough that somebody who writes meanwhile waits a fraction of a second at most. */
const AKTEN_PER_BATCH = 200;

/** What a pass depends on. */
export interface PassGiven {
  /** Asked between two batches. */
  readonly isStopped: () => boolean;
  /** Follows the journal to its end. */
  readonly follow: () => Promise<Result<true>>;
  /** Lets whoever waits go first. */
  readonly pause: () => Promise<void>;
  /** How many Akten are still due. */
  readonly onProgress: (left: number) => void;
}

/** How a pass ended: nothing is left that this device may renew, it was stopped, or another device does it. */
export type PassEnd = 'done' | 'stopped' | 'left-to-another';

/** Gives all due Akten new case keys, batch by batch (IV43). What stands in the journal is the only state: cut off at any point it
 *  is taken up again by whoever comes next, and nothing is done twice. OFFLINE and codes of append. */
export async function runRenewals(safe: Safe, given: PassGiven): Promise<Result<PassEnd>> {
  const skipped = new Set<string>();
  for (;;) {
    if (given.isStopped()) return ok('stopped');
    const some = nextAkten(safe, skipped);
    if (some.length === 0) return ok('done');
    const before = safe.follower.head.size;
    const renewed = await renewAkten(safe, some);
    if (!renewed.ok && renewed.error.code !== 'ENTRY_STALE') return renewed;
    if (renewed.ok && renewed.value === 0) for (const akte of some) skipped.add(hexOf(akte));
    const followed = await given.follow();
    if (!followed.ok) return followed;
    given.onProgress(safe.renewals.due().size);
    if (isAnotherAtIt(safe, before)) return ok('left-to-another');
    await given.pause();
  }
}

/** Due Akten this device may renew; the others are asked once per pass. */
function nextAkten(safe: Safe, skipped: Set<string>): readonly Id[] {
  const some: Id[] = [];
  for (const hex of safe.renewals.due()) {
    const akte = skipped.has(hex) ? undefined : bytesOfHex(hex);
    if (akte === undefined) continue;
    if (mayRenew(safe, akte)) some.push(akte);
    else skipped.add(hex);
    if (some.length === AKTEN_PER_BATCH) break;
  }
  return some;
}

/** Whether another device has renewed many since: of two, the one with the smaller id goes on. A single Akte is only somebody who
 *  writes into it. */
function isAnotherAtIt({ follower: { columns }, given }: Safe, since: number): boolean {
  const own = hexOf(given.device.device);
  for (let seq = since; seq < columns.size; seq++) {
    if (!isRenewal(columns, seq) || columns.batchOf(seq)?.count === 1) continue;
    const author = readBody(columns.entryAt(seq)?.body ?? new Uint8Array(0))?.author;
    if (author !== undefined && hexOf(author) < own) return true;
  }
  return false;
}

/** When somebody last renewed an Akte or changed a group's key, by the server's clock; 0 for never. */
export function lastRenewalMs({ follower: { columns } }: Safe, mostBack: number): number {
  for (let seq = columns.size - 1; seq >= Math.max(0, columns.size - mostBack); seq--)
    if (isRenewal(columns, seq)) return columns.receivedAt(seq);
  return 0;
}
