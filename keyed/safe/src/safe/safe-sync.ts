import { concatBytes, decodeSequence, fail, ok, type Result } from '@siegel/wire';
import type { Attributions } from '../journal/attributions.ts';
import type { JournalFollower, PageReport } from '../journal/journal-follower.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { LocalPages } from '../local/local-pages.ts';
import type { AkteDirectory } from '../records/akte-directory.ts';
import type { ContentCache } from '../records/content-cache.ts';
import { proveDevice } from '../server/prove-device.ts';
import { fetchContent, takeItems } from './fetch-content.ts';
import { followServer, mayHaveMore, replayPages } from './follow-server.ts';
import type { OfflineAkten } from './offline-akten.ts';
import type { Outbox } from './outbox.ts';
import { OwedContent } from './owed-content.ts';
import type { OnProgress, SafeGiven } from './safe-given.ts';

/** What following needs of the safe. */
interface FollowingSafe {
  readonly given: SafeGiven;
  readonly follower: JournalFollower;
  readonly attributions: Attributions;
  readonly keys: KeyRing;
  readonly cache: ContentCache;
  readonly directory: AkteDirectory;
  readonly outbox: Outbox;
  readonly openings: { readonly outbox: Outbox };
  readonly akten: OfflineAkten;
}

/** Keeps a safe's journal and group keys up to the server's: from the pages of this device first, then page by page. */
export class SafeSync {
  readonly #safe: FollowingSafe;
  readonly #pages: { readonly journal: LocalPages; readonly keys: LocalPages };
  readonly #owed: OwedContent;
  #hasGroupKeys = false;
  #syncing: Promise<unknown> = Promise.resolve();

  constructor(safe: FollowingSafe, pages: { readonly journal: LocalPages; readonly keys: LocalPages }) {
    this.#safe = safe;
    this.#pages = pages;
    const { follower, given, attributions } = safe;
    this.#owed = new OwedContent(follower, given.user, (seq) => attributions.isHeldBack(seq));
  }

  /** Takes in what this device has kept of journal and keys. */
  async takeKept(): Promise<Result<true>> {
    const { follower, directory } = this.#safe;
    const replayed = await replayPages(follower, this.#pages.journal, (report) => this.#heed(report));
    if (!replayed.ok) return replayed;
    directory.refresh();
    for await (const page of this.#pages.keys.read()) await takeItems(decodeSequence(page), this.#safe);
    return ok(true);
  }

  /** Proves the device and follows the journal; without a server, what is kept has to do, from `leastSize` entries on. */
  async catchUp(leastSize: number, onProgress: OnProgress | undefined): Promise<Result<true>> {
    const { given, follower } = this.#safe;
    const { device } = given;
    const sign = (message: Uint8Array) => device.signing.sign(message);
    const proved = await proveDevice(given.address, { ...given, device: device.device, sign });
    if (!proved.ok && proved.error.code !== 'OFFLINE') return proved;
    const synced = await this.sync(onProgress);
    if (synced.ok) return synced;
    if (synced.error.code !== 'OFFLINE' || follower.head.size < leastSize) return synced;
    return this.#owed.isWithheld() ? fail('CONTENT_WITHHELD') : ok(true);
  }

  /** Follows the journal to its end, page by page, and takes in group keys that are new. One call at a time: two would take the
   *  same page in twice (a run and the page's own catching up go on beside each other). */
  sync(onProgress?: OnProgress): Promise<Result<true>> {
    const synced = this.#syncing.then(() => this.#syncNow(onProgress));
    this.#syncing = synced.catch(() => undefined);
    return synced;
  }

  async #syncNow(onProgress?: OnProgress): Promise<Result<true>> {
    const { follower, akten } = this.#safe;
    const before = follower.head.size;
    const synced = await this.#followToEnd(onProgress);
    if (follower.head.size > before) await akten.heedErasures(before);
    return synced;
  }

  async #followToEnd(onProgress?: OnProgress): Promise<Result<true>> {
    const { follower, given, openings, akten, directory } = this.#safe;
    const outboxes = [this.#safe.outbox, openings.outbox].map((outbox) => ({ outbox, due: [...outbox.acknowledged] }));
    const following = { pages: this.#pages.journal, ...(onProgress && { onProgress }) };
    let houseChanged = false;
    for (let more = true; more; ) {
      const report = await followServer(follower, given.address, following);
      if (!report.ok) return report;
      this.#heed(report.value);
      houseChanged ||= report.value.batches.some((batch) => follower.attributor.isHouseBatch(batch));
      directory.refresh();
      more = mayHaveMore(report.value);
    }
    if (houseChanged) await akten.tidy();
    if (this.#owed.isWithheld()) return fail('CONTENT_WITHHELD');
    for (const { outbox, due } of outboxes) {
      const settled = await outbox.settle(due);
      if (!settled.ok) return settled;
    }
    return this.#hasGroupKeys && !houseChanged ? ok(true) : this.#loadGroupKeys();
  }

  #heed(report: PageReport): void {
    for (const { seq, code } of report.quarantined) this.#safe.attributions.holdBack(seq, code);
    this.#owed.take(report);
  }

  /** Takes in the own group keys and the names of the house: from the server, or offline from what is kept here. */
  async #loadGroupKeys(): Promise<Result<true>> {
    const raw: Uint8Array[] = [];
    const request = { path: 'group-keys', keep: (chunk: Uint8Array) => raw.push(chunk) };
    const fetched = await fetchContent(this.#safe.given.address, request, this.#safe);
    if (!fetched.ok) return fetched;
    await this.#pages.keys.replace(concatBytes(...raw));
    this.#hasGroupKeys = true;
    return ok(true);
  }
}
