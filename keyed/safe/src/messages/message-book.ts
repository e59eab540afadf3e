import { message as messageKind, type PlainRecord } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { decodeBody, type EntryPacket, hexOf, type Id, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { RecordVersion } from '../records/visible-records.ts';
import { openPacket } from '../safe/pending-entries.ts';
import type { Safe } from '../safe/safe.ts';
import { fetchDesk } from '../tasks/fetch-desk.ts';
import { type OpenedMessage, openMessage } from './message-keys.ts';

/** A message or a receipt as this device knows it. */
export interface KnownMessage extends OpenedMessage {
  readonly record: Id;
  /** Who signed it; undefined: nobody who belongs here. */
  readonly author: Id | undefined;
  readonly atMs: number;
  /** Of a message about a person: what stands in the Akte, when it opens here. */
  readonly inAkte?: PlainRecord | undefined;
  readonly waits?: 'queued' | 'conflict';
}

/** What can be shown. */
export interface MessagesHere {
  /** In order of the journal. */
  readonly known: readonly KnownMessage[];
  readonly closed: number;
  readonly hasOlder: boolean;
}

const ASK_AGAIN_MS = 60_000;

/** Messages and receipts of an open safe: the newest in the journal, opened from what is here, fetched when it is not (NA21). */
export class MessageBook {
  readonly #safe: Safe;
  readonly #opened = new Map<number, OpenedMessage>();
  readonly #inAkten = new Map<string, PlainRecord>();
  readonly #askedAt = new Map<string, number>();

  constructor(safe: Safe) {
    this.#safe = safe;
  }

  /** The newest entries, at most so many. */
  async newest(most: number): Promise<MessagesHere> {
    const { versions, hasOlder } = this.#newestVersions(most);
    await this.#load(versions);
    const known: KnownMessage[] = [];
    let closed = 0;
    for (const version of versions) {
      const opened = this.#opened.get(version.seq);
      if (opened === undefined) closed += 1;
      else known.push(this.#known(version, opened));
    }
    known.push(...(await this.#waiting()));
    await this.#loadAkten(known);
    return { known: known.map((one) => this.#withAkte(one)), closed, hasOlder };
  }

  /** One message; undefined when it is not here. */
  async one(record: Id): Promise<KnownMessage | undefined> {
    const version = this.#safe.records.recordOf(record)?.newest;
    if (version?.body.kind !== WIRE_KINDS.houseMessage) return undefined;
    await this.#load([version]);
    const opened = this.#opened.get(version.seq);
    if (opened === undefined) return undefined;
    const known = this.#known(version, opened);
    await this.#loadAkten([known]);
    return this.#withAkte(known);
  }

  #newestVersions(most: number): { readonly versions: readonly RecordVersion[]; readonly hasOlder: boolean } {
    const { follower, records } = this.#safe;
    const found: RecordVersion[] = [];
    for (let seq = follower.columns.size - 1; seq >= 0; seq--) {
      if (follower.columns.kindAt(seq) !== WIRE_KINDS.houseMessage) continue;
      if (found.length === most) return { versions: found.toReversed(), hasOlder: true };
      const record = follower.columns.placeAt(seq)?.record;
      // The first version says what was said: a later one would be another author's words under it (NA5).
      const version = record === undefined ? undefined : records.versionsOf(record)[0];
      if (version !== undefined && version.seq === seq) found.push(version);
    }
    return { versions: found.toReversed(), hasOlder: false };
  }

  async #load(versions: readonly RecordVersion[]): Promise<void> {
    const missing = await this.#openAll(versions);
    const due = this.#due(missing.map(({ body }) => ({ akte: ZERO_ID, record: body.record })));
    if (due.length > 0 && (await fetchDesk(this.#safe, due)).ok) await this.#openAll(missing);
  }

  async #openAll(versions: readonly RecordVersion[]): Promise<readonly RecordVersion[]> {
    const missing: RecordVersion[] = [];
    for (const version of versions) {
      if (this.#opened.has(version.seq)) continue;
      if ((await this.#safe.attributions.faultOf(version.seq)) !== undefined) continue;
      const opened = await openMessage(this.#safe, version);
      if (opened === 'missing') missing.push(version);
      else if (opened !== undefined) this.#opened.set(version.seq, opened);
    }
    return missing;
  }

  /** Those nobody asked for within the last minute. */
  #due<T extends { readonly record: Id }>(wanted: readonly T[]): readonly T[] {
    const now = this.#safe.given.now();
    const due = wanted.filter(({ record }) => (this.#askedAt.get(hexOf(record)) ?? 0) <= now - ASK_AGAIN_MS);
    for (const { record } of due) this.#askedAt.set(hexOf(record), now);
    return due;
  }

  #known({ body, seq, receivedAt }: RecordVersion, opened: OpenedMessage): KnownMessage {
    const author = this.#safe.follower.membership.deviceAt(body.author, seq)?.user;
    return { ...opened, record: body.record, author, atMs: receivedAt };
  }

  /** Opens what stands in Akten; what is not here comes with one delivery entry for all of it. */
  async #loadAkten(known: readonly KnownMessage[]): Promise<void> {
    const places = known.flatMap((one) => placeInAkte(one) ?? []);
    const closed = await this.#openInAkten(places);
    const readable = this.#due(closed.filter(({ akte }) => this.#safe.akten.isReadable(akte)));
    if (readable.length > 0 && (await fetchDesk(this.#safe, readable)).ok) await this.#openInAkten(readable);
  }

  async #openInAkten<T extends { readonly record: Id }>(places: readonly T[]): Promise<readonly T[]> {
    const closed: T[] = [];
    for (const place of places) {
      if (this.#inAkten.has(hexOf(place.record))) continue;
      const newest = this.#safe.records.recordOf(place.record)?.newest;
      if (newest?.body.kind !== messageKind.code) continue;
      const opened = await this.#safe.open(newest);
      if (isUnreadable(opened)) closed.push(place);
      else this.#inAkten.set(hexOf(place.record), opened.value as PlainRecord);
    }
    return closed;
  }

  #withAkte(known: KnownMessage): KnownMessage {
    const place = placeInAkte(known);
    const inAkte = place === undefined ? undefined : (known.inAkte ?? this.#inAkten.get(hexOf(place.record)));
    return inAkte === undefined ? known : { ...known, inAkte };
  }

  /** What this device has written and nobody else has yet. */
  async #waiting(): Promise<readonly KnownMessage[]> {
    const { outbox, given } = this.#safe;
    const batches = [
      ...outbox.refused.map(({ packets }) => ({ packets, waits: 'conflict' as const })),
      ...outbox.waiting.map((packets) => ({ packets, waits: 'queued' as const })),
    ];
    const waiting: KnownMessage[] = [];
    for (const { packets, waits } of batches)
      for (const packet of packets) {
        const opened = await this.#openWaiting(packet);
        if (opened === undefined) continue;
        const { record, authoredAt } = decodeBody(packet.body);
        waiting.push({ ...opened, record, author: given.user, atMs: authoredAt, waits });
      }
    return waiting;
  }

  async #openWaiting(packet: EntryPacket): Promise<OpenedMessage | undefined> {
    const body = decodeBody(packet.body);
    if (body.kind === messageKind.code) {
      const opened = await openPacket(this.#safe, packet, body);
      if (!isUnreadable(opened)) this.#inAkten.set(hexOf(body.record), opened.value as PlainRecord);
    }
    if (body.kind !== WIRE_KINDS.houseMessage) return undefined;
    for (const envelope of packet.envelopes) this.#safe.cache.put(envelope);
    const opened = await openMessage(this.#safe, { seq: -1, body, open: packet.open, receivedAt: 0 });
    return opened === 'missing' ? undefined : opened;
  }
}

/** Where the text of a message about a person stands. */
export function placeInAkte({ content }: OpenedMessage): { readonly akte: Id; readonly record: Id } | undefined {
  const [akte, record] = [content?.['akte'], content?.['eintrag']];
  return akte instanceof Uint8Array && record instanceof Uint8Array
    ? { akte: akte as Id, record: record as Id }
    : undefined;
}

const books = new WeakMap<Safe, MessageBook>();

/** The book of a safe, made when it is first asked for. */
export function messageBookOf(safe: Safe): MessageBook {
  const known = books.get(safe) ?? new MessageBook(safe);
  books.set(safe, known);
  return known;
}
