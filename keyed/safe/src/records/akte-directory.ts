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
    const place = this.#columns.placeAt(seq);
    if (place?.kind === WIRE_KINDS.run) return place.record;
    if (place?.kind !== WIRE_KINDS.runWithdrawn) return undefined;
    const run = readOpen(this.#columns.entryAt(seq)?.open ?? null)?.['run'];
    return run instanceof Uint8Array ? run : undefined;
  }

  /** Hex ids of the persons of whom something is shown otherwise than before `since`. */
  personsChangedSince(since: number): ReadonlySet<string> {
    const changed = new Set<string>();
    for (let seq = this.shownOtherwiseFrom(since); seq < this.#columns.size; seq++) {
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
