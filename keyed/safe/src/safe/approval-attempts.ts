import { pageSealer } from '@siegel/seal';
import { decodeCbor, encodeCbor, fail, ok, type Result } from '@siegel/wire';
import { LocalPages } from '../local/local-pages.ts';
import type { SafeGiven } from './safe-given.ts';

/** Comparisons within an hour that end without an approval. Whoever stands between two devices has one guess in 2^33 at each. */
export const MOST_ATTEMPTS = 5;
const HOUR_MS = 60 * 60 * 1000;
const PAGE = 'approval-attempts';

/** Counts comparisons of this device, sealed, over locks and reloads (DV7). */
export class ApprovalAttempts {
  readonly #pages: Promise<LocalPages>;
  readonly #now: () => number;

  constructor({ pages, userKey, now }: Pick<SafeGiven, 'pages' | 'userKey' | 'now'>) {
    this.#pages = pageSealer(userKey.secret).then((sealer) => new LocalPages(pages, sealer, PAGE));
    this.#now = now;
  }

  /** How many of the last hour have not ended in an approval. */
  async count(): Promise<number> {
    return (await this.#recent()).length;
  }

  /** Counts one that begins; `succeeded` takes it back. APPROVAL_PAUSED: there were too many. */
  async begin(): Promise<Result<{ readonly succeeded: () => Promise<void> }>> {
    const before = await this.#recent();
    if (before.length >= MOST_ATTEMPTS) return fail('APPROVAL_PAUSED');
    await this.#write([...before, this.#now()]);
    // Whoever was let in ends the suspicion.
    return ok({ succeeded: () => this.#write([]) });
  }

  async #recent(): Promise<readonly number[]> {
    const page = await (await this.#pages).at(0);
    const times = page === undefined ? [] : (decodeCbor(page) as readonly number[]);
    const now = this.#now();
    // A clock that was set back makes nothing forgotten.
    return times.filter((at) => now - at < HOUR_MS);
  }

  async #write(times: readonly number[]): Promise<void> {
    await (await this.#pages).put(0, encodeCbor(times));
  }
}
