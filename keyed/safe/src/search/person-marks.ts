/** Which words of a query each person answers: the marks of all columns, asked per slot (docs/spec/search.md §5). */
import { CELLS, CELLS_PER_PERSON } from './person-cells.ts';
import type { PersonTable } from './person-table.ts';
import { clearMarks, emptyMarks, makeNeedle, markBeginnings, markFragment, type Marks } from './word-marks.ts';

/** The columns a name may stand in. */
export const NAME_COLUMNS = ['familienname', 'geburtsname', 'vorname'] as const;
const ADDRESS_COLUMNS = ['strasse', 'ort'] as const;
/** All columns that words and fragments are looked for in. */
export const SEARCHED_COLUMNS = [...NAME_COLUMNS, ...ADDRESS_COLUMNS] as const;

type SearchedColumn = (typeof SEARCHED_COLUMNS)[number];
type Words = { readonly words: readonly string[]; readonly columns: readonly SearchedColumn[] };

/** The rank of somebody who does not match. */
export const NO_RANK = -1;
/** Ranks from here on belong to the second group of results. */
export const SOUND_ALIKE = 32;
const NO_PLACE = 4;
// Added for hits that need the street or place, or that stand inside a word: behind every other one of their group.
const LATER = 2 * NO_PLACE;

/** Marks for one query at a time; the arrays are kept between keystrokes. */
export class PersonMarks {
  readonly #table: PersonTable;
  readonly #marks: Readonly<Record<SearchedColumn, Marks>> = {
    familienname: emptyMarks(),
    geburtsname: emptyMarks(),
    vorname: emptyMarks(),
    strasse: emptyMarks(),
    ort: emptyMarks(),
  };

  constructor(table: PersonTable) {
    this.#table = table;
  }

  /** Marks every word in the columns it may stand in; returns the bits of all words together. */
  markWords(parts: readonly Words[]): number {
    this.#clear();
    let bit = 1;
    for (const { words, columns } of parts) {
      for (const name of columns) this.#table.columns[name].makeKeys();
      for (const word of words) {
        const needle = makeNeedle(word, bit);
        for (const name of columns) markBeginnings(this.#marks[name], this.#table.columns[name], needle);
        bit <<= 1;
      }
    }
    return bit - 1;
  }

  /** Marks every fragment in all columns; returns the bits of all fragments together. */
  markFragments(fragments: readonly string[]): number {
    this.#clear();
    for (const name of SEARCHED_COLUMNS) this.#table.columns[name].makeKeys();
    let bit = 1;
    for (const fragment of fragments) {
      for (const name of SEARCHED_COLUMNS) markFragment(this.#marks[name], this.#table.columns[name], fragment, bit);
      bit <<= 1;
    }
    return bit - 1;
  }

  /** Calls `visit` for everybody whose names answer all words at least by sound, or one of them when street and place may
   *  answer the rest. This runs over every person at every keystroke, so it reads the arrays without detours. */
  forCandidates(all: number, withAddress: boolean, visit: (slot: number) => void): void {
    const { size, cells } = this.#table;
    const familienname = this.#marks.familienname.alike;
    const geburtsname = this.#marks.geburtsname.alike;
    const vorname = this.#marks.vorname.alike;
    for (let slot = 0, first = 0; slot < size; slot++, first += CELLS_PER_PERSON) {
      const marks =
        (familienname[cells[first + CELLS.familienname] ?? 0] ?? 0) |
        (geburtsname[cells[first + CELLS.geburtsname] ?? 0] ?? 0) |
        (vorname[cells[first + CELLS.vorname] ?? 0] ?? 0);
      if (marks === all || (withAddress && marks !== 0)) visit(slot);
    }
  }

  /** Ranks a person for words: `NO_RANK` when a word is not answered, from `SOUND_ALIKE` on when one is answered only by
   *  its sound. Rules SE7, SE11, SE15, SE16. @param all the bits of all words. @param withAddress whether street and place
   *  may answer some of the words; one word must be answered by a name. */
  nameRank(slot: number, all: number, withAddress: boolean): number {
    const exact = this.#inNames(slot, 'exact');
    if (exact === all) return this.#place(slot, 'exact');
    const alike = this.#inNames(slot, 'alike');
    if (alike === 0) return NO_RANK;
    const address = withAddress ? this.#inAddress(slot) : 0;
    if (exact !== 0 && (exact | address) === all) return LATER + this.#place(slot, 'exact');
    if ((alike | address) !== all) return NO_RANK;
    const isNear = (this.#inNames(slot, 'near') | address) === all;
    const bySound = isNear ? this.#place(slot, 'near') : NO_PLACE + this.#place(slot, 'alike');
    return SOUND_ALIKE + bySound + (alike === all ? 0 : LATER);
  }

  /** Ranks a person for fragments: those whose name begins with one first. Rules SE10, SE16. */
  fragmentRank(slot: number, all: number): number {
    if ((this.#inNames(slot, 'exact') | this.#inAddress(slot)) !== all) return NO_RANK;
    const place = this.#place(slot, 'near');
    return place === NO_PLACE ? LATER + this.#place(slot, 'exact') : place;
  }

  #inNames(slot: number, level: keyof Marks): number {
    const { familienname, geburtsname, vorname } = this.#marks;
    return (
      this.#mark(familienname[level], slot, CELLS.familienname) |
      this.#mark(geburtsname[level], slot, CELLS.geburtsname) |
      this.#mark(vorname[level], slot, CELLS.vorname)
    );
  }

  #inAddress(slot: number): number {
    const { strasse, ort } = this.#marks;
    return this.#mark(strasse.exact, slot, CELLS.strasse) | this.#mark(ort.exact, slot, CELLS.ort);
  }

  /** Where a word is answered at this level: beginning of the family name 0, inside it 1, name at birth 2, first name 3,
   *  nowhere NO_PLACE. */
  #place(slot: number, level: keyof Marks): number {
    const { familienname, geburtsname, vorname } = this.#marks;
    const first = level === 'exact' ? familienname.first : familienname.firstAlike;
    if (this.#mark(first, slot, CELLS.familienname) !== 0) return 0;
    if (this.#mark(familienname[level], slot, CELLS.familienname) !== 0) return 1;
    if (this.#mark(geburtsname[level], slot, CELLS.geburtsname) !== 0) return 2;
    return this.#mark(vorname[level], slot, CELLS.vorname) === 0 ? NO_PLACE : 3;
  }

  #mark(marks: Uint16Array, slot: number, cell: number): number {
    return marks[this.#table.cells[slot * CELLS_PER_PERSON + cell] ?? 0] ?? 0;
  }

  #clear(): void {
    for (const name of SEARCHED_COLUMNS) clearMarks(this.#marks[name], this.#table.columns[name]);
  }
}
