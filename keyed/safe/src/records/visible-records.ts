import type { Membership } from '@siegel/journal';
import { type Body, hexOf, type Id, type OpenFields } from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';
import { releasingSeq } from '../journal/freigabe-seqs.ts';
import { readBody } from '../journal/read-body.ts';

/** One version of a record that counts. */
export interface RecordVersion {
  readonly seq: number;
  readonly body: Body;
  readonly open: OpenFields | null;
  readonly receivedAt: number;
}

/** A record as it is shown: its newest version that counts, and how many versions there are. */
export interface VisibleRecord {
  readonly newest: RecordVersion;
  readonly versions: number;
}

/** What counts (JN41): entries of a run only after it closed, and never of a dropped or withdrawn one unless the record was
 *  changed since; entries held back in quarantine never (JN23). */
export class VisibleRecords {
  readonly #columns: JournalColumns;
  readonly #membership: Membership;
  readonly #isQuarantined: (seq: number) => boolean;

  constructor(columns: JournalColumns, membership: Membership, isQuarantined: (seq: number) => boolean) {
    this.#columns = columns;
    this.#membership = membership;
    this.#isQuarantined = isQuarantined;
  }

  /** Versions of a record that count, oldest first. */
  versionsOf(record: Id): readonly RecordVersion[] {
    const versions: RecordVersion[] = [];
    for (const seq of this.#columns.seqsOfRecord(record)) {
      const entry = this.#columns.entryAt(seq);
      if (entry === undefined || this.#isQuarantined(seq)) continue;
      const body = readBody(entry.body);
      if (body === undefined || this.#isInvisibleRun(body.run)) continue;
      versions.push({ seq, body, open: entry.open, receivedAt: this.#columns.receivedAt(seq) });
    }
    // Undo of a run takes back what nobody touched since; a record changed later keeps its later versions.
    if (!versions.every(({ body }) => this.#isWithdrawn(body.run))) return versions;
    // What was released stays what it is (FG7).
    const newest = versions.at(-1);
    const counts = (seq: number) => !this.#isQuarantined(seq);
    return newest !== undefined && releasingSeq(this.#columns, newest.seq, counts) !== undefined ? versions : [];
  }

  /** The record as it is shown, or undefined when nothing of it counts. */
  recordOf(record: Id): VisibleRecord | undefined {
    const versions = this.versionsOf(record);
    const newest = versions.at(-1);
    return newest === undefined ? undefined : { newest, versions: versions.length };
  }

  /** All records of an Akte that are shown, in the order they first came. */
  recordsOfAkte(akte: Id): readonly VisibleRecord[] {
    const records = new Map<string, VisibleRecord>();
    for (const seq of this.#columns.seqsOfAkte(akte)) {
      const place = this.#columns.placeAt(seq);
      if (place === undefined || records.has(hexOf(place.record))) continue;
      const record = this.recordOf(place.record);
      if (record !== undefined) records.set(hexOf(place.record), record);
    }
    return [...records.values()];
  }

  #isInvisibleRun(run: Id | null): boolean {
    if (run === null) return false;
    return this.#membership.runAt(run, this.#columns.size)?.state !== 'closed';
  }

  #isWithdrawn(run: Id | null): boolean {
    return run !== null && this.#membership.runAt(run, this.#columns.size)?.withdrawn === true;
  }
}
