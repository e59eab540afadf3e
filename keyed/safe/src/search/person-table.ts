/** The rows of the index in packed form: per person seven numbers, the id and the patient numbers. */
import { packBirthDate, unpackBirthDate } from './birth-mask.ts';
import { compareBytes, hexOf, ID_BYTES } from '@siegel/wire';
import { grown, NameColumn } from './name-column.ts';
import type { PackedPersons, RowExtras } from './packed-persons.ts';
import { CELLS, CELLS_PER_PERSON, TEXT_CELLS, type TextCell } from './person-cells.ts';
import { PersonIds } from './person-ids.ts';
import type { PersonRow } from './person-row.ts';

const FIRST_CAPACITY = 1024;
const HOUSE_NUMBER = /^(.*\D) (\d\S*)$/;
const NUMBER_MARK = '\n';

/** Bits of the marks of a person. */
export const MARK = { dead: 1, archived: 2 } as const;

/** Rows without holes; a removed one is replaced by the last. A slot is a place in the table, valid until the next change. */
export class PersonTable {
  readonly #familienname = new NameColumn({ withSound: true });
  readonly columns: Readonly<Record<TextCell, NameColumn>> = {
    familienname: this.#familienname,
    geburtsname: new NameColumn({ withSound: true, alike: this.#familienname }),
    vorname: new NameColumn({ withSound: true }),
    strasse: new NameColumn({ withSound: false }),
    hausnummer: new NameColumn({ withSound: false }),
    ort: new NameColumn({ withSound: false }),
  };
  cells: Uint32Array = new Uint32Array(FIRST_CAPACITY * CELLS_PER_PERSON);
  /** Per slot the patient numbers in lower case, each between line feeds; see `numberKey`. */
  readonly numberKeys: string[] = [];
  /** Per slot who has died, and who is archived: see `MARK`. */
  readonly marks: number[] = [];
  /** Per slot the same as written. */
  readonly #numbers: string[] = [];
  readonly #ids = new PersonIds();
  /** By person, of those who have any. */
  readonly extras = new Map<string, RowExtras>();

  get size(): number {
    return this.#ids.size;
  }

  /** The slot of a person, undefined when unknown. */
  slotOf(personId: string): number | undefined {
    return this.#ids.slotOf(personId);
  }

  /** The cell of a slot. */
  cell(slot: number, name: keyof typeof CELLS): number {
    return this.cells[slot * CELLS_PER_PERSON + CELLS[name]] ?? 0;
  }

  /** Puts the row in: in the place of the person's old row, or at the end. */
  put(row: PersonRow): void {
    const known = this.slotOf(row.personId);
    const slot = known ?? this.size;
    if (known === undefined) {
      if ((slot + 1) * CELLS_PER_PERSON > this.cells.length) this.cells = grown(this.cells, this.cells.length * 2);
      this.#ids.addHex(row.personId);
    }
    const before = known === undefined ? [] : this.#textIds(slot);
    this.#write(slot, row);
    this.#putExtras(row.personId, row);
    this.#release(before);
  }

  /** Takes a person out; false when there is none. */
  remove(personId: string): boolean {
    const slot = this.slotOf(personId);
    if (slot === undefined) return false;
    this.extras.delete(personId);
    this.#release(this.#textIds(slot));
    const last = this.size - 1;
    this.cells.copyWithin(slot * CELLS_PER_PERSON, last * CELLS_PER_PERSON, (last + 1) * CELLS_PER_PERSON);
    this.cells.fill(0, last * CELLS_PER_PERSON, (last + 1) * CELLS_PER_PERSON);
    this.numberKeys[slot] = this.numberKeys[last] ?? '';
    this.#numbers[slot] = this.#numbers[last] ?? '';
    this.marks[slot] = this.marks[last] ?? 0;
    this.marks.pop();
    this.numberKeys.pop();
    this.#numbers.pop();
    this.#ids.remove(slot);
    return true;
  }

  /** Hex ids of all persons. */
  personIds(): readonly string[] {
    return Array.from({ length: this.size }, (_, slot) => this.#ids.hexOf(slot));
  }

  /** The rows of these persons as a shard holds them. Unknown persons are left out. */
  pack(personIds: Iterable<string>): PackedPersons {
    const slots = [...personIds].flatMap((id) => this.slotOf(id) ?? []);
    const ids = new Uint8Array(slots.length * ID_BYTES);
    const cells = new Uint32Array(slots.length * CELLS_PER_PERSON);
    const numberByText = TEXT_CELLS.map(() => new Map<string, number>([['', 0]]));
    slots.forEach((slot, row) => {
      ids.set(this.#ids.bytesOf(slot), row * ID_BYTES);
      TEXT_CELLS.forEach((name, column) => {
        const numbers = numberByText[column] as Map<string, number>;
        const text = this.#text(slot, name);
        const number = numbers.get(text) ?? numbers.size;
        numbers.set(text, number);
        cells[row * CELLS_PER_PERSON + CELLS[name]] = number;
      });
      cells[row * CELLS_PER_PERSON + CELLS.born] = this.cell(slot, 'born');
    });
    const texts = numberByText.map((numbers) => [...numbers.keys()]);
    const extras = slots.flatMap((slot, row) => {
      const known = this.extras.get(this.#ids.hexOf(slot));
      return known === undefined ? [] : [{ row, ...known }];
    });
    const marks = Uint8Array.from(slots, (slot) => this.marks[slot] ?? 0);
    return { ids, cells, texts, numbers: slots.map((slot) => this.#numbers[slot] ?? ''), extras, marks };
  }

  /** Takes in packed rows of persons that are not there yet: each distinct text is folded once, not once per person.
   *  @returns how many were new. */
  putPacked({ ids, cells, texts, numbers, extras, marks }: PackedPersons): number {
    const first = this.size;
    const rows = this.#newRows(ids, numbers.length);
    while (this.size * CELLS_PER_PERSON > this.cells.length) this.cells = grown(this.cells, this.cells.length * 2);
    // Column by column: a text is looked up once per shard, and numbers are moved in plain loops.
    for (const name of TEXT_CELLS) {
      const cell = CELLS[name];
      const idByNumber = this.#useTexts(name, texts[cell] as readonly string[], usesOf(cells, cell, rows));
      for (let i = 0; i < rows.length; i++) {
        const number = cells[(rows[i] as number) * CELLS_PER_PERSON + cell] as number;
        this.cells[(first + i) * CELLS_PER_PERSON + cell] = idByNumber[number] as number;
      }
    }
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      this.cells[(first + i) * CELLS_PER_PERSON + CELLS.born] = cells[row * CELLS_PER_PERSON + CELLS.born] as number;
      this.#putNumbers(first + i, numbers[row] as string);
      this.marks[first + i] = marks[row] as number;
    }
    const isNew = new Set(rows);
    for (const { row, ...known } of extras)
      if (isNew.has(row)) this.#putExtras(hexOf(ids.subarray(row * ID_BYTES, (row + 1) * ID_BYTES)), known);
    return rows.length;
  }

  #putExtras(personId: string, { hasCave, relations = [] }: RowExtras): void {
    const extras = { ...(hasCave === true && { hasCave }), ...(relations.length > 0 && { relations }) };
    if (Object.keys(extras).length === 0) this.extras.delete(personId);
    else this.extras.set(personId, extras);
  }

  /** Gives slots to the persons that are not there yet. @returns their rows. */
  #newRows(ids: Uint8Array, count: number): Uint32Array {
    const rows = new Uint32Array(count);
    let added = 0;
    for (let row = 0; row < count; row++) if (this.#ids.add(ids, row * ID_BYTES)) rows[added++] = row;
    return rows.subarray(0, added);
  }

  #useTexts(name: TextCell, texts: readonly string[], uses: Uint32Array): Uint32Array {
    const idByNumber = new Uint32Array(texts.length);
    for (let number = 0; number < uses.length; number++)
      idByNumber[number] = this.columns[name].useTimes(texts[number] as string, uses[number] as number);
    return idByNumber;
  }

  /** Unpacks the row of a slot. */
  row(slot: number): PersonRow {
    const geburtsname = this.#text(slot, 'geburtsname');
    const geburtsdatum = unpackBirthDate(this.cell(slot, 'born'));
    const strasse = [this.#text(slot, 'strasse'), this.#text(slot, 'hausnummer')]
      .filter((text) => text !== '')
      .join(' ');
    const ort = this.#text(slot, 'ort');
    const personId = this.#ids.hexOf(slot);
    return {
      personId,
      familienname: this.#text(slot, 'familienname'),
      vorname: this.#text(slot, 'vorname'),
      ...(geburtsname === '' ? {} : { geburtsname }),
      ...(geburtsdatum === undefined ? {} : { geburtsdatum }),
      ...(strasse === '' ? {} : { strasse }),
      ...(ort === '' ? {} : { ort }),
      patientennummern: (this.#numbers[slot] ?? '').split(NUMBER_MARK).filter((number) => number !== ''),
      ...this.extras.get(personId),
      ...(this.hasMark(slot, MARK.dead) && { isDead: true as const }),
      ...(this.hasMark(slot, MARK.archived) && { isArchived: true as const }),
    };
  }

  /** Whether a person has a mark. */
  hasMark(slot: number, mark: number): boolean {
    return ((this.marks[slot] ?? 0) & mark) !== 0;
  }

  /** The order of the list: family name, first name, date of birth, id. */
  isBefore(slot: number, other: number): boolean {
    const byName = this.#compareText(slot, other, 'familienname') || this.#compareText(slot, other, 'vorname');
    if (byName !== 0) return byName < 0;
    const born = unpackBirthDate(this.cell(slot, 'born')) ?? '';
    const otherBorn = unpackBirthDate(this.cell(other, 'born')) ?? '';
    if (born !== otherBorn) return born < otherBorn;
    return compareBytes(this.#ids.bytesOf(slot), this.#ids.bytesOf(other)) < 0;
  }

  #compareText(slot: number, other: number, name: TextCell): number {
    const id = this.cell(slot, name);
    const otherId = this.cell(other, name);
    if (id === otherId) return 0;
    const { order, plainKeys } = this.columns[name];
    const byOrder = (order[id] ?? 0) - (order[otherId] ?? 0);
    if (byOrder !== 0) return byOrder;
    const key = plainKeys[id] ?? '';
    const otherKey = plainKeys[otherId] ?? '';
    return key === otherKey ? 0 : key < otherKey ? -1 : 1;
  }

  #write(slot: number, row: PersonRow): void {
    const address = HOUSE_NUMBER.exec(row.strasse ?? '');
    const texts: Record<TextCell, string> = {
      familienname: row.familienname,
      geburtsname: row.geburtsname ?? '',
      vorname: row.vorname,
      strasse: address?.[1] ?? row.strasse ?? '',
      hausnummer: address?.[2] ?? '',
      ort: row.ort ?? '',
    };
    const first = slot * CELLS_PER_PERSON;
    for (const name of TEXT_CELLS) this.cells[first + CELLS[name]] = this.columns[name].use(texts[name]);
    this.cells[first + CELLS.born] = packBirthDate(row.geburtsdatum);
    this.#putNumbers(slot, row.patientennummern.map(numberKey).join(''));
    this.marks[slot] = (row.isDead === true ? MARK.dead : 0) | (row.isArchived === true ? MARK.archived : 0);
  }

  #putNumbers(slot: number, numbers: string): void {
    const key = numbers.toLowerCase();
    this.#numbers[slot] = numbers;
    // The same string twice costs nothing; most numbers are digits.
    this.numberKeys[slot] = key === numbers ? numbers : key;
  }

  #textIds(slot: number): [TextCell, number][] {
    return TEXT_CELLS.map((name) => [name, this.cell(slot, name)]);
  }

  #release(ids: readonly [TextCell, number][]): void {
    for (const [name, id] of ids) this.columns[name].release(id);
  }

  #text(slot: number, name: TextCell): string {
    return this.columns[name].texts[this.cell(slot, name)] ?? '';
  }
}

/** A patient number as it stands in `numbers`; without the last character it is what a beginning of it looks like. */
export function numberKey(number: string): string {
  return NUMBER_MARK + number + NUMBER_MARK;
}

/** How many of the rows name each text. */
function usesOf(cells: Uint32Array, cell: number, rows: Uint32Array): Uint32Array {
  let most = 0;
  for (let i = 0; i < rows.length; i++)
    most = Math.max(most, cells[(rows[i] as number) * CELLS_PER_PERSON + cell] as number);
  const uses = new Uint32Array(most + 1);
  for (let i = 0; i < rows.length; i++) {
    const number = cells[(rows[i] as number) * CELLS_PER_PERSON + cell] as number;
    uses[number] = (uses[number] as number) + 1;
  }
  return uses;
}
