import { hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';
import { readOpen } from '../journal/read-open.ts';

/** One Akte as its case-key entry founded it. */
export interface KnownAkte {
  readonly akte: Id;
  readonly site: Id;
  readonly person: string;
  readonly stammakte: boolean;
  /** Seq of the case-key entry that says so. */
  readonly seq: number;
}

/** Which Akten there are and whose they are; grows with the journal. */
export class AkteDirectory {
  readonly #columns: JournalColumns;
  readonly #byPerson = new Map<string, KnownAkte[]>();
  readonly #byAkte = new Map<string, KnownAkte>();
  #read = 0;

  readonly #isHeldBack: (seq: number) => boolean;

  constructor(columns: JournalColumns, isHeldBack: (seq: number) => boolean) {
    this.#columns = columns;
    this.#isHeldBack = isHeldBack;
  }

  /** Reads what has been added to the journal since the last call. */
  refresh(): void {
    for (; this.#read < this.#columns.size; this.#read++) this.#take(this.#read);
  }

  /** The Akten of a person without those whose founding entry is held back (JN23). */
  aktenOfPerson(person: string): readonly KnownAkte[] {
    return this.#byPerson.get(person)?.filter(({ seq }) => !this.#isHeldBack(seq)) ?? [];
  }

  akte(akte: Id): KnownAkte | undefined {
    return this.#byAkte.get(hexOf(akte));
  }

  /** Hex ids of the persons whose Akten got entries at `since` or later. */
  personsChangedSince(since: number): ReadonlySet<string> {
    const changed = new Set<string>();
    for (let seq = since; seq < this.#columns.size; seq++) {
      const place = this.#columns.placeAt(seq);
      const known = place === undefined ? undefined : this.#byAkte.get(hexOf(place.akte));
      if (known !== undefined) changed.add(known.person);
    }
    return changed;
  }

  /** Hex ids of all persons. */
  persons(): Iterable<string> {
    return this.#byPerson.keys();
  }

  #take(seq: number): void {
    const place = this.#columns.placeAt(seq);
    const entry = place?.kind === WIRE_KINDS.caseKey ? this.#columns.entryAt(seq) : undefined;
    const open = entry === undefined ? undefined : readOpen(entry.open);
    if (place === undefined || open === undefined || this.#byAkte.has(hexOf(place.akte))) return;
    const { person, stammakte } = open;
    if (!(person instanceof Uint8Array)) return;
    const ids = { akte: place.akte, site: place.site, person: hexOf(person) };
    const known = { ...ids, stammakte: stammakte === true, seq };
    this.#byAkte.set(hexOf(place.akte), known);
    const ofPerson = this.#byPerson.get(known.person);
    if (ofPerson === undefined) this.#byPerson.set(known.person, [known]);
    else ofPerson.push(known);
  }
}
