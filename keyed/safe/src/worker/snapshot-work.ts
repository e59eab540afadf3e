import { type ErrorCode, hexOf } from '@siegel/wire';
import { isStrictNow } from '../renewal/wanted-groups.ts';
import type { Safe } from '../safe/safe.ts';
import { checkSnapshot } from '../snapshot/check-snapshot.ts';
import { makeSnapshot } from '../snapshot/make-snapshot.ts';
import { isSnapshotDue } from '../snapshot/snapshot-due.ts';
import type { OfferedSet } from '../snapshot/start-items.ts';
import { INDEX_EVERY_MS } from './index-timer.ts';

/** After something went wrong: a lease lives as long. */
const NEXT_TRY_MS = 10 * 60_000;

/** What a device does for the sets of its sites while nobody waits for it: checks the ones it has used, makes them anew when they
 *  are due (SN12, SN30). One thing at a time. */
export class SnapshotWork {
  readonly #safe: Safe;
  readonly #given: { readonly now: () => number; readonly onWrong: (code: ErrorCode) => void };
  /** The sets the device began with, as long as they are not checked. */
  #unchecked: readonly OfferedSet[] | undefined;
  /** Sites whose set was found wrong here. */
  readonly #wrongSites = new Set<string>();
  #notBefore = 0;
  #isRunning = false;

  constructor(
    safe: Safe,
    used: readonly OfferedSet[] | undefined,
    given: { readonly now: () => number; readonly onWrong: (code: ErrorCode) => void },
  ) {
    this.#safe = safe;
    this.#unchecked = used;
    this.#given = given;
  }

  /** Does what is due; to be called when the journal is attributed to its end. */
  async run(): Promise<void> {
    if (this.#isRunning || this.#given.now() < this.#notBefore) return;
    this.#isRunning = true;
    // An outage is tried again like a refusal.
    const nextTryMs = await this.#check()
      .then((isChecked) => (isChecked ? this.#renew() : NEXT_TRY_MS))
      .catch(() => NEXT_TRY_MS)
      .finally(() => (this.#isRunning = false));
    this.#notBefore = this.#given.now() + nextTryMs;
  }

  async #check(): Promise<boolean> {
    const used = this.#unchecked;
    if (used === undefined) return true;
    const checked = await checkSnapshot(this.#safe, used);
    if (!checked.ok) return false;
    this.#unchecked = undefined;
    const isWrong = checked.value.wrongShards.length > 0;
    if (isWrong) this.#given.onWrong('SNAPSHOT_WRONG');
    for (const { head, wrong } of used) if (isWrong || wrong.length > 0) this.#wrongSites.add(hexOf(head.site));
    return true;
  }

  /** @returns after how many milliseconds it is to be tried again; 0 when everything due was made. */
  async #renew(): Promise<number> {
    const safe = this.#safe;
    const isStrict = isStrictNow(safe);
    for (const site of safe.sites) {
      const isWrong = this.#wrongSites.has(hexOf(site));
      if (!isWrong && !isSnapshotDue(safe.follower.columns, { site, isStrict }, this.#given.now())) continue;
      const loaded = await safe.loadIndex();
      // The index was asked for a moment ago: the server's next turn is soon.
      if (!loaded.ok) return loaded.error.code === 'DELIVERY_TOO_OFTEN' ? INDEX_EVERY_MS : NEXT_TRY_MS;
      const made = await makeSnapshot(safe, site, { pause: () => safe.attributions.turns.turn() });
      if (!made.ok) return NEXT_TRY_MS;
      this.#wrongSites.delete(hexOf(site));
    }
    return 0;
  }
}
