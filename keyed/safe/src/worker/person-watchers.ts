import { isUnreadable } from '@siegel/seal';
import { fail, type Result } from '@siegel/wire';
import type { PersonView } from '../channel/akte-api.ts';
import { pendingEntries } from '../safe/pending-entries.ts';
import type { OpenedEntry } from '../safe/safe.ts';
import { chosenSite } from '../safe/site-choice.ts';
import { freigabenOf } from './freigaben-of.ts';
import { personView } from './person-view.ts';
import type { OpenedHouse } from './opened-house.ts';

/** What is here is painted before the worker opens it all once more. */
const ASK_BEHIND_MS = 300;

/** Who looks at which person, and what they are shown. */
export class PersonWatchers {
  readonly #house: () => OpenedHouse | undefined;
  readonly #watchers = new Map<string, Set<(view: PersonView) => void>>();

  /** @param house undefined while nobody is signed in or the safe is locked. */
  constructor(house: () => OpenedHouse | undefined) {
    this.#house = house;
  }

  /** What the page shows of a person. One delivery entry. */
  open(ofPerson: string): Promise<Result<PersonView>> {
    return this.#open(ofPerson, (entries, house, personId) => this.#viewOf(house, personId, entries));
  }

  async #open(
    ofPerson: string,
    viewOf: (entries: readonly OpenedEntry[], house: OpenedHouse, personId: string) => Promise<Result<PersonView>>,
  ): Promise<Result<PersonView>> {
    const house = this.#house();
    if (house === undefined) return fail('SESSION_MISSING');
    const { safe } = house;
    const personId = safe.merged.standsFor(ofPerson);
    const entries = await safe.openPerson(personId);
    if (!entries.ok) return entries;
    for (const one of safe.merged.wholeOf(personId)) await safe.indexPerson(one);
    return viewOf(entries.value, house, personId);
  }

  /** The same at once from what is on this device, when all of it is; the server is asked behind it, so that the delivery is recorded
   *  and what is new is shown to whoever watches by then (AT60). The opening is noted before anything is shown (LG8). */
  async openAtOnce(ofPerson: string): Promise<Result<PersonView>> {
    const house = this.#house();
    if (house === undefined) return fail('SESSION_MISSING');
    const { safe } = house;
    const personId = safe.merged.standsFor(ofPerson);
    await safe.provenAkten(personId);
    const entries = await safe.openHere(personId);
    const isWhole = entries.length > 0 && entries.every(({ opened }) => !isUnreadable(opened));
    const here = isWhole ? await this.#notedView(house, personId, entries) : undefined;
    if (here?.ok !== true) return this.#open(personId, (fetched) => this.#notedView(house, personId, fetched));
    setTimeout(() => void this.tell(personId).catch(() => undefined), ASK_BEHIND_MS);
    return here;
  }

  /** What is to be shown, noted beside: nobody waits for the one and then for the other. */
  async #notedView(house: OpenedHouse, personId: string, entries: readonly OpenedEntry[]): Promise<Result<PersonView>> {
    const [view] = await Promise.all([
      this.#viewOf(house, personId, entries),
      house.safe.openings.note(personId, 'open'),
    ]);
    return view;
  }

  async #viewOf(house: OpenedHouse, personId: string, entries: readonly OpenedEntry[]): Promise<Result<PersonView>> {
    const { safe, names } = house;
    const pending = await pendingEntries(safe, personId);
    const freigaben = await freigabenOf(house, entries);
    const chosen = await chosenSite(safe.given, personId);
    return personView(safe, personId, { entries, pending, names, level: 'attributed', freigaben, chosenSite: chosen });
  }

  /** Calls `listener` whenever the person changes, until the returned function is called. */
  watch(personId: string, listener: (view: PersonView) => void): () => void {
    const listeners = this.#watchers.get(personId) ?? new Set();
    this.#watchers.set(personId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#watchers.delete(personId);
    };
  }

  /** Opens the person anew for everybody who watches it. */
  async tell(personId: string): Promise<void> {
    const view = await this.open(personId);
    if (!view.ok) return;
    // Whoever looks at somebody who was merged sees the person that stays.
    const shown = new Set([personId, ...(this.#house()?.safe.merged.wholeOf(view.value.person.personId) ?? [])]);
    for (const id of shown) for (const listener of this.#watchers.get(id) ?? []) listener(view.value);
  }

  /** The same for those of `personIds` that somebody watches, and for whoever was joined with one of them (PM8). */
  async tellOf(personIds: Iterable<string>): Promise<void> {
    const merged = this.#house()?.safe.merged;
    for (const personId of merged?.relatedTo(personIds) ?? personIds)
      if (this.#watchers.has(personId)) await this.tell(personId);
  }

  async tellAll(): Promise<void> {
    await this.tellOf([...this.#watchers.keys()]);
  }

  clear(): void {
    this.#watchers.clear();
  }
}
