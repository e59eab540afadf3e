/** The opened person index: search as you type over all persons of a tenant, in memory only (X1, K1).
 *  Source: docs/spec/search.md. */
import { BestHits } from './best-hits.ts';
import { type BirthMask, packMask, type PackedMask } from './birth-mask.ts';
import type { PackedPersons } from './packed-persons.ts';
import { NAME_COLUMNS, NO_RANK, PersonMarks, SEARCHED_COLUMNS, SOUND_ALIKE } from './person-marks.ts';
import type { PersonRow, PersonSearchResult, RowRelation } from './person-row.ts';
import { MARK, numberKey, PersonTable } from './person-table.ts';
import { parsePersonQuery, type PersonQuery } from './query.ts';

const DEFAULT_LIMIT = 50;
const NOTHING: PersonSearchResult = { exact: [], soundAlike: [], total: 0, soundAlikeTotal: 0 };

type NameQuery = Extract<PersonQuery, { kind: 'words' | 'names' }>;

/** All persons of a tenant, opened, for finding. Holds names: dropped as a whole when the safe is locked. */
export class PersonIndex {
  readonly #table = new PersonTable();
  readonly #marks = new PersonMarks(this.#table);
  #withArchive = false;

  /** How many persons are in. */
  get size(): number {
    return this.#table.size;
  }

  /** Adds a person; may be called between keystrokes while the index is still loading. Throws when the id is known. Rule SE17. */
  add(row: PersonRow): void {
    if (this.#table.slotOf(row.personId) !== undefined) throw new Error('SE17: the person is in the index already');
    this.#table.put(row);
  }

  /** Puts a person in, in place of what was known of them before. Rules SE17, SE18. */
  update(row: PersonRow): void {
    this.#table.put(row);
  }

  /** Takes in the rows of a shard; persons that are there already stay as they are. @returns how many were new. Rule SN3. */
  addPacked(packed: PackedPersons): number {
    return this.#table.putPacked(packed);
  }

  /** The rows of these persons as a shard holds them. Rule SN3. */
  pack(personIds: Iterable<string>): PackedPersons {
    return this.#table.pack(personIds);
  }

  /** Hex ids of all persons. */
  personIds(): Iterable<string> {
    return this.#table.personIds();
  }

  /** Takes a person out, names included; false when the id is unknown. Rule SE18. */
  remove(personId: string): boolean {
    return this.#table.remove(personId);
  }

  /** Whether a person is in; a row is made only where somebody needs it. */
  has(personId: string): boolean {
    return this.#table.slotOf(personId) !== undefined;
  }

  /** The row of one person, undefined when unknown. */
  get(personId: string): PersonRow | undefined {
    const slot = this.#table.slotOf(personId);
    return slot === undefined ? undefined : this.#table.row(slot);
  }

  /** Relations of a person, each where it stands: with the person, or with another who names them (PE26). Of others one may not see
   *  there is nothing here. */
  relationsOf(personId: string): readonly { readonly owner: string; readonly relation: RowRelation }[] {
    const found: { readonly owner: string; readonly relation: RowRelation }[] = [];
    for (const [owner, { relations = [] }] of this.#table.extras)
      for (const relation of relations)
        if (owner === personId || relation.personId === personId) found.push({ owner, relation });
    return found;
  }

  /** Finds what the text in the search field asks for; a command or an empty text finds nothing.
   *  @param limit most rows of each group. @param withArchive whether who is archived is found, too (PM41).
   *  Rules SE6 to SE16. Source: docs/spec/search.md §3 to §5. */
  search(text: string, limit = DEFAULT_LIMIT, withArchive = false): PersonSearchResult {
    this.#withArchive = withArchive;
    const query = parsePersonQuery(text);
    // Every list of hits is in the order of names.
    for (const name of NAME_COLUMNS) this.#table.columns[name].makeKeys();
    switch (query.kind) {
      case 'empty':
      case 'command':
        return NOTHING;
      case 'number':
        return this.#searchNumber(query.number, limit);
      case 'born':
        return this.#searchBorn(query.born, query.number, limit);
      case 'infix':
        return this.#searchFragments(query.fragments, query.born, limit);
      case 'words':
      case 'names':
        return this.#searchNames(query, limit);
    }
  }

  #searchNumber(number: string, limit: number): PersonSearchResult {
    const hits = this.#newHits(limit);
    const whole = numberKey(number);
    const beginning = whole.slice(0, -1);
    this.#table.numberKeys.forEach((key, slot) => {
      if (key.includes(beginning)) hits.offer(slot, key.includes(whole) ? 0 : 1);
    });
    return this.#result(hits);
  }

  #searchBorn(born: readonly BirthMask[], number: string | undefined, limit: number): PersonSearchResult {
    const hits = this.#newHits(limit);
    const masks = born.map(packMask);
    const whole = number === undefined ? undefined : numberKey(number);
    for (let slot = 0; slot < this.#table.size; slot++) {
      if (whole !== undefined && this.#table.numberKeys[slot]?.includes(whole) === true) hits.offer(slot, 0);
      else if (this.#fits(slot, masks)) hits.offer(slot, 1);
    }
    return this.#result(hits);
  }

  #searchFragments(fragments: readonly string[], born: readonly BirthMask[], limit: number): PersonSearchResult {
    const hits = this.#newHits(limit);
    const all = this.#marks.markFragments(fragments);
    const masks = born.map(packMask);
    for (let slot = 0; slot < this.#table.size; slot++) {
      const rank = this.#marks.fragmentRank(slot, all);
      if (rank !== NO_RANK && this.#fits(slot, masks)) hits.offer(slot, rank);
    }
    return this.#result(hits);
  }

  #searchNames(query: NameQuery, limit: number): PersonSearchResult {
    const hits = this.#newHits(limit);
    const alikeHits = this.#newHits(limit);
    // A street narrows the name it is typed with; alone it would list half the town.
    const narrowing = query.kind === 'words' && query.words.length > 1;
    const all = this.#markNames(query, narrowing);
    const masks = query.born.map(packMask);
    this.#marks.forCandidates(all, narrowing, (slot) => {
      const rank = this.#marks.nameRank(slot, all, narrowing);
      if (rank === NO_RANK || !this.#fits(slot, masks)) return;
      (rank < SOUND_ALIKE ? hits : alikeHits).offer(slot, rank);
    });
    return this.#result(hits, alikeHits);
  }

  #markNames(query: NameQuery, narrowing: boolean): number {
    if (query.kind === 'words') {
      return this.#marks.markWords([{ words: query.words, columns: narrowing ? SEARCHED_COLUMNS : NAME_COLUMNS }]);
    }
    return this.#marks.markWords([
      { words: query.familienname, columns: ['familienname', 'geburtsname'] },
      { words: query.vorname, columns: ['vorname'] },
    ]);
  }

  /** No mask fits everybody. */
  #fits(slot: number, masks: readonly PackedMask[]): boolean {
    if (masks.length === 0) return true;
    const born = this.#table.cell(slot, 'born');
    return born !== 0 && masks.some((mask) => (born & mask.and) >>> 0 === mask.equals);
  }

  #newHits(limit: number): BestHits {
    const isShown = (slot: number) => this.#withArchive || !this.#table.hasMark(slot, MARK.archived);
    return new BestHits(limit, (slot, other) => this.#table.isBefore(slot, other), isShown);
  }

  #result(hits: BestHits, alikeHits = this.#newHits(0)): PersonSearchResult {
    return {
      exact: hits.slots.map((slot) => this.#table.row(slot)),
      soundAlike: alikeHits.slots.map((slot) => this.#table.row(slot)),
      total: hits.total,
      soundAlikeTotal: alikeHits.total,
    };
  }
}
