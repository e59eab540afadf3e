import { type AkteState, akteOfCaseKey, type HeadState, type JournalView } from '@siegel/journal';
import { decodeBody, type Id, unpackOpenFields, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { JournalColumns } from './journal-columns.ts';

/** The journal as it stood before `seq`: what the rules of an entry are asked against (JN11, JN20). */
export class SeqView implements JournalView {
  readonly #columns: JournalColumns;
  readonly #seq: number;

  constructor(columns: JournalColumns, seq: number) {
    this.#columns = columns;
    this.#seq = seq;
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
    const entry = seq === undefined || seq >= this.#seq ? undefined : this.#columns.entryAt(seq);
    if (entry === undefined) return undefined;
    const body = decodeBody(entry.body);
    if (body.kind !== WIRE_KINDS.caseKey) return undefined;
    // An erased Akte keeps its site; whose it was is gone.
    if (entry.open === null) return { site: body.site, person: ZERO_ID, stammakte: false };
    return akteOfCaseKey(body, unpackOpenFields(entry.open));
  }
}
