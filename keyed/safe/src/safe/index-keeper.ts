import { person, readsPersons } from '@siegel/akten';
import { concatBytes, decodeSequence, encodeCbor, hexOf, LIMITS, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { Attributions } from '../journal/attributions.ts';
import { Breather } from '../journal/breather.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { LocalPages } from '../local/local-pages.ts';
import type { AkteDirectory } from '../records/akte-directory.ts';
import type { ContentCache } from '../records/content-cache.ts';
import { isMereRenewal, isRenewal } from '../renewal/is-renewal.ts';
import { isStrictNow } from '../renewal/wanted-groups.ts';
import { openPersonRow } from '../records/person-rows.ts';
import type { VisibleRecords } from '../records/visible-records.ts';
import type { PersonIndex } from '../search/person-index.ts';
import { fetchContent, takeItems } from './fetch-content.ts';
import { isReadableAkte } from './readable-akten.ts';
import type { OnProgress, SafeGiven } from './safe-given.ts';

/** What keeping the index needs of the safe. */
export interface IndexedSafe {
  readonly given: SafeGiven;
  readonly follower: JournalFollower;
  readonly attributions: Attributions;
  readonly keys: KeyRing;
  readonly cache: ContentCache;
  readonly directory: AkteDirectory;
  readonly records: VisibleRecords;
  readonly index: PersonIndex;
  readonly unreadablePersons: ReadonlySet<string>;
}

/** Most Stammakten that are fetched by name to complete a set of shards; more, and all are fetched. */
const MOST_MISSING = 2_000;
/** Most persons that are fetched by name while the index may not be asked for. */
const MOST_MEANWHILE = 20;
/** Entries by which other persons may become this user's. */
const TURNING: ReadonlySet<number> = new Set([WIRE_KINDS.policy, WIRE_KINDS.user, WIRE_KINDS.groupKey]);
const ALL_AGAIN_MS = 10_500;

/** Keeps the person index of a safe: what this device has kept first, or a set of shards, then what the server has that is new. */
export class IndexKeeper {
  readonly #safe: IndexedSafe;
  readonly #pages: LocalPages;
  /** Journal size up to which the index has been read. */
  #indexedTo = 0;
  /** Journal size that the shards cover; 0 without shards. The parts below it are not here. */
  #coversSeq: number;
  #isComplete = false;
  #loading: Promise<unknown> = Promise.resolve();

  /** @param coversSeq the rows in the index come from shards and are whole up to here. */
  constructor(safe: IndexedSafe, pages: LocalPages, coversSeq = 0) {
    this.#safe = safe;
    this.#pages = pages;
    this.#coversSeq = coversSeq;
  }

  /** Fetches the identity parts of all readable Stammakten that are new since the last time, and indexes them. One delivery
   *  entry, none when no Stammakte has changed. One call at a time: two would fetch and keep the same twice. @returns how many persons
   *  there are. Codes of the request. */
  load(onProgress?: OnProgress): Promise<Result<number>> {
    return this.#inTurn(() => this.#loadNow(onProgress));
  }

  #inTurn<T>(load: () => Promise<T>): Promise<T> {
    const loaded = this.#loading.then(load);
    this.#loading = loaded.catch(() => undefined);
    return loaded;
  }

  async #loadNow(onProgress: OnProgress | undefined): Promise<Result<number>> {
    const { follower, given } = this.#safe;
    // Whoever does not see who the persons are is refused by the server, and there is nobody to find.
    if (!readsPersons(follower.membership.rightsAt(given.user, follower.head.size))) return ok(this.#safe.index.size);
    if (this.#indexedTo === 0) await this.#restore(onProgress);
    const since = this.#indexedTo;
    const upTo = follower.head.size;
    if (upTo === since) return this.#completeShards(onProgress);
    if (since === 0 || this.#hasNewPersons(since)) {
      const raw: Uint8Array[] = [];
      const request = { path: 'index', body: { purpose: 'index', sinceSeq: since } };
      const keep = (chunk: Uint8Array) => raw.push(chunk);
      const fetched = await fetchContent(given.address, { ...request, keep }, this.#safe);
      if (!fetched.ok) return this.#laterThan(fetched);
      await this.#pages.add(concatBytes(encodeCbor(this.#coversSeq), encodeCbor(upTo), ...raw));
    }
    await this.#indexPersons(since, onProgress);
    const heeded = await this.#heedScopes(since);
    if (!heeded.ok) return heeded;
    this.#indexedTo = upTo;
    return this.#completeShards(onProgress);
  }

  /** The index may not be asked for again yet (SY22): a few who came since are fetched by name meanwhile, so that whoever was entered
   *  a moment ago is found (SF36). The load stays due. */
  async #laterThan<T>(refused: Result<T> & { readonly ok: false }): Promise<Result<never>> {
    const missing = refused.error.code === 'DELIVERY_TOO_OFTEN' ? [...this.#safe.unreadablePersons] : [];
    if (missing.length > 0 && missing.length <= MOST_MEANWHILE) await this.fetchPersons(missing);
    return refused;
  }

  /** In strict mode persons come and go with rules, sites and wraps: who is not this user's any more cannot be found here any more, and
   *  what is kept of them goes from this device; whoever has become this user's is there with what came just now (BS28). */
  async #heedScopes(since: number): Promise<Result<true>> {
    const turned = since === 0 ? [] : this.#turnedSince(since);
    if (turned.length > 0) await this.hideOthers();
    if (turned !== 'all')
      for (const personId of turned) if (!this.#safe.index.has(personId)) await this.indexPerson(personId);
    const missing = turned === 'all' ? [...this.#safe.unreadablePersons] : [];
    if (missing.length === 0) return ok(true);
    // Asked for too soon, it is the next turn's: nobody waits here.
    const fetched = await this.#askAll();
    if (fetched.ok) for (const personId of missing) await this.indexPerson(personId);
    return fetched;
  }

  /** True when entries since may have changed whose persons are found here: the index is to be loaded. */
  mayFindOthersSince(since: number): boolean {
    return this.#turnedSince(since).length > 0;
  }

  /** Takes out of the index who is not this user's in strict mode, without asking anybody (BS28). @returns whether somebody went. */
  async hideOthers(): Promise<boolean> {
    if (!isStrictNow(this.#safe)) return false;
    let isGone = false;
    for (const personId of [...this.#safe.index.personIds()])
      if (!this.#isShown(personId)) isGone = this.#safe.index.remove(personId) || isGone;
    if (isGone) await this.#pages.clear();
    return isGone;
  }

  /** Whose scope may be another than at `since`: everybody's after a change of rules, sites or groups; else those of new wraps and Akten. */
  #turnedSince(since: number): 'all' | readonly string[] {
    const { directory, follower } = this.#safe;
    const { columns, membership, head } = follower;
    const ruleSince = membership.wrapRuleSince(head.size);
    // Nothing of this happens where strict mode was never on and the Stammakten have always been for those who read.
    if (ruleSince === 0) return [];
    const isTurning = isStrictNow(this.#safe) || ruleSince >= since;
    const persons = new Set<string>();
    for (let seq = since; seq < columns.size; seq++) {
      const kind = columns.kindAt(seq) ?? 0;
      if (isTurning && TURNING.has(kind)) return 'all';
      const place = kind === WIRE_KINDS.caseKey ? columns.placeAt(seq) : undefined;
      if (place !== undefined) for (const person of directory.personsOfAkte(place.akte)) persons.add(person);
    }
    return [...persons];
  }

  #isShown(personId: string): boolean {
    const { attributions, directory, follower, given } = this.#safe;
    const isHeldBack = (seq: number) => attributions.isHeldBack(seq);
    const stammakte = directory.aktenOfPerson(personId).find((akte) => akte.stammakte);
    return (
      stammakte !== undefined && isReadableAkte({ follower, directory, user: given.user, isHeldBack }, stammakte.akte)
    );
  }

  /** Journal size up to which the index is whole. */
  get indexedTo(): number {
    return this.#indexedTo;
  }

  /** Fetches the identity parts of everybody, also of those the shards hold a row of. */
  loadAllParts(): Promise<Result<true>> {
    return this.#inTurn(() => this.#loadAllNow());
  }

  async #loadAllNow(): Promise<Result<true>> {
    if (this.#coversSeq === 0) return ok(true);
    const fetched = await this.#fetchAll();
    if (!fetched.ok) return fetched;
    this.#coversSeq = 0;
    return ok(true);
  }

  /** Fetches the case keys of everybody, all versions, with their identity parts: one delivery that names nobody. */
  loadAllKeys(): Promise<Result<true>> {
    return this.#inTurn(() => this.#fetchAll());
  }

  async #fetchAll(): Promise<Result<true>> {
    let fetched = await this.#askAll();
    // Asked for too soon after the last time (SY22): the turn comes.
    for (; !fetched.ok && fetched.error.code === 'DELIVERY_TOO_OFTEN'; ) {
      await new Promise((resolve) => setTimeout(resolve, ALL_AGAIN_MS));
      fetched = await this.#askAll();
    }
    return fetched;
  }

  async #askAll(): Promise<Result<true>> {
    const request = { path: 'index', body: { purpose: 'index', sinceSeq: 0 } };
    const fetched = await fetchContent(this.#safe.given.address, request, this.#safe);
    return fetched.ok ? ok(true) : fetched;
  }

  /** Fetches persons by name and puts them into the index from their own parts. */
  async fetchPersons(personIds: readonly string[]): Promise<Result<true>> {
    const { directory, given, index } = this.#safe;
    for (let at = 0; at < personIds.length; at += LIMITS.fetchAkten) {
      const some = personIds.slice(at, at + LIMITS.fetchAkten);
      const stammakten = some.flatMap((id) => directory.aktenOfPerson(id).filter(({ stammakte }) => stammakte));
      const body = { akten: stammakten.map(({ akte }) => hexOf(akte)), purpose: 'verify' };
      const fetched = await fetchContent(given.address, { path: 'akten', body }, this.#safe);
      if (!fetched.ok) return fetched;
      for (const personId of some) {
        index.remove(personId);
        await this.indexPerson(personId);
      }
    }
    return ok(true);
  }

  /** Persons the journal names and the shards do not: fetched by name; when there are many, the shards are given up. Once: who is
   *  not to be had then is counted as not readable (SF20). */
  async #completeShards(onProgress: OnProgress | undefined): Promise<Result<number>> {
    if (this.#coversSeq === 0 || this.#isComplete) return ok(this.#safe.index.size);
    const missing = [...this.#safe.unreadablePersons];
    if (missing.length > MOST_MISSING) {
      this.#coversSeq = 0;
      this.#indexedTo = 0;
      return this.#loadNow(onProgress);
    }
    this.#isComplete = true;
    const fetched = await this.fetchPersons(missing);
    return fetched.ok || fetched.error.code === 'AKTE_UNKNOWN' ? ok(this.#safe.index.size) : fetched;
  }

  /** Whether persons or their keys came at `since` or later; deliveries and Eintraege leave the index as it is. */
  #hasNewPersons(since: number): boolean {
    const { columns } = this.#safe.follower;
    for (let seq = since; seq < columns.size; seq++) {
      const kind = columns.kindAt(seq);
      if (kind === person.code || (kind === WIRE_KINDS.caseKey && !isMereRenewal(columns, seq))) return true;
    }
    return false;
  }

  /** A kept page begins with the journal size it covers. */
  async #restore(onProgress: OnProgress | undefined): Promise<void> {
    const safe = this.#safe;
    this.#dropUnknown();
    this.#indexedTo = this.#coversSeq;
    for await (const page of this.#pages.read()) {
      const [coversSeq, upTo, ...items] = decodeSequence(page);
      const isOurs = coversSeq === this.#coversSeq && typeof upTo === 'number' && upTo <= safe.follower.head.size;
      if (!isOurs) {
        this.#indexedTo = this.#coversSeq;
        return this.#pages.clear();
      }
      await takeItems(items, safe);
      this.#indexedTo = upTo;
    }
    if (safe.cache.size > 0) await this.#indexPersons(this.#coversSeq, onProgress);
    if (this.#coversSeq > 0) return;
    // Who was withheld once would stay away for ever: everything is asked for again.
    if (safe.unreadablePersons.size > 0) this.#indexedTo = 0;
  }

  /** A row of a shard for whom the journal has no Stammakte is nobody: invented, or erased since. */
  #dropUnknown(): void {
    const { directory, index } = this.#safe;
    for (const personId of [...index.personIds()])
      if (!directory.aktenOfPerson(personId).some(({ stammakte }) => stammakte)) index.remove(personId);
  }

  async #indexPersons(since: number, onProgress: OnProgress | undefined): Promise<void> {
    const { directory, follower, index } = this.#safe;
    const persons = [...directory.persons()];
    const from = directory.shownOtherwiseFrom(since);
    const breather = new Breather();
    let done = 0;
    for (const personId of persons) {
      if (breather.isDue) await breather.turn();
      const stammakte = directory.aktenOfPerson(personId).find((akte) => akte.stammakte);
      if (++done % 200 === 0) onProgress?.('index', done, persons.length);
      if (stammakte === undefined) continue;
      const { columns } = follower;
      const changedAt = columns.seqsOfAkte(stammakte.akte).findLast((seq) => !isRenewal(columns, seq)) ?? 0;
      // In strict mode most who are not here are somebody else's: who comes is seen by `#heedScopes`.
      const isSettled = index.has(personId) || (since > 0 && isStrictNow(this.#safe));
      if (changedAt < from && isSettled) continue;
      await this.indexPerson(personId);
    }
    onProgress?.('index', persons.length, persons.length);
  }

  /** Puts a person into the index from the parts that are here; takes it out when nothing of it is shown any more. */
  async indexPerson(personId: string): Promise<void> {
    const { attributions, cache, directory, index, keys, records } = this.#safe;
    const stammakte = directory.aktenOfPerson(personId).find((akte) => akte.stammakte);
    if (stammakte === undefined) return;
    // What is kept here of the time before strict mode opens nobody who is not this user's (BS28).
    if (isStrictNow(this.#safe) && !this.#isShown(personId)) return void index.remove(personId);
    const by = { attributions, keys, cache, personId };
    for (const record of records.recordsOfAkte(stammakte.akte)) {
      const row = await openPersonRow(record, by);
      if (row !== undefined) return index.update(row);
      // Its parts were never fetched, and it has not changed since the shards were made: their row stays.
      const { seq, body } = record.newest;
      if (body.kind === person.code && seq < this.#coversSeq && index.has(personId)) return;
    }
    index.remove(personId);
  }
}
