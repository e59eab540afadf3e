import {
  type AkteState,
  akteOfCaseKey,
  type CheckedEntry,
  type FreigabeState,
  type HeadState,
  type JournalView,
} from '@siegel/journal';
import {
  type Body,
  classOfKind,
  equalBytes,
  type ErrorCode,
  type Hash,
  type Id,
  LEAF_CLASS,
  WIRE_KINDS,
  ZERO_ID,
} from '@siegel/wire';
import { freigabeSeqs, releasingSeqs } from './freigabe-seqs.ts';
import type { JournalColumns } from './journal-columns.ts';
import { readBody } from './read-body.ts';
import { readOpen } from './read-open.ts';

const MOST_REMEMBERED = 4096;

/** Akten as their case-key entries founded them, by the seq of that entry. Bounded; cleared when a page is taken back. */
export class AkteMemory {
  readonly #bySeq = new Map<number, AkteState>();

  at(seq: number): AkteState | undefined {
    return this.#bySeq.get(seq);
  }

  put(seq: number, akte: AkteState): AkteState {
    if (this.#bySeq.size >= MOST_REMEMBERED) this.clear();
    this.#bySeq.set(seq, akte);
    return akte;
  }

  clear(): void {
    this.#bySeq.clear();
  }
}

/** Where what an entry rests on stands, and what the entry is if none of it holds. */
export interface Ground {
  readonly seqs: readonly number[];
  readonly without: ErrorCode;
}

/** The journal as it stood before `seq`: what the rules of an entry are asked against (JN11, JN20). Entries without a valid
 *  layout, and those of `without`, are not in it. */
export class SeqView implements JournalView {
  readonly #columns: JournalColumns;
  readonly #seq: number;
  readonly #akten: AkteMemory;
  readonly #without: ReadonlySet<number>;

  constructor(columns: JournalColumns, seq: number, akten: AkteMemory, without: ReadonlySet<number>) {
    this.#columns = columns;
    this.#seq = seq;
    this.#akten = akten;
    this.#without = without;
  }

  headOf(record: Id): HeadState | undefined {
    const seq = this.#headSeq(record);
    const body = seq === undefined ? undefined : this.#bodyAt(seq);
    return seq === undefined || body === undefined ? undefined : { entryHash: this.#columns.hashAt(seq), body };
  }

  akteOf(akte: Id): AkteState | undefined {
    const seq = this.#foundingSeq(akte);
    return seq === undefined ? undefined : (this.#akten.at(seq) ?? this.#foundedAt(seq));
  }

  isReleased(record: Id): boolean {
    return this.#releasedAt(record) !== undefined;
  }

  freigabeOf(akte: Id, entryHash: Hash): FreigabeState | undefined {
    const seq = freigabeSeqs(this.#columns, akte, entryHash).find((one) => this.#isBefore(one));
    if (seq === undefined) return undefined;
    const body = this.#bodyAt(seq);
    const fields = readOpen(this.#columns.entryAt(seq)?.open ?? null);
    return body === undefined || fields === undefined ? undefined : { body, fields };
  }

  /** What an entry of records builds on, and what it is without: the version before it, the version it releases, the first of two
   *  Freigaben, the Freigabe of what a Nachtrag is added to. One of the places of each must hold (FG4, JN23). */
  restsOn({ body, fields }: CheckedEntry): readonly Ground[] {
    if (classOfKind(body.kind) !== LEAF_CLASS.records) return [];
    const { target, entryHash, first } = fields ?? {};
    const grounds: Ground[] = [];
    if (body.parent !== null) grounds.push({ seqs: this.#versionSeqs(body.record, body.parent), without: 'ENTRY_STALE' });
    if (!(target instanceof Uint8Array)) return grounds;
    if (entryHash instanceof Uint8Array)
      grounds.push({ seqs: this.#versionSeqs(target, entryHash), without: 'FREIGABE_STALE' });
    else grounds.push({ seqs: this.#releasingSeqs(target), without: 'FREIGABE_MISSING' });
    if (first instanceof Uint8Array)
      grounds.push({ seqs: freigabeSeqs(this.#columns, body.akte, first), without: 'FREIGABE_RULE' });
    return grounds.map(({ seqs, without }) => ({ seqs: seqs.filter((seq) => this.#isBefore(seq)), without }));
  }

  /** The earlier entry because of which an entry was refused with `code`, when there is one. */
  inTheWay(code: ErrorCode, { body, fields }: CheckedEntry): number | undefined {
    if (code === 'RECORD_FROZEN') return this.#releasedAt(body.record);
    if (code === 'FREIGABE_DONE' || code === 'FREIGABE_STALE') {
      const target = fields?.['target'];
      if (!(target instanceof Uint8Array)) return undefined;
      return code === 'FREIGABE_DONE' ? this.#releasedAt(target) : this.#headSeq(target);
    }
    if (code === 'ENTRY_STALE' || code === 'PART_RULE_BROKEN') return this.#headSeq(body.record);
    return code === 'AKTE_UNKNOWN' ? this.#foundingSeq(body.akte) : undefined;
  }

  #releasedAt(record: Id): number | undefined {
    return this.#releasingSeqs(record)[0];
  }

  /** Of any version: what stands behind a released one, wrongly, must not hide that it was released. */
  #releasingSeqs(record: Id): readonly number[] {
    const versions = this.#columns.seqsOfRecord(record).filter((seq) => this.#isBefore(seq));
    return releasingSeqs(this.#columns, versions, (seq) => this.#isBefore(seq));
  }

  #versionSeqs(record: Id, entryHash: Hash): readonly number[] {
    return this.#columns
      .seqsOfRecord(record)
      .filter((seq) => this.#isBefore(seq) && equalBytes(this.#columns.hashAt(seq), entryHash));
  }

  #headSeq(record: Id): number | undefined {
    return this.#columns.seqsOfRecord(record).findLast((seq) => this.#isBefore(seq) && this.#bodyAt(seq) !== undefined);
  }

  #foundingSeq(akte: Id): number | undefined {
    return this.#columns.seqsOfAkte(akte).find((seq) => {
      if (!this.#isBefore(seq) || this.#columns.kindAt(seq) !== WIRE_KINDS.caseKey) return false;
      return this.#akten.at(seq) !== undefined || this.#foundedAt(seq) !== undefined;
    });
  }

  #isBefore(seq: number): boolean {
    return seq < this.#seq && !this.#without.has(seq);
  }

  #bodyAt(seq: number): Body | undefined {
    const entry = this.#columns.entryAt(seq);
    return entry === undefined ? undefined : readBody(entry.body);
  }

  #foundedAt(seq: number): AkteState | undefined {
    const open = this.#columns.entryAt(seq)?.open ?? null;
    const body = this.#bodyAt(seq);
    if (body === undefined) return undefined;
    // An erased Akte keeps its site; whose it was is gone.
    if (open === null) return this.#akten.put(seq, { site: body.site, person: ZERO_ID, stammakte: false });
    const fields = readOpen(open);
    return fields === undefined ? undefined : this.#akten.put(seq, akteOfCaseKey(body, fields));
  }
}
