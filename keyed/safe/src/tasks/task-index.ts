import { task } from '@siegel/akten';
import { equalBytes, type Hash, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';
import { readOpen } from '../journal/read-open.ts';

/** After so many tasks other work gets its turn. */
const AT_ONCE = 20_000;
/** Done tasks that are kept in mind, the newest: nobody leafs back further. */
const MOST_DONE = 200;
/** Tasks that do not say whether they are open, of earlier programs: the newest count. */
const MOST_UNSAID = 200;

type Said = 'offen' | 'zu' | undefined;

/** Which tasks are open, from the open field of the journal: in memory, and only what is new is read (AU10). What is here may not count,
 *  or never have been proven: whoever reads it asks for the newest version that counts. */
export class TaskIndex {
  readonly #columns: JournalColumns;
  /** By record: where its newest version stands, in order of the journal. */
  readonly #open = new Map<string, number>();
  readonly #unsaid = new Map<string, number>();
  readonly #done = new Map<string, number>();
  #takenTo = 0;
  #lastHash: Hash | undefined;

  constructor(columns: JournalColumns) {
    this.#columns = columns;
  }

  /** Takes in what the journal has got since. Cost: what is new. */
  async follow(): Promise<void> {
    if (!this.#goesOn()) this.#begin();
    let taken = 0;
    for (let seq = this.#takenTo; seq < this.#columns.size; seq++) {
      this.#takenTo = seq + 1;
      const kind = this.#columns.kindAt(seq);
      if (kind !== task.code && kind !== WIRE_KINDS.houseTask) continue;
      this.#take(seq);
      taken += 1;
      if (taken % AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    this.#lastHash = this.#takenTo === 0 ? undefined : this.#columns.hashAt(this.#takenTo - 1).slice();
  }

  /** Records that are open, and the newest of those that do not say. */
  openRecords(): readonly Id[] {
    return this.#recordsAt([...this.#open.values(), ...[...this.#unsaid.values()].slice(-MOST_UNSAID)]);
  }

  /** Records that are done or given up, the newest first. */
  doneRecords(): readonly Id[] {
    return this.#recordsAt([...this.#done.values()].toReversed());
  }

  #take(seq: number): void {
    const record = this.#columns.placeAt(seq)?.record;
    if (record === undefined) return;
    const key = hexOf(record);
    for (const seqs of [this.#open, this.#unsaid, this.#done]) seqs.delete(key);
    const said = saidAt(this.#columns, seq);
    (said === 'offen' ? this.#open : said === 'zu' ? this.#done : this.#unsaid).set(key, seq);
    const [oldest] = this.#done.size > MOST_DONE ? this.#done.keys() : [];
    if (oldest !== undefined) this.#done.delete(oldest);
  }

  #recordsAt(seqs: readonly number[]): readonly Id[] {
    return seqs.flatMap((seq) => this.#columns.placeAt(seq)?.record ?? []);
  }

  /** False when a refused page took back what had been taken in. */
  #goesOn(): boolean {
    if (this.#takenTo > this.#columns.size) return false;
    return this.#lastHash === undefined || equalBytes(this.#columns.hashAt(this.#takenTo - 1), this.#lastHash);
  }

  #begin(): void {
    for (const seqs of [this.#open, this.#unsaid, this.#done]) seqs.clear();
    this.#takenTo = 0;
    this.#lastHash = undefined;
  }
}

function saidAt(columns: JournalColumns, seq: number): Said {
  const stand = readOpen(columns.openAt(seq))?.['stand'];
  return stand === 'offen' || stand === 'zu' ? stand : undefined;
}
