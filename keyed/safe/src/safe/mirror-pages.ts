import { CborError, LayoutError } from '@siegel/wire';
import type { LocalPages } from '../local/local-pages.ts';
import { type BesideEntry, besideEntryAt, mirrorItemPlace } from './mirror-items.ts';

/** A page is closed at the first item end behind this length. */
const PAGE_BYTES = 4 * 1024 * 1024;
const SPARE_BYTES = 512 * 1024;
const FIRST_CAPACITY = 1024;
/** Opened pages kept at hand, 64 MiB: what lies in them is sealed a second time under the keys of the Akten. */
const MOST_RECENT = 16;

/** What lies beside the journal, as sealed pages of raw answer, and where in them each entry's item is. The place is found by
 *  seq, 8 bytes per entry; no part is hashed before somebody opens it. */
export class MirrorPages {
  readonly #pages: LocalPages;
  /** Page number + 1 by seq; 0 when nothing lies beside the entry. */
  #pageOf = new Uint32Array(FIRST_CAPACITY);
  #atOf = new Uint32Array(FIRST_CAPACITY);
  #nextSeq = 0;
  /** The page being filled: its number, bytes, how many came, how many of them are whole items, how many are on disk. */
  #number = 0;
  #open = new Uint8Array(PAGE_BYTES + SPARE_BYTES);
  #length = 0;
  #whole = 0;
  #durable = 0;
  #writing: Promise<void> = Promise.resolve();
  readonly #recent = new Map<number, Uint8Array>();

  private constructor(pages: LocalPages) {
    this.#pages = pages;
  }

  /** Takes in what this device keeps. Pages that do not open are fetched again. */
  static async open(pages: LocalPages): Promise<MirrorPages> {
    const mirror = new MirrorPages(pages);
    for await (const page of pages.read()) {
      mirror.take(page, Number.POSITIVE_INFINITY);
      mirror.#durable = mirror.#whole;
      if (mirror.#whole >= PAGE_BYTES) mirror.#turnPage();
    }
    return mirror;
  }

  /** The first seq that has not been asked for. */
  get nextSeq(): number {
    return this.#nextSeq;
  }

  /** Takes a chunk of the answer. Items come in the order of their seqs, below `to`; else LayoutError (or CborError). */
  take(chunk: Uint8Array, to: number): void {
    this.#room(this.#length + chunk.length);
    this.#open.set(chunk, this.#length);
    this.#length += chunk.length;
    for (;;) {
      const place = mirrorItemPlace(this.#open, this.#whole, this.#length);
      if (place === undefined) return;
      if (place.seq < this.#nextSeq || place.seq >= to) throw new LayoutError('mirror: seq');
      this.#index(place.seq, this.#whole);
      this.#whole = place.end;
      this.#nextSeq = place.seq + 1;
    }
  }

  /** Writes the page when it is full, while the next one is being filled. Rejects when an earlier write did. */
  async writeFull(): Promise<void> {
    if (this.#whole < PAGE_BYTES) return;
    await this.#writing;
    this.#writing = this.#pages.put(this.#number, this.#open.subarray(0, this.#whole));
    this.#writing.catch(() => undefined);
    this.#turnPage();
  }

  /** Ends an answer: keeps its whole items, durable when it resolves, and drops what was cut off.
   *  @param complete the answer ended by itself: everything below `to` has been asked for.
   *  @returns false when the answer ended inside an item. */
  async end(complete: boolean, to: number): Promise<boolean> {
    const isWhole = this.#whole === this.#length;
    this.#length = this.#whole;
    await this.#writing;
    if (this.#durable < this.#whole) await this.#pages.put(this.#number, this.#open.slice(0, this.#whole));
    this.#durable = this.#whole;
    if (complete && isWhole) this.#nextSeq = Math.max(this.#nextSeq, to);
    return isWhole;
  }

  /** What lies beside an entry, or undefined when nothing came for it or it is not of this form. */
  async besideOf(seq: number): Promise<BesideEntry | undefined> {
    const number = (this.#pageOf[seq] ?? 0) - 1;
    if (number < 0) return undefined;
    const page = number === this.#number ? this.#open : await this.#pageAt(number);
    if (page === undefined) return undefined;
    try {
      return besideEntryAt(page, this.#atOf[seq] as number);
    } catch (error) {
      if (error instanceof CborError || error instanceof LayoutError) return undefined;
      throw error;
    }
  }

  async #pageAt(number: number): Promise<Uint8Array | undefined> {
    const known = this.#recent.get(number);
    if (known !== undefined) return known;
    const page = await this.#pages.at(number);
    if (page !== undefined) this.#remember(number, page);
    return page;
  }

  #remember(number: number, page: Uint8Array): void {
    this.#recent.set(number, page);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > MOST_RECENT && oldest !== undefined) this.#recent.delete(oldest);
  }

  #turnPage(): void {
    this.#remember(this.#number, this.#open.subarray(0, this.#whole));
    const rest = this.#open.subarray(this.#whole, this.#length);
    this.#open = new Uint8Array(PAGE_BYTES + SPARE_BYTES);
    this.#open.set(rest);
    this.#length = rest.length;
    this.#number++;
    this.#whole = 0;
    this.#durable = 0;
  }

  #index(seq: number, at: number): void {
    if (seq >= this.#pageOf.length) {
      const capacity = Math.max(seq + 1, this.#pageOf.length * 2);
      this.#pageOf = grown(this.#pageOf, capacity);
      this.#atOf = grown(this.#atOf, capacity);
    }
    this.#pageOf[seq] = this.#number + 1;
    this.#atOf[seq] = at;
  }

  #room(length: number): void {
    if (length <= this.#open.length) return;
    const open = new Uint8Array(Math.max(length, this.#open.length * 2));
    open.set(this.#open.subarray(0, this.#length));
    this.#open = open;
  }
}

function grown(column: Uint32Array<ArrayBuffer>, capacity: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(capacity);
  wider.set(column);
  return wider;
}
