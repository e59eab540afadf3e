import {
  type BodyPlace,
  classOfKind,
  HASH_BYTES,
  type Hash,
  type Id,
  type Leaf,
  LEAF_CLASS,
  type LeafClass,
  type OpenFields,
  ZERO_ID,
} from '@siegel/wire';
import { BatchColumns, type BoundBatch } from './batch-columns.ts';
import { wider } from './byte-chunks.ts';
import { type BoundEntry, EntryBytes } from './entry-bytes.ts';
import { IdTable } from './id-table.ts';

export type { BoundBatch } from './batch-columns.ts';
export type { BoundEntry } from './entry-bytes.ts';

/** What is known of an entry by its leaf; site and class follow from the body where there is one. */
type SeenLeaf = Pick<Leaf, 'entryHash' | 'receivedAt'> & Partial<Leaf>;

const FIRST_CAPACITY = 1024;

/** The bodies a device follows, column by column, and the two indexes everything else needs. Only `JournalFollower`
 *  writes; `truncate` takes back what a refused page had added. */
export class JournalColumns {
  #size = 0;
  #hashes = new Uint8Array(FIRST_CAPACITY * HASH_BYTES);
  #receivedAt = new Float64Array(FIRST_CAPACITY);
  /** Kind + 1 of a readable entry; 0 for a leaf this device may not read. */
  #kinds = new Uint32Array(FIRST_CAPACITY);
  #recordOf = new Uint32Array(FIRST_CAPACITY);
  #akteOf = new Uint32Array(FIRST_CAPACITY);
  #siteOf = new Uint32Array(FIRST_CAPACITY);
  readonly #entries = new EntryBytes();
  readonly batches = new BatchColumns();
  readonly #records = new IdTable();
  readonly #akten = new IdTable();
  readonly #sites = new IdTable();
  readonly #seqsByAkte: number[][] = [];
  readonly #seqsByRecord: (number | number[] | undefined)[] = [];

  get size(): number {
    return this.#size;
  }

  /** Adds the next entry; `entry` is undefined for a leaf this device may not read. */
  push(leaf: SeenLeaf, entry: BoundEntry | undefined, place: BodyPlace | undefined): void {
    const seq = this.#size;
    this.#room(seq + 1);
    this.#size = seq + 1;
    this.#entries.skipTo(seq + 1);
    this.put(seq, leaf, entry, place);
  }

  /** Begins with `size` entries that are not here, as a device does that begins at an attestation: all of them look like leaves
   *  this device may not read, until `put` brings some. Once, before anything else. */
  startAt(size: number): void {
    this.#room(size);
    this.#size = size;
    this.#entries.skipTo(size);
  }

  /** Puts an entry in that is not here yet; ascending. */
  put(seq: number, leaf: SeenLeaf, entry: BoundEntry | undefined, place: BodyPlace | undefined): void {
    this.#hashes.set(leaf.entryHash, seq * HASH_BYTES);
    this.#receivedAt[seq] = leaf.receivedAt;
    // What an Akte has last is most like it.
    if (entry !== undefined) this.#entries.put(seq, entry, place && this.seqsOfAkte(place.akte).at(-1));
    this.#kinds[seq] = place === undefined ? 0 : place.kind + 1;
    if (place !== undefined) return this.#index(seq, place);
    // Of a leaf without a body its site and class are all there is; they are kept where the body's would stand.
    this.#siteOf[seq] = this.#sites.add(leaf.site ?? ZERO_ID);
    this.#recordOf[seq] = leaf.class ?? LEAF_CLASS.house;
  }

  #index(seq: number, place: BodyPlace): void {
    const akte = this.#akten.add(place.akte);
    this.#akteOf[seq] = akte;
    (this.#seqsByAkte[akte] ??= []).push(seq);
    const record = this.#records.add(place.record);
    this.#recordOf[seq] = record;
    this.#siteOf[seq] = this.#sites.add(place.site);
    const before = this.#seqsByRecord[record];
    // Most records have one version: a list per record would cost more than the records themselves.
    if (before === undefined) this.#seqsByRecord[record] = seq;
    else if (typeof before === 'number') this.#seqsByRecord[record] = [before, seq];
    else before.push(seq);
  }

  entryAt(seq: number): BoundEntry | undefined {
    return this.#entries.at(seq);
  }

  /** Open fields of an entry, without its body; null where it has none or this device may not read it. */
  openAt(seq: number): OpenFields | null {
    return this.#entries.openAt(seq);
  }

  placeAt(seq: number): BodyPlace | undefined {
    const kind = this.kindAt(seq);
    if (kind === undefined) return undefined;
    return {
      kind,
      record: this.#records.idAt(this.#recordOf[seq] as number),
      akte: this.#akten.idAt(this.#akteOf[seq] as number),
      site: this.#sites.idAt(this.#siteOf[seq] as number),
    };
  }

  /** The kind of a readable entry. */
  kindAt(seq: number): number | undefined {
    const kind = seq < this.#size ? (this.#kinds[seq] as number) : 0;
    return kind === 0 ? undefined : kind - 1;
  }

  hashAt(seq: number): Hash {
    return this.#hashes.subarray(seq * HASH_BYTES, (seq + 1) * HASH_BYTES);
  }

  receivedAt(seq: number): number {
    return this.#receivedAt[seq] ?? 0;
  }

  /** The leaf of any entry, read or not: what the tree is made of. */
  leafAt(seq: number): Leaf {
    const kind = this.kindAt(seq);
    return {
      site: this.#sites.idAt(this.#siteOf[seq] as number),
      class: kind === undefined ? (this.#recordOf[seq] as LeafClass) : classOfKind(kind),
      receivedAt: this.receivedAt(seq),
      entryHash: this.hashAt(seq),
    };
  }

  /** The batch an entry came in. */
  batchOf(seq: number): BoundBatch | undefined {
    return this.batches.holding(seq);
  }

  /** Seqs of an Akte's readable entries, ascending. */
  seqsOfAkte(akte: Id): readonly number[] {
    const number = this.#akten.numberOf(akte);
    return number === undefined ? [] : (this.#seqsByAkte[number] ?? []);
  }

  /** Seqs of a record's versions, ascending. */
  seqsOfRecord(record: Id): readonly number[] {
    const number = this.#records.numberOf(record);
    const seqs = number === undefined ? undefined : this.#seqsByRecord[number];
    return seqs === undefined ? [] : typeof seqs === 'number' ? [seqs] : seqs;
  }

  /** Hex ids of all Akten with readable entries. */
  akteIds(): IterableIterator<string> {
    return this.#akten.hexIds();
  }

  /** Forgets everything from `size` on. */
  truncate(size: number): void {
    for (let seq = this.#size - 1; seq >= size; seq--) this.#unindex(seq);
    this.#entries.truncate(size);
    this.#size = size;
    this.batches.truncate(size);
  }

  #unindex(seq: number): void {
    if (this.kindAt(seq) === undefined) return;
    this.#seqsByAkte[this.#akteOf[seq] as number]?.pop();
    const record = this.#recordOf[seq] as number;
    const seqs = this.#seqsByRecord[record];
    if (typeof seqs === 'number') this.#seqsByRecord[record] = undefined;
    else seqs?.pop();
  }

  #room(size: number): void {
    if (size <= this.#receivedAt.length) return;
    let capacity = this.#receivedAt.length * 2;
    while (capacity < size) capacity *= 2;
    const hashes = new Uint8Array(capacity * HASH_BYTES);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    const receivedAt = new Float64Array(capacity);
    receivedAt.set(this.#receivedAt);
    this.#receivedAt = receivedAt;
    this.#kinds = wider(this.#kinds, new Uint32Array(capacity));
    this.#recordOf = wider(this.#recordOf, new Uint32Array(capacity));
    this.#akteOf = wider(this.#akteOf, new Uint32Array(capacity));
    this.#siteOf = wider(this.#siteOf, new Uint32Array(capacity));
  }
}
