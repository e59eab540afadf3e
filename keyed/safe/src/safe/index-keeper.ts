import { person } from '@siegel/akten';
import { concatBytes, decodeSequence, encodeCbor, ok, type Result, WIRE_KINDS } from '@siegel/wire';
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

/** Keeps the person index of a safe: what this device has kept first, then what the server has that is new. */
export class IndexKeeper {
  readonly #safe: IndexedSafe;
  readonly #pages: LocalPages;
  /** Journal size up to which the index has been read. */
  #indexedTo = 0;

  constructor(safe: IndexedSafe, pages: LocalPages) {
    this.#safe = safe;
    this.#pages = pages;
  }

  /** Fetches the identity parts of all readable Stammakten that are new since the last time, and indexes them. One delivery
   *  entry, none when no Stammakte has changed. @returns how many persons there are. Codes of the request. */
  async load(onProgress?: OnProgress): Promise<Result<number>> {
    const { follower, index, given } = this.#safe;
    if (this.#indexedTo === 0) await this.#restore(onProgress);
    const since = this.#indexedTo;
    const upTo = follower.head.size;
    if (upTo === since) return ok(index.size);
    if (since === 0 || this.#hasNewPersons(since)) {
      const raw: Uint8Array[] = [];
      const request = { path: 'index', body: { purpose: 'index', sinceSeq: since } };
      const keep = (chunk: Uint8Array) => raw.push(chunk);
      const fetched = await fetchContent(given.address, { ...request, keep }, this.#safe);
      if (!fetched.ok) return fetched;
      await this.#pages.add(concatBytes(encodeCbor(upTo), ...raw));
    }
    await this.#indexPersons(since, onProgress);
    this.#indexedTo = upTo;
    return ok(index.size);
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
    for await (const page of this.#pages.read()) {
      const [upTo, ...items] = decodeSequence(page);
      if (typeof upTo !== 'number' || upTo > safe.follower.head.size) return this.#pages.clear();
      await takeItems(items, safe);
      this.#indexedTo = upTo;
    }
    if (safe.cache.size > 0) await this.#indexPersons(0, onProgress);
    // Who was withheld once would stay away for ever: everything is asked for again.
    if (safe.unreadablePersons.size > 0) this.#indexedTo = 0;
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
    }
    index.remove(personId);
  }
}
