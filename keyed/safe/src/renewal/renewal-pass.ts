import { bytesOfHex, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { readBody } from '../journal/read-body.ts';
import type { Safe } from '../safe/safe.ts';
import { isRenewal } from './is-renewal.ts';
import { lacksOlder, mayRenew, type RenewalFailure, renewAkten } from './renew-akten.ts';

/** Few enough that somebody who writes meanwhile waits a fraction of a second at most. */
const AKTEN_PER_BATCH = 200;

/** Refusals that name no Akte: somebody was faster again and again, or server and device do not agree. */
const MOST_REFUSALS = 50;

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
  let refused = 0;
  for (;;) {
    if (given.isStopped()) return ok('stopped');
    const some = nextAkten(safe);
    if (some.length === 0) return ok('done');
    const before = safe.follower.head.size;
    const done = await renewSome(safe, some);
    // A refusal that names Akten makes the next batch another; the others must come to an end.
    if (!done.ok && !hasElsewhere(done.error) && (!isForAnotherTime(done.error) || ++refused > MOST_REFUSALS))
      return done;
    const followed = await given.follow();
    if (!followed.ok) return followed;
    // What this device could not do waits until something about it is another.
    if (done.ok) safe.renewals.leaveToOthers(some.filter((akte) => safe.renewals.isDue(akte)));
    given.onProgress(safe.renewals.due().size);
    if (isAnotherAtIt(safe, before)) return ok('left-to-another');
    await given.pause();
  }
}

/** One batch; older versions that are to be wrapped anew are fetched before: all Stammakten at once, one delivery that names no person. */
async function renewSome(safe: Safe, akten: readonly Id[]): Promise<Result<number, RenewalFailure>> {
  for (const akte of akten) {
    if (!(await lacksOlder(safe, akte))) continue;
    const fetched = await safe.loadAllKeys();
    if (!fetched.ok) return fetched;
    break;
  }
  return renewAkten(safe, akten);
}

/** The journal has gone on. */
const isForAnotherTime = ({ code }: RenewalFailure) => code === 'ENTRY_STALE' || code === 'WRAPPED_TOO_WIDE';

const hasElsewhere = ({ elsewhere = [] }: RenewalFailure) => elsewhere.length > 0;

/** Due Akten this device may renew. */
function nextAkten(safe: Safe): readonly Id[] {
  const some: Id[] = [];
  for (const hex of safe.renewals.due()) {
    const akte = bytesOfHex(hex);
    if (akte !== undefined && mayRenew(safe, akte)) some.push(akte);
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
