import { appointmentWish } from '@siegel/akten';
import { isUnreadable, platformHasher } from '@siegel/seal';
import { decodeBody, equalBytes, hexOf, type Id } from '@siegel/wire';
import { readOpen } from '../journal/read-open.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import { fetchContent } from '../safe/fetch-content.ts';
import { openPacket } from '../safe/pending-entries.ts';
import type { Safe } from '../safe/safe.ts';
import { wishRecords } from './wish-index.ts';
import type { WishValue } from './wish-fields.ts';

/** A wish as this device knows it. */
export interface KnownWish {
  readonly record: Id;
  readonly akte: Id;
  readonly site: Id;
  /** Entry hash of the version, in hex. */
  readonly head: string;
  readonly value: WishValue;
  readonly waits?: 'queued' | 'conflict';
}

/** Names in one request. */
const AT_ONCE = 500;
/** What the server did not hand out is asked for again after this. */
const ASK_AGAIN_MS = 60_000;

/** The wishes of an open safe: found by kind from the journal; only those that still wait are opened and fetched (TE71). */
export class WishBook {
  readonly #safe: Safe;
  /** By seq: what opened once stays opened. */
  readonly #opened = new Map<number, WishValue>();
  /** By seq: when the server did not hand it out. */
  readonly #askedAt = new Map<number, number>();

  constructor(safe: Safe) {
    this.#safe = safe;
  }

  /** Everybody who waits, opened; and how many do not open here. What is not here is fetched, one delivery entry. */
  async waiting(): Promise<{ readonly wishes: readonly KnownWish[]; readonly closed: number }> {
    const versions = await this.#newestWaiting();
    const closed = await this.#openAll(versions);
    const missing = closed.length > 0 && (await this.#fetch(closed)) ? await this.#openAll(closed) : closed;
    const known = versions.flatMap((version) => this.#known(version) ?? []);
    const queued = await this.#queued();
    const isReplaced = ({ record }: KnownWish) => queued.some((entry) => equalBytes(entry.record, record));
    const all = [...known.filter((wish) => !isReplaced(wish)), ...queued];
    return { wishes: all.filter(({ value }) => value.zustand === 'wartet'), closed: missing.length };
  }

  /** The newest version of one wish, whatever its state; undefined when it does not open here. */
  async one(record: Id): Promise<KnownWish | undefined> {
    const queued = (await this.#queued()).find((entry) => equalBytes(entry.record, record));
    if (queued !== undefined) return queued;
    const newest = this.#safe.records.recordOf(record)?.newest;
    if (newest?.body.kind !== appointmentWish.code) return undefined;
    const closed = await this.#openAll([newest]);
    if (closed.length > 0 && (await this.#fetch(closed))) await this.#openAll(closed);
    return this.#known(newest);
  }

  async #newestWaiting(): Promise<readonly RecordVersion[]> {
    const { records, attributions, akten } = this.#safe;
    const waiting: RecordVersion[] = [];
    for (const record of await wishRecords(this.#safe)) {
      const newest = records.recordOf(record)?.newest;
      if (newest?.body.kind !== appointmentWish.code || readOpen(newest.open)?.['zustand'] !== 'wartet') continue;
      if (!akten.isReadable(newest.body.akte) || (await attributions.faultOf(newest.seq)) !== undefined) continue;
      waiting.push(newest);
    }
    return waiting;
  }

  /** @returns those that did not open and might, once they are fetched. */
  async #openAll(versions: readonly RecordVersion[]): Promise<readonly RecordVersion[]> {
    const closed: RecordVersion[] = [];
    for (const version of versions) {
      if (this.#opened.has(version.seq)) continue;
      const opened = await this.#safe.open(version);
      if (isUnreadable(opened)) closed.push(version);
      else this.#opened.set(version.seq, opened.value as unknown as WishValue);
    }
    return closed;
  }

  /** @returns whether something came. */
  async #fetch(versions: readonly RecordVersion[]): Promise<boolean> {
    const { given } = this.#safe;
    const now = given.now();
    const due = versions.filter(({ seq }) => (this.#askedAt.get(seq) ?? 0) <= now - ASK_AGAIN_MS);
    for (let at = 0; at < due.length; at += AT_ONCE) {
      const some = due.slice(at, at + AT_ONCE);
      const body = {
        akten: [...new Set(some.map((version) => hexOf(version.body.akte)))],
        purpose: 'day',
        appointments: some.map((version) => hexOf(version.body.record)),
      };
      const fetched = await fetchContent(given.address, { path: 'akten', body }, this.#safe);
      if (!fetched.ok) return at > 0;
      for (const { seq } of some) this.#askedAt.set(seq, now);
    }
    return due.length > 0;
  }

  #known({ body, seq }: RecordVersion): KnownWish | undefined {
    const value = this.#opened.get(seq);
    const head = hexOf(this.#safe.follower.columns.hashAt(seq));
    return value === undefined ? undefined : { record: body.record, akte: body.akte, site: body.site, head, value };
  }

  /** What this device has written and nobody else has yet: the last of each record. */
  async #queued(): Promise<readonly KnownWish[]> {
    const { waiting, refused } = this.#safe.outbox;
    const byRecord = new Map<string, KnownWish>();
    const batches = [
      ...refused.map(({ packets }) => ({ packets, waits: 'conflict' as const })),
      ...waiting.map((packets) => ({ packets, waits: 'queued' as const })),
    ];
    for (const { packets, waits } of batches)
      for (const packet of packets) {
        const body = decodeBody(packet.body);
        if (body.kind !== appointmentWish.code) continue;
        const opened = await openPacket(this.#safe, packet, body);
        if (isUnreadable(opened)) continue;
        const { record, akte, site } = body;
        const head = hexOf(platformHasher.sha256(packet.body));
        byRecord.set(hexOf(record), { record, akte, site, head, value: opened.value as unknown as WishValue, waits });
      }
    return [...byRecord.values()];
  }
}

const books = new WeakMap<Safe, WishBook>();

/** The book of a safe, made when it is first asked for. */
export function wishBookOf(safe: Safe): WishBook {
  const known = books.get(safe) ?? new WishBook(safe);
  books.set(safe, known);
  return known;
}
