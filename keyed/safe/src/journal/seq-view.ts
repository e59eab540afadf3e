import { type AkteState, akteOfCaseKey, type HeadState, type JournalView } from '@siegel/journal';
import { decodeBody, type Id, unpackOpenFields, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { JournalColumns } from './journal-columns.ts';

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

/** The journal as it stood before `seq`: what the rules of an entry are asked against (JN11, JN20). */
export class SeqView implements JournalView {
  readonly #columns: JournalColumns;
  readonly #seq: number;
  readonly #akten: AkteMemory;

  constructor(columns: JournalColumns, seq: number, akten: AkteMemory) {
    this.#columns = columns;
    this.#seq = seq;
    this.#akten = akten;
  }

  headOf(record: Id): HeadState | undefined {
    const seq = this.#columns.seqsOfRecord(record).findLast((s) => s < this.#seq);
    const entry = seq === undefined ? undefined : this.#columns.entryAt(seq);
    return seq === undefined || entry === undefined
      ? undefined
      : { entryHash: this.#columns.hashAt(seq), body: decodeBody(entry.body) };
  }

  akteOf(akte: Id): AkteState | undefined {
    const [seq] = this.#columns.seqsOfAkte(akte);
    if (seq === undefined || seq >= this.#seq) return undefined;
    const known = this.#akten.at(seq);
    if (known !== undefined) return known;
    const founded = this.#foundedAt(seq);
    return founded === undefined ? undefined : this.#akten.put(seq, founded);
  }

  #foundedAt(seq: number): AkteState | undefined {
    const entry = this.#columns.kindAt(seq) === WIRE_KINDS.caseKey ? this.#columns.entryAt(seq) : undefined;
    if (entry === undefined) return undefined;
    const body = decodeBody(entry.body);
    // An erased Akte keeps its site; whose it was is gone.
    if (entry.open === null) return { site: body.site, person: ZERO_ID, stammakte: false };
    return akteOfCaseKey(body, unpackOpenFields(entry.open));
  }
}
