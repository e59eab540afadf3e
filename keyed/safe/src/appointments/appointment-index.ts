import { appointment, type LocalDate } from '@siegel/akten';
import { equalBytes, type Hash, type OpenFields } from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';
import { readOpen } from '../journal/read-open.ts';

/** After so many appointments other work gets its turn. */
const AT_ONCE = 20_000;
/** A map of at most 23 fields whose first key is `tag` with a text of ten bytes: the field is the shortest and first in order, so
 *  that it stands in front of all others in what this program writes. */
const TAG_FIRST = Uint8Array.of(0x63, 0x74, 0x61, 0x67, 0x6a);
const DAY_AT = 1 + TAG_FIRST.length;
const DAY_BYTES = 10;

/** Which versions of appointments say what day, from the open fields of the journal: in memory, and only what is new is read (TE44).
 *  A version that does not count any more, or was never proven, stands here, too: whoever reads a day asks for the newest. */
export class AppointmentIndex {
  readonly #columns: JournalColumns;
  readonly #seqsByDay = new Map<LocalDate, number[]>();
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
      if (this.#columns.kindAt(seq) !== appointment.code) continue;
      this.#take(seq);
      taken += 1;
      if (taken % AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    this.#lastHash = this.#takenTo === 0 ? undefined : this.#columns.hashAt(this.#takenTo - 1).slice();
  }

  /** Versions that say this day, in order of the journal. */
  seqsOfDay(day: LocalDate): readonly number[] {
    return this.#seqsByDay.get(day) ?? [];
  }

  #take(seq: number): void {
    const open = this.#columns.openAt(seq);
    const day = open === null ? undefined : dayOf(open);
    if (day === undefined) return;
    const seqs = this.#seqsByDay.get(day);
    if (seqs === undefined) this.#seqsByDay.set(day, [seq]);
    else seqs.push(seq);
  }

  /** False when a refused page took back what had been taken in. */
  #goesOn(): boolean {
    if (this.#takenTo > this.#columns.size) return false;
    return this.#lastHash === undefined || equalBytes(this.#columns.hashAt(this.#takenTo - 1), this.#lastHash);
  }

  #begin(): void {
    this.#seqsByDay.clear();
    this.#takenTo = 0;
    this.#lastHash = undefined;
  }
}

function dayOf(open: OpenFields): LocalDate | undefined {
  const { bytes } = open;
  if (equalBytes(bytes.subarray(1, DAY_AT), TAG_FIRST))
    return String.fromCharCode(...bytes.subarray(DAY_AT, DAY_AT + DAY_BYTES));
  const day = readOpen(open)?.['tag'];
  return typeof day === 'string' ? day : undefined;
}
