import { appointment, joinRecord, type LocalDate, type PlainRecord, validateRecord, type ValueOf } from '@siegel/akten';
import { isUnreadable, platformHasher } from '@siegel/seal';
import { concatBytes, decodeBody, equalBytes, hexOf, type Id } from '@siegel/wire';
import { readOpen } from '../journal/read-open.ts';
import type { RecordVersion } from '../records/visible-records.ts';
import { fetchContent } from '../safe/fetch-content.ts';
import { openPacket } from '../safe/pending-entries.ts';
import type { Safe } from '../safe/safe.ts';
import { AppointmentIndex } from './appointment-index.ts';
import { NearDays } from './near-days.ts';

/** Fields of an appointment as they are kept. */
export type AppointmentValue = ValueOf<typeof appointment>;

/** An appointment as this device knows it. */
export interface KnownAppointment {
  readonly record: Id;
  readonly akte: Id;
  readonly site: Id;
  /** Entry hash of the version, in hex. */
  readonly head: string;
  /** All that opened; at least the open fields. */
  readonly value: AppointmentValue;
  /** False: type, reason and chain are not here, or not for this user. */
  readonly isOpened: boolean;
  /** `queued`: only this device has this version; `conflict`: the server refused it. */
  readonly waits?: 'queued' | 'conflict';
}

/** Names in one request. */
const AT_ONCE = 500;
/** What the server did not hand out is asked for again after this. */
const ASK_AGAIN_MS = 60_000;

/** The appointments of an open safe: found by day from the journal, opened from what is here, fetched when it is not (TE44). */
export class AppointmentBook {
  readonly #safe: Safe;
  readonly #index: AppointmentIndex;
  /** By seq: what opened once stays opened. */
  readonly #opened = new Map<number, AppointmentValue>();
  /** By seq: when the server did not hand it out. */
  readonly #askedAt = new Map<number, number>();

  readonly #isOpened = ({ seq }: RecordVersion) => this.#opened.has(seq);
  readonly #near: NearDays;

  constructor(safe: Safe) {
    this.#safe = safe;
    this.#near = new NearDays(safe);
    this.#index = new AppointmentIndex(safe.follower.columns);
  }

  /** Times of a day as the journal says, proven, without content: who is taken when (TE45). Waiting changes of this device included. */
  async timesOf(day: LocalDate): Promise<readonly KnownAppointment[]> {
    const found: KnownAppointment[] = [];
    for (const version of await this.#newestOf(day)) {
      const open = this.#openFieldsOf(version);
      if (open === undefined || (await this.#safe.attributions.faultOf(version.seq)) !== undefined) continue;
      found.push(this.#known(version, this.#opened.get(version.seq) ?? open, this.#opened.has(version.seq)));
    }
    return this.#withWaiting(day, found);
  }

  /** Appointments of a day, opened. What is not here is fetched, one delivery entry; without a line from the copy of the day. */
  async ofDay(day: LocalDate): Promise<readonly KnownAppointment[]> {
    const [appointments] = await this.ofDays([day]);
    return appointments ?? [];
  }

  /** The same for several days, in their order; the server is asked once for all of them (KG3). */
  async ofDays(days: readonly LocalDate[]): Promise<readonly (readonly KnownAppointment[])[]> {
    const versions: RecordVersion[] = [];
    for (const day of days) versions.push(...(await this.#newestOf(day)));
    const closed = await this.#openAll(versions);
    if (closed.length > 0 && (await this.#fetch(days, closed))) await this.#openAll(closed);
    for (const day of days) await this.#near.keepOpened(day, this.#ofDay(versions, day).filter(this.#isOpened));
    const known: (readonly KnownAppointment[])[] = [];
    for (const day of days) known.push(await this.timesOf(day));
    return known;
  }

  /** The newest version of one appointment, opened when it can be; undefined for none. */
  async one(record: Id): Promise<KnownAppointment | undefined> {
    const newest = this.#safe.records.recordOf(record)?.newest;
    const open = newest === undefined ? undefined : this.#openFieldsOf(newest);
    const waiting = (await this.#waiting()).find((entry) => equalBytes(entry.record, record));
    if (waiting !== undefined) return waiting;
    if (newest === undefined || open === undefined) return undefined;
    const [closed] = await this.#openAll([newest]);
    if (closed !== undefined && (await this.#fetch([open.tag], [closed]))) await this.#openAll([closed]);
    return this.#known(newest, this.#opened.get(newest.seq) ?? open, this.#opened.has(newest.seq));
  }

  /** All appointments of an Akte that count, opened. @param day what is fetched is kept for the time without a line as of that day. */
  async ofAkte(akte: Id, day: LocalDate): Promise<readonly KnownAppointment[]> {
    const { follower, records } = this.#safe;
    const found = new Map<string, RecordVersion>();
    for (const seq of follower.columns.seqsOfAkte(akte)) {
      const record =
        follower.columns.kindAt(seq) === appointment.code ? follower.columns.placeAt(seq)?.record : undefined;
      const newest = record === undefined ? undefined : records.recordOf(record)?.newest;
      if (newest !== undefined) found.set(hexOf(newest.body.record), newest);
    }
    const closed = await this.#openAll([...found.values()]);
    if (closed.length > 0 && (await this.#fetch([day], closed))) await this.#openAll(closed);
    const waiting = (await this.#waiting()).filter((entry) => equalBytes(entry.akte, akte));
    const known = [...found.values()].flatMap((version) => {
      const value = this.#opened.get(version.seq);
      const isReplaced = waiting.some(({ record }) => equalBytes(record, version.body.record));
      return value === undefined || isReplaced ? [] : [this.#known(version, value, true)];
    });
    return [...known, ...waiting];
  }

  /** Days of appointments that came since a size of the journal. */
  async daysSince(size: number): Promise<ReadonlySet<LocalDate>> {
    await this.#index.follow();
    const { columns } = this.#safe.follower;
    const days = new Set<LocalDate>();
    for (let seq = size; seq < columns.size; seq++) {
      if (columns.kindAt(seq) !== appointment.code) continue;
      const record = columns.placeAt(seq)?.record;
      // A day that was left is another day, too.
      for (const version of record === undefined ? [] : columns.seqsOfRecord(record)) {
        const day = readOpen(columns.openAt(version))?.['tag'];
        if (typeof day === 'string') days.add(day);
      }
    }
    return days;
  }

  /** Newest versions that say this day and count, each record once. */
  async #newestOf(day: LocalDate): Promise<readonly RecordVersion[]> {
    await this.#index.follow();
    const { follower, records } = this.#safe;
    const seen = new Map<string, RecordVersion>();
    for (const seq of this.#index.seqsOfDay(day)) {
      const record = follower.columns.placeAt(seq)?.record;
      if (record === undefined || seen.has(hexOf(record))) continue;
      const newest = records.recordOf(record)?.newest;
      if (newest?.body.kind === appointment.code && this.#openFieldsOf(newest)?.tag === day)
        seen.set(hexOf(record), newest);
    }
    return [...seen.values()];
  }

  /** @returns those that did not open and might, once they are fetched. */
  async #openAll(versions: readonly RecordVersion[]): Promise<readonly RecordVersion[]> {
    const closed: RecordVersion[] = [];
    for (const version of versions) {
      if (this.#opened.has(version.seq)) continue;
      const opened = await this.#safe.open(version);
      if (!isUnreadable(opened)) this.#opened.set(version.seq, opened.value as unknown as AppointmentValue);
      else if (opened.unreadable === 'CONTENT_WITHHELD' || opened.unreadable === 'KEY_UNKNOWN') closed.push(version);
    }
    return closed;
  }

  /** @returns whether something came. */
  async #fetch(days: readonly LocalDate[], versions: readonly RecordVersion[]): Promise<boolean> {
    const { given, akten } = this.#safe;
    const now = given.now();
    const due = versions.filter(
      ({ body, seq }) => (this.#askedAt.get(seq) ?? 0) <= now - ASK_AGAIN_MS && akten.isReadable(body.akte),
    );
    let came = false;
    for (let at = 0; at < due.length; at += AT_ONCE) {
      const some = due.slice(at, at + AT_ONCE);
      const raw: Uint8Array[] = [];
      const body = {
        akten: [...new Set(some.map((version) => hexOf(version.body.akte)))],
        purpose: 'day',
        appointments: some.map((version) => hexOf(version.body.record)),
      };
      const request = { path: 'akten', body, keep: (chunk: Uint8Array) => raw.push(chunk) };
      const fetched = await fetchContent(given.address, request, this.#safe);
      if (!fetched.ok) return (await this.#near.take(days)) || came;
      for (const { seq } of some) this.#askedAt.set(seq, now);
      came = true;
      for (const day of days) await this.#near.keepDelivered(day, this.#ofDay(some, day), concatBytes(...raw));
    }
    return came;
  }

  #ofDay(versions: readonly RecordVersion[], day: LocalDate): readonly RecordVersion[] {
    return versions.filter((version) => this.#openFieldsOf(version)?.tag === day);
  }

  #openFieldsOf({ open }: Pick<RecordVersion, 'open'>): AppointmentValue | undefined {
    const fields = readOpen(open);
    if (fields === undefined) return undefined;
    const valid = validateRecord(
      appointment,
      joinRecord(appointment, { open: fields as PlainRecord, sealed: new Map() }),
    );
    return valid.ok ? valid.value : undefined;
  }

  #known({ body, seq }: RecordVersion, value: AppointmentValue, isOpened: boolean): KnownAppointment {
    const head = hexOf(this.#safe.follower.columns.hashAt(seq));
    return { record: body.record, akte: body.akte, site: body.site, head, value, isOpened };
  }

  async #withWaiting(day: LocalDate, found: readonly KnownAppointment[]): Promise<readonly KnownAppointment[]> {
    const waiting = await this.#waiting();
    const isReplaced = ({ record }: KnownAppointment) => waiting.some((entry) => equalBytes(entry.record, record));
    return [...found.filter((known) => !isReplaced(known)), ...waiting.filter(({ value }) => value.tag === day)];
  }

  /** What this device has written and nobody else has yet: the last of each record. */
  async #waiting(): Promise<readonly KnownAppointment[]> {
    const { waiting, refused } = this.#safe.outbox;
    const byRecord = new Map<string, KnownAppointment>();
    const batches = [
      ...refused.map(({ packets }) => ({ packets, waits: 'conflict' as const })),
      ...waiting.map((packets) => ({ packets, waits: 'queued' as const })),
    ];
    for (const { packets, waits } of batches)
      for (const packet of packets) {
        const body = decodeBody(packet.body);
        if (body.kind !== appointment.code) continue;
        const opened = await openPacket(this.#safe, packet, body);
        const value = isUnreadable(opened) ? this.#openFieldsOf(packet) : (opened.value as unknown as AppointmentValue);
        if (value === undefined) continue;
        const head = hexOf(platformHasher.sha256(packet.body));
        const { record, akte, site } = body;
        byRecord.set(hexOf(record), { record, akte, site, head, value, isOpened: !isUnreadable(opened), waits });
      }
    return [...byRecord.values()];
  }
}

const books = new WeakMap<Safe, AppointmentBook>();

/** The book of a safe, made when it is first asked for. */
export function bookOf(safe: Safe): AppointmentBook {
  const known = books.get(safe) ?? new AppointmentBook(safe);
  books.set(safe, known);
  return known;
}
