import {
  type BodyPlace,
  HASH_BYTES,
  type Hash,
  hexOf,
  type Id,
  type OpenFields,
  type SignedStatement,
} from '@siegel/wire';

/** One signed batch and where it stands. */
export interface BoundBatch {
  readonly firstSeq: number;
  readonly count: number;
  readonly statement: SignedStatement;
}

/** One entry this device may read, as it came. */
export interface BoundEntry {
  readonly body: Uint8Array;
  readonly open: OpenFields | null;
}

const FIRST_CAPACITY = 1024;

/** The bodies a device follows, column by column, and the two indexes everything else needs. Only `JournalFollower`
 *  writes; `truncate` takes back what a refused page had added. */
export class JournalColumns {
  #size = 0;
  #hashes = new Uint8Array(FIRST_CAPACITY * HASH_BYTES);
  #receivedAt = new Float64Array(FIRST_CAPACITY);
  readonly #entries: (BoundEntry | undefined)[] = [];
  readonly batches: BoundBatch[] = [];
  readonly #seqsByAkte = new Map<string, number[]>();
  readonly #seqsByRecord = new Map<string, number | number[]>();
  readonly #places: (BodyPlace | undefined)[] = [];

  get size(): number {
    return this.#size;
  }

  /** Adds the next entry; `entry` is undefined for a leaf this device may not read. */
  push(
    leaf: { readonly entryHash: Hash; readonly receivedAt: number },
    entry: BoundEntry | undefined,
    place: BodyPlace | undefined,
  ): void {
    const seq = this.#size;
    this.#room(seq + 1);
    this.#hashes.set(leaf.entryHash, seq * HASH_BYTES);
    this.#receivedAt[seq] = leaf.receivedAt;
    this.#entries.push(entry);
    this.#places.push(place);
    this.#size = seq + 1;
    if (place !== undefined) this.#index(seq, place);
  }

  #index(seq: number, place: BodyPlace): void {
    const akte = hexOf(place.akte);
    const seqs = this.#seqsByAkte.get(akte);
    if (seqs === undefined) this.#seqsByAkte.set(akte, [seq]);
    else seqs.push(seq);
    const record = hexOf(place.record);
    const before = this.#seqsByRecord.get(record);
    // Most records have one version: a list per record would cost more than the records themselves.
    if (before === undefined) this.#seqsByRecord.set(record, seq);
    else if (typeof before === 'number') this.#seqsByRecord.set(record, [before, seq]);
    else before.push(seq);
  }

  entryAt(seq: number): BoundEntry | undefined {
    return this.#entries[seq];
  }

  placeAt(seq: number): BodyPlace | undefined {
    return this.#places[seq];
  }

  hashAt(seq: number): Hash {
    return this.#hashes.subarray(seq * HASH_BYTES, (seq + 1) * HASH_BYTES);
  }

  receivedAt(seq: number): number {
    return this.#receivedAt[seq] ?? 0;
  }

  /** The batch an entry came in. */
  batchOf(seq: number): BoundBatch | undefined {
    let low = 0;
    let high = this.batches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.batches[middle] as BoundBatch).firstSeq <= seq) low = middle;
      else high = middle - 1;
    }
    return this.batches[low];
  }

  /** Seqs of an Akte's readable entries, ascending. */
  seqsOfAkte(akte: Id): readonly number[] {
    return this.#seqsByAkte.get(hexOf(akte)) ?? [];
  }

  /** Seqs of a record's versions, ascending. */
  seqsOfRecord(record: Id): readonly number[] {
    const seqs = this.#seqsByRecord.get(hexOf(record));
    return seqs === undefined ? [] : typeof seqs === 'number' ? [seqs] : seqs;
  }

  /** Hex ids of all Akten with readable entries. */
  akteIds(): IterableIterator<string> {
    return this.#seqsByAkte.keys();
  }

  /** Forgets everything from `size` on. */
  truncate(size: number): void {
    for (let seq = this.#size - 1; seq >= size; seq--) this.#unindex(seq);
    this.#entries.length = size;
    this.#places.length = size;
    this.#size = size;
    while ((this.batches.at(-1)?.firstSeq ?? -1) >= size) this.batches.pop();
  }

  #unindex(seq: number): void {
    const place = this.#places[seq];
    if (place === undefined) return;
    this.#seqsByAkte.get(hexOf(place.akte))?.pop();
    const record = hexOf(place.record);
    const seqs = this.#seqsByRecord.get(record);
    if (typeof seqs === 'number') this.#seqsByRecord.delete(record);
    else seqs?.pop();
  }

  #room(size: number): void {
    if (size <= this.#receivedAt.length) return;
    const capacity = this.#receivedAt.length * 2;
    const hashes = new Uint8Array(capacity * HASH_BYTES);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    const receivedAt = new Float64Array(capacity);
    receivedAt.set(this.#receivedAt);
    this.#receivedAt = receivedAt;
  }
}
