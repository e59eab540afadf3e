import {
  type AkteState,
  akteOfCaseKey,
  type CaseKeyState,
  caseKeyStateOf,
  type CheckedEntry,
  type FreigabeState,
  type HeadState,
  type JournalView,
} from '@siegel/journal';
import {
  type Body,
  classOfKind,
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

/** The journal as it stood before `seq`: what the rules of an entry are asked against (JN11, JN20). Entries without a valid
 *  layout, and those of `without`, are not in it. */
export class SeqView implements JournalView {
  readonly #columns: JournalColumns;
  readonly #seq: number;
  readonly #akten: AkteMemory;
  readonly without: ReadonlySet<number>;

  constructor(columns: JournalColumns, seq: number, akten: AkteMemory, without: ReadonlySet<number>) {
    this.#columns = columns;
    this.#seq = seq;
    this.#akten = akten;
    this.without = without;
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

  caseKeyOf(akte: Id): CaseKeyState | undefined {
    const seq = this.#columns
      .seqsOfAkte(akte)
      .findLast((each) => this.#isBefore(each) && this.#columns.kindAt(each) === WIRE_KINDS.caseKey);
    const fields = seq === undefined ? undefined : readOpen(this.#columns.entryAt(seq)?.open ?? null);
    return fields === undefined ? undefined : caseKeyStateOf(fields);
  }

  isReleased(record: Id): boolean {
    const head = this.#headSeq(record);
    return head !== undefined && releasingSeqs(this.#columns, [head], (seq) => this.#isBefore(seq)).length > 0;
  }

  freigabeOf(akte: Id, entryHash: Hash): FreigabeState | undefined {
    const seq = freigabeSeqs(this.#columns, akte, entryHash).find((one) => this.#isBefore(one));
    if (seq === undefined) return undefined;
    const body = this.#bodyAt(seq);
    const fields = readOpen(this.#columns.entryAt(seq)?.open ?? null);
    return body === undefined || fields === undefined ? undefined : { body, fields };
  }

  /** Earlier entries that decide over an entry of records: versions of the same record and of the one it is about, and the Freigaben
   *  of both. Of these only what holds itself may decide (JN23). None for a first version that is about nothing else: most are. */
  deciding({ body, fields }: CheckedEntry): readonly number[] {
    if (classOfKind(body.kind) !== LEAF_CLASS.records) return [];
    const target = fields?.['target'];
    const versions = [body.record, ...(target instanceof Uint8Array ? [target] : [])].map((record) =>
      this.#columns.seqsOfRecord(record).filter((seq) => this.#isBefore(seq)),
    );
    const isBefore = (seq: number) => this.#isBefore(seq);
    const releasing = versions.flatMap((seqs) => releasingSeqs(this.#columns, seqs, isBefore));
    const first = fields?.['first'];
    const named = first instanceof Uint8Array ? freigabeSeqs(this.#columns, body.akte, first).filter(isBefore) : [];
    return [...new Set([...versions.flat(), ...releasing, ...named])].toSorted((one, other) => one - other);
  }

  /** The earlier entry because of which an entry was refused with `code`, when there is one. */
  inTheWay(code: ErrorCode, body: Body): number | undefined {
    if (code === 'ENTRY_STALE' || code === 'PART_RULE_BROKEN') return this.#headSeq(body.record);
    return code === 'AKTE_UNKNOWN' ? this.#foundingSeq(body.akte) : undefined;
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
    return seq < this.#seq && !this.without.has(seq);
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
