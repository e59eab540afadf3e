import { bytesOfHex, hexOf, type Result } from '@siegel/wire';
import type { RenewalView } from '../channel/leaving-api.ts';
import { mayRenew } from '../renewal/renew-akten.ts';
import { lastRenewalMs, runRenewals } from '../renewal/renewal-pass.ts';
import type { Safe } from '../safe/safe.ts';

/** So long nobody has renewed anything before another device takes over. */
const QUIET_MS = 60_000;
/** Devices take over one after the other, not all at once. */
const STEP_MS = 10_000;
const MOST_STEPS = 30;
const LOOK_BACK = 5_000;

const NOTHING: RenewalView = { state: 'done', left: 0, total: 0, mayRenew: false };

interface RenewalGiven {
  readonly safe: () => Safe | undefined;
  readonly now: () => number;
  /** Follows the journal and shows what is new. */
  readonly follow: () => Promise<Result<true>>;
}

/** Renews case keys in the background (IV43): at once where somebody was taken out, else when nobody does it. */
export class RenewalWork {
  readonly #given: RenewalGiven;
  readonly #listeners = new Set<(view: RenewalView) => void>();
  #view = NOTHING;
  #isStopped = false;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(given: RenewalGiven) {
    this.#given = given;
  }

  watch(listener: (view: RenewalView) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#view);
    return () => void this.#listeners.delete(listener);
  }

  /** The journal was followed: there may be something to do. */
  heed(): void {
    const safe = this.#given.safe();
    const left = safe?.renewals.due().size ?? 0;
    if (safe === undefined || left === 0) return this.#rest();
    if (this.#running !== undefined) return this.#show({ left });
    this.#show({ state: this.#isStopped ? 'stopped' : 'waiting', left, mayRenew: mayDoSome(safe) });
    if (!this.#isStopped && this.#view.mayRenew) this.#startLater(safe);
  }

  /** Begins now: whoever took somebody out does it, and whoever says so. */
  begin(): void {
    this.#isStopped = false;
    const safe = this.#given.safe();
    const left = safe?.renewals.due().size ?? 0;
    if (safe === undefined || left === 0) return this.#rest();
    this.#clear();
    this.#running ??= this.#run(safe)
      .catch(() => undefined)
      .finally(() => {
        this.#running = undefined;
        this.heed();
      });
  }

  /** Stops after the batch under way. What is done is done; the rest waits. */
  stop(): void {
    this.#isStopped = true;
    this.#clear();
    if (this.#running === undefined) this.heed();
  }

  /** Nobody is in any more. */
  end(): void {
    this.#clear();
    this.#isStopped = false;
    this.#show(NOTHING);
  }

  async #run(safe: Safe): Promise<void> {
    this.#show({ state: 'running', left: safe.renewals.due().size, mayRenew: true });
    await runRenewals(safe, {
      isStopped: () => this.#isStopped || this.#given.safe() !== safe,
      follow: this.#given.follow,
      pause: () => new Promise((resolve) => setTimeout(resolve)),
      onProgress: (left) => this.#show({ left }),
    });
  }

  /** As long as somebody else renews, this device waits; then it is the turn of one after the other. */
  #startLater(safe: Safe): void {
    if (this.#timer !== undefined) return;
    const quietMs = this.#given.now() - lastRenewalMs(safe, LOOK_BACK);
    const waitMs = Math.max(0, QUIET_MS - quietMs) + rankOf(safe) * STEP_MS;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const isQuiet = this.#given.now() - lastRenewalMs(safe, LOOK_BACK) >= QUIET_MS;
      if (isQuiet) this.begin();
      else this.heed();
    }, waitMs);
  }

  #rest(): void {
    this.#clear();
    if (this.#running === undefined) this.#show(NOTHING);
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #show(change: Partial<RenewalView>): void {
    const view = { ...this.#view, ...change };
    this.#view = { ...view, total: view.left === 0 ? 0 : Math.max(view.total, view.left) };
    for (const listener of this.#listeners) listener(this.#view);
  }
}

function mayDoSome(safe: Safe): boolean {
  for (const hex of safe.renewals.due()) {
    const akte = bytesOfHex(hex);
    if (akte !== undefined && mayRenew(safe, akte)) return true;
  }
  return false;
}

/** The place of this device among those of the house, which all of them know. */
function rankOf({ follower: { membership, head }, given }: Safe): number {
  const active = membership.devicesAt(head.size).filter((device) => device.active);
  const ids = active.map(({ device }) => hexOf(device)).toSorted();
  return Math.min(MOST_STEPS, Math.max(0, ids.indexOf(hexOf(given.device.device))));
}
