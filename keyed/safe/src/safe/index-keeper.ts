import { person, readsPersons } from '@siegel/akten';
import { concatBytes, decodeSequence, encodeCbor, hexOf, LIMITS, ok, type Result, WIRE_KINDS } from '@siegel/wire';
import type { Attributions } from '../journal/attributions.ts';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { LocalPages } from '../local/local-pages.ts';
import type { AkteDirectory } from '../records/akte-directory.ts';
import type { ContentCache } from '../records/content-cache.ts';
import { openPersonRow } from '../records/person-rows.ts';
import type { VisibleRecords } from '../records/visible-records.ts';
import type { PersonIndex } from '../search/person-index.ts';
import { fetchContent, takeItems } from './fetch-content.ts';
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
      if (!fetched.ok) return fetched;
      await this.#pages.add(concatBytes(encodeCbor(this.#coversSeq), encodeCbor(upTo), ...raw));
    }
    await this.#indexPersons(since, onProgress);
    this.#indexedTo = upTo;
    return this.#completeShards(onProgress);
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
    const request = { path: 'index', body: { purpose: 'index', sinceSeq: 0 } };
    let fetched = await fetchContent(this.#safe.given.address, request, this.#safe);
    // Asked for too soon after the last time (SY22): the turn comes.
    for (; !fetched.ok && fetched.error.code === 'DELIVERY_TOO_OFTEN'; ) {
      await new Promise((resolve) => setTimeout(resolve, ALL_AGAIN_MS));
      fetched = await fetchContent(this.#safe.given.address, request, this.#safe);
    }
    if (!fetched.ok) return fetched;
    this.#coversSeq = 0;
    return ok(true);
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
      const kind = columns.placeAt(seq)?.kind;
      if (kind === person.code || kind === WIRE_KINDS.caseKey) return true;
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
    let done = 0;
    for (const personId of persons) {
      const stammakte = directory.aktenOfPerson(personId).find((akte) => akte.stammakte);
      if (++done % 200 === 0) onProgress?.('index', done, persons.length);
      if (stammakte === undefined) continue;
      const seqs = follower.columns.seqsOfAkte(stammakte.akte);
      if ((seqs.at(-1) ?? 0) < from && index.get(personId) !== undefined) continue;
      await this.indexPerson(personId);
    }
    onProgress?.('index', persons.length, persons.length);
  }

  /** Puts a person into the index from the parts that are here; takes it out when nothing of it is shown any more. */
  async indexPerson(personId: string): Promise<void> {
    const { attributions, cache, directory, index, keys, records } = this.#safe;
    const stammakte = directory.aktenOfPerson(personId).find((akte) => akte.stammakte);
    if (stammakte === undefined) return;
    const by = { attributions, keys, cache, personId };
    for (const record of records.recordsOfAkte(stammakte.akte)) {
      const row = await openPersonRow(record, by);
      if (row !== undefined) return index.update(row);
      // Its parts were never fetched, and it has not changed since the shards were made: their row stays.
      const { seq, body } = record.newest;
      if (body.kind === person.code && seq < this.#coversSeq && index.get(personId) !== undefined) return;
    }
    index.remove(personId);
  }
}
