import { type MovedTo, movedToOf } from '@siegel/journal';
import { hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import type { JournalColumns } from '../journal/journal-columns.ts';
import { isRenewal } from '../renewal/is-renewal.ts';
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

/** Which Akten there are and whose they are; grows with the journal. Whoever is said to have founded an Akte may not have: all
 *  case-key entries are kept, and those that are held back do not count (JN23). */
export class AkteDirectory {
  readonly #columns: JournalColumns;
  readonly #isHeldBack: (seq: number) => boolean;
  readonly #byPerson = new Map<string, KnownAkte[]>();
  /** Hex ids of the persons an Akte is said to be of. */
  readonly #personsOfAkte = new Map<string, string[]>();
  /** Where an Akte is said to be gone on with, by its hex id. */
  readonly #moves = new Map<string, { readonly seq: number; readonly to: MovedTo }[]>();
  #read = 0;

  constructor(columns: JournalColumns, isHeldBack: (seq: number) => boolean) {
    this.#columns = columns;
    this.#isHeldBack = isHeldBack;
  }

  /** Reads what has been added to the journal since the last call. */
  refresh(): void {
    for (; this.#read < this.#columns.size; this.#read++) this.#take(this.#read);
  }

  /** The Akten of a person, each as the first entry that is not held back founded it. */
  aktenOfPerson(person: string): readonly KnownAkte[] {
    const seen = new Set<string>();
    return this.foundingsOfPerson(person).filter(({ akte, seq }) => {
      const isFirst = !this.#isHeldBack(seq) && !seen.has(hexOf(akte));
      if (isFirst) seen.add(hexOf(akte));
      return isFirst;
    });
  }

  /** Where an Akte is gone on with after it was moved to another site (BS8); undefined while it is written into. */
  movedTo(akte: Id): MovedTo | undefined {
    return this.#moves.get(hexOf(akte))?.find(({ seq }) => !this.#isHeldBack(seq))?.to;
  }

  /** The Akten of a person that are gone on with, the Stammakte first of all. */
  openAktenOfPerson(person: string): readonly KnownAkte[] {
    return this.aktenOfPerson(person).filter(({ akte }) => this.movedTo(akte) === undefined);
  }

  /** Hex id of the person an Akte is of, or undefined for one that nobody is proven to have founded. */
  personOfAkte(akte: Id): string | undefined {
    return this.#personsOfAkte
      .get(hexOf(akte))
      ?.find((person) => this.aktenOfPerson(person).some((known) => hexOf(known.akte) === hexOf(akte)));
  }

  /** Every case-key entry of a person's Akten, also those nobody has checked yet and those held back. */
  foundingsOfPerson(person: string): readonly KnownAkte[] {
    return this.#byPerson.get(person) ?? [];
  }

  /** The first seq of which something is shown otherwise than before `since`: a run that was closed or withdrawn since then shows
   *  or hides what came before (JN41). */
  shownOtherwiseFrom(since: number): number {
    let from = since;
    for (let seq = since; seq < this.#columns.size; seq++) {
      const run = this.#runTurnedAt(seq);
      const [opened] = run === undefined ? [] : this.#columns.seqsOfRecord(run);
      if (opened !== undefined) from = Math.min(from, opened);
    }
    return from;
  }

  #runTurnedAt(seq: number): Id | undefined {
    const kind = this.#columns.kindAt(seq);
    if (kind === WIRE_KINDS.run) return this.#columns.placeAt(seq)?.record;
    if (kind !== WIRE_KINDS.runWithdrawn) return undefined;
    const run = readOpen(this.#columns.openAt(seq))?.['run'];
    return run instanceof Uint8Array ? run : undefined;
  }

  /** Hex ids of the persons of whom something is shown otherwise than before `since`. */
  personsChangedSince(since: number): ReadonlySet<string> {
    const changed = new Set<string>();
    for (let seq = this.shownOtherwiseFrom(since); seq < this.#columns.size; seq++) {
      if (isRenewal(this.#columns, seq)) continue;
      const place = this.#columns.placeAt(seq);
      const persons = place === undefined ? undefined : this.#personsOfAkte.get(hexOf(place.akte));
      for (const person of persons ?? []) changed.add(person);
    }
    return changed;
  }

  /** Hex ids of the persons of whom something was written at `sinceMs` or later, whoever was written about last first, at most `most`.
   *  Goes backwards and stops when there are enough: on the day of a large import every entry is from today.
   *  @param counts whether an entry counts. */
  newestPersons(
    { sinceMs, most }: { readonly sinceMs: number; readonly most: number },
    counts: (seq: number) => boolean,
  ): readonly string[] {
    const newest = new Set<string>();
    for (let seq = this.#columns.size - 1; seq >= 0 && newest.size < most; seq--) {
      if (this.#columns.receivedAt(seq) < sinceMs) break;
      if (counts(seq)) for (const person of this.personsAt(seq)) newest.add(person);
    }
    return [...newest].slice(0, most);
  }

  /** Hex ids of the persons an entry is said to belong to. */
  personsAt(seq: number): readonly string[] {
    const place = this.#columns.placeAt(seq);
    return place === undefined ? [] : this.personsOfAkte(place.akte);
  }

  /** Hex ids of the persons an Akte is said to be of. */
  personsOfAkte(akte: Id): readonly string[] {
    return this.#personsOfAkte.get(hexOf(akte)) ?? [];
  }

  /** Hex ids of all persons. */
  persons(): Iterable<string> {
    return this.#byPerson.keys();
  }

  #take(seq: number): void {
    // Asked for every entry of the journal: the kind alone costs no views.
    if (this.#columns.kindAt(seq) !== WIRE_KINDS.caseKey) return;
    const place = this.#columns.placeAt(seq);
    const entry = this.#columns.entryAt(seq);
    const open = entry === undefined ? undefined : readOpen(entry.open);
    if (place === undefined || open === undefined) return;
    const { person, stammakte } = open;
    if (!(person instanceof Uint8Array)) return;
    const { akte, site } = place;
    const to = movedToOf(open);
    if (to !== undefined) this.#moves.set(hexOf(akte), [...(this.#moves.get(hexOf(akte)) ?? []), { seq, to }]);
    const known = { akte, site, person: hexOf(person), stammakte: stammakte === true, seq };
    const ofPerson = this.#byPerson.get(known.person);
    if (ofPerson === undefined) this.#byPerson.set(known.person, [known]);
    else ofPerson.push(known);
    const persons = this.#personsOfAkte.get(hexOf(akte));
    if (persons === undefined) this.#personsOfAkte.set(hexOf(akte), [known.person]);
    else if (!persons.includes(known.person)) persons.push(known.person);
  }
}
