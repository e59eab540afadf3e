import { pointerBy } from '@siegel/journal';
import { equalBytes, hexOf, type Id, PERSON_MERGE_KIND } from '@siegel/wire';
import { readBody } from '../journal/read-body.ts';
import { readOpen } from '../journal/read-open.ts';
import type { Attributions } from '../journal/attributions.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { AkteDirectory, KnownAkte } from '../records/akte-directory.ts';
import type { PersonIndex } from '../search/person-index.ts';

/** A pointer from one person to another, as the newest version that is proven says. */
export interface KnownPointer {
  /** Hex id of the person who went. */
  readonly from: string;
  /** Hex id of the person that stays; undefined after the merge was lifted. */
  readonly into: string | undefined;
  readonly record: Id;
  /** Seq of the version that says so. */
  readonly seq: number;
}

/** What it needs of the safe. */
interface PointingSafe {
  readonly follower: JournalFollower;
  readonly attributions: Attributions;
  readonly directory: AkteDirectory;
  readonly index: PersonIndex;
}

/** Who was merged into whom, from the journal alone (docs/spec/merge.md). A pointer counts only after its author and right were proven: one
 *  that a server invents joins nobody, not for a moment (PM7). */
export class MergedPersons {
  readonly #safe: PointingSafe;
  /** Proven versions by the hex id of the person who went, oldest first. */
  readonly #versions = new Map<string, KnownPointer[]>();
  readonly #peopleBelow = new Map<string, Set<string>>();
  #provenTo = 0;
  #lastHash: Uint8Array | undefined;
  #proving: Promise<unknown> = Promise.resolve();

  constructor(safe: PointingSafe) {
    this.#safe = safe;
  }

  /** Proves the pointers that have come since the last call. */
  prove(): Promise<void> {
    const proved = this.#proving.then(() => this.#proveNew());
    this.#proving = proved.catch(() => undefined);
    return proved;
  }

  async #proveNew(): Promise<void> {
    const { columns } = this.#safe.follower;
    if (!this.#goesOn()) this.#begin();
    for (; this.#provenTo < columns.size; this.#provenTo++) {
      const seq = this.#provenTo;
      if (columns.kindAt(seq) !== PERSON_MERGE_KIND) continue;
      if ((await this.#safe.attributions.faultOf(seq)) === undefined) this.#take(seq);
    }
    this.#lastHash = this.#provenTo === 0 ? undefined : columns.hashAt(this.#provenTo - 1).slice();
  }

  /** False when a refused page took back what had been taken in. */
  #goesOn(): boolean {
    const { columns } = this.#safe.follower;
    if (this.#provenTo > columns.size) return false;
    return this.#lastHash === undefined || equalBytes(columns.hashAt(this.#provenTo - 1), this.#lastHash);
  }

  #begin(): void {
    this.#versions.clear();
    this.#peopleBelow.clear();
    this.#provenTo = 0;
  }

  #take(seq: number): void {
    const entry = this.#safe.follower.columns.entryAt(seq);
    const body = entry === undefined ? undefined : readBody(entry.body);
    const pointer = body === undefined ? undefined : pointerBy(body, readOpen(entry?.open ?? null) ?? null);
    if (body === undefined || pointer === undefined) return;
    const from = hexOf(body.akte);
    const into = pointer.into === undefined ? undefined : hexOf(pointer.into);
    this.#versions.set(from, [...(this.#versions.get(from) ?? []), { from, into, record: pointer.record, seq }]);
    if (into !== undefined) this.#peopleBelow.set(into, (this.#peopleBelow.get(into) ?? new Set()).add(from));
  }

  /** The newest pointer of a person that counts; undefined when they never were merged. */
  pointerOf(personId: string): KnownPointer | undefined {
    return this.#versions.get(personId)?.findLast(({ seq }) => !this.#safe.attributions.isHeldBack(seq));
  }

  /** Hex id of the person somebody is shown as: they themselves, or at the end of the pointers the last one that can be found
   *  here. Who may see only the person that went goes on seeing that one (PM8). */
  standsFor(personId: string): string {
    let shown = personId;
    const seen = new Set([personId]);
    for (let at = this.pointerOf(personId)?.into; at !== undefined && !seen.has(at); at = this.pointerOf(at)?.into) {
      seen.add(at);
      if (this.#safe.index.has(at)) shown = at;
    }
    return shown;
  }

  /** True for somebody who is shown as another person. */
  isGone(personId: string): boolean {
    return this.standsFor(personId) !== personId;
  }

  /** Hex ids of everybody who is shown as this person, themselves first. */
  wholeOf(personId: string): readonly string[] {
    const whole = [personId];
    for (const id of whole)
      for (const below of this.#peopleBelow.get(id) ?? [])
        if (!whole.includes(below) && this.pointerOf(below)?.into === id) whole.push(below);
    return whole;
  }

  /** The Akten of everybody who is shown as this person, their own first. */
  aktenOf(personId: string): readonly KnownAkte[] {
    return this.wholeOf(personId).flatMap((id) => this.#safe.directory.aktenOfPerson(id));
  }

  /** Hex id of the person an Akte is shown under; undefined for one that nobody is proven to have founded. */
  personOfAkte(akte: Id): string | undefined {
    const person = this.#safe.directory.personOfAkte(akte);
    return person === undefined ? undefined : this.standsFor(person);
  }

  /** `personIds` and everybody whom a pointer has ever joined with one of them: whose view a change may touch. */
  relatedTo(personIds: Iterable<string>): ReadonlySet<string> {
    const related = new Set(personIds);
    for (const id of related) {
      for (const { into } of this.#versions.get(id) ?? []) if (into !== undefined) related.add(into);
      for (const below of this.#peopleBelow.get(id) ?? []) related.add(below);
    }
    return related;
  }
}
