import {
  type AkteState,
  akteOfCaseKey,
  type CaseKeyState,
  caseKeyStateOf,
  type HeadState,
  type JournalView,
} from '@siegel/journal';
import { type Body, type ErrorCode, type Id, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
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

  caseKeyOf(akte: Id): CaseKeyState | undefined {
    const seq = this.#columns
      .seqsOfAkte(akte)
      .findLast((each) => this.#isBefore(each) && this.#columns.kindAt(each) === WIRE_KINDS.caseKey);
    const fields = seq === undefined ? undefined : readOpen(this.#columns.entryAt(seq)?.open ?? null);
    return fields === undefined ? undefined : caseKeyStateOf(fields);
  }

  /** The earlier entry because of which an entry with `body` was refused with `code`, when there is one. */
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
