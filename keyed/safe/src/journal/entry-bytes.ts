import { type OpenFields, SALT_BYTES } from '@siegel/wire';
import { ByteChunks, wider } from './byte-chunks.ts';
import { applyDelta, deltaOf } from './delta.ts';

/** One entry this device may read, as it came. */
export interface BoundEntry {
  readonly body: Uint8Array;
  readonly open: OpenFields | null;
}

const FIRST_CAPACITY = 1024;
const NO_OPEN = -1;
/** A body is told by one that is told by one that stands whole: the Akte's first by any other of its length, the Akte's others by its
 *  first. Further steps would save nothing. */
const MOST_STEPS = 2;
/** Longer ones are rare, and stand whole. */
const MOST_TOLD_BYTES = 512;

/** Bodies and open fields one behind the other in large chunks, and where each entry's lie. Most of a body stands in the others of its
 *  Akte as well (organisation, Akte, site, key, device): of those only the difference is kept, a third of the bytes. Bodies are put
 *  together, and views are made, when somebody asks: kept per entry, they would cost more memory and more collecting than the bytes
 *  themselves. */
export class EntryBytes {
  #size = 0;
  readonly #bytes = new ByteChunks();
  #chunkOf = new Uint32Array(FIRST_CAPACITY);
  #atOf = new Uint32Array(FIRST_CAPACITY);
  /** 0 for an entry this device may not read: a body is never empty. */
  #bodyLength = new Uint32Array(FIRST_CAPACITY);
  #openLength = new Int32Array(FIRST_CAPACITY);
  /** Seq + 1 of the body this one is told by; 0 for a body that stands whole. */
  #toldBy = new Uint32Array(FIRST_CAPACITY);
  /** The last body that stands whole, by length. */
  readonly #wholeByLength = new Map<number, number>();
  readonly #delta = new Uint8Array(MOST_TOLD_BYTES);
  readonly #base = new Uint8Array(MOST_TOLD_BYTES);

  /** Adds entries up to `size` that are not here, or that this device may not read. */
  skipTo(size: number): void {
    this.#room(size);
    this.#bodyLength.fill(0, this.#size, size);
    this.#size = size;
  }

  /** Copies an entry in. @param like seq of an earlier entry that may have much in common with it. */
  put(seq: number, { body, open }: BoundEntry, like?: number): void {
    const base = this.#baseFor(body.length, like);
    const told = base === undefined ? undefined : this.#deltaBy(base, body);
    const stored = told ?? body;
    const openLength = open === null ? 0 : SALT_BYTES + open.bytes.length;
    const { chunk, at, bytes } = this.#bytes.take(openLength + stored.length);
    this.#chunkOf[seq] = chunk;
    this.#atOf[seq] = at;
    this.#bodyLength[seq] = body.length;
    this.#toldBy[seq] = told === undefined || base === undefined ? 0 : base + 1;
    this.#openLength[seq] = open === null ? NO_OPEN : open.bytes.length;
    bytes.set(stored, at + openLength);
    if (told === undefined) this.#wholeByLength.set(body.length, seq);
    if (open === null) return;
    bytes.set(open.salt, at);
    bytes.set(open.bytes, at + SALT_BYTES);
  }

  /** The entry at `seq`, or undefined when there is none this device may read. Not to be written to. */
  at(seq: number): BoundEntry | undefined {
    const length = this.#lengthAt(seq);
    return length === 0 ? undefined : { body: this.#bodyAt(seq, length), open: this.openAt(seq) };
  }

  /** Its open fields alone, without putting a body together: most who ask want no more. Null also where there is no entry. */
  openAt(seq: number): OpenFields | null {
    const length = this.#openLength[seq] as number;
    if (this.#lengthAt(seq) === 0 || length === NO_OPEN) return null;
    const chunk = this.#chunkOf[seq] as number;
    const at = this.#atOf[seq] as number;
    return {
      salt: this.#bytes.view(chunk, at, SALT_BYTES),
      bytes: this.#bytes.view(chunk, at + SALT_BYTES, length),
    };
  }

  /** 0 for an entry this device may not read. */
  #lengthAt(seq: number): number {
    return seq < this.#size ? (this.#bodyLength[seq] ?? 0) : 0;
  }

  /** Forgets the entries from `size` on; the room they took is not used again. */
  truncate(size: number): void {
    this.#size = Math.min(this.#size, size);
    for (const [length, seq] of this.#wholeByLength) if (seq >= size) this.#wholeByLength.delete(length);
  }

  #bodyAt(seq: number, length: number): Uint8Array {
    if (this.#toldBy[seq] === 0) return this.#bytes.view(this.#chunkOf[seq] as number, this.#bodyStart(seq), length);
    const body = new Uint8Array(length);
    this.#write(seq, body);
    return body;
  }

  /** Puts the body of `seq` together in `target`, which is as long. */
  #write(seq: number, target: Uint8Array): void {
    const base = (this.#toldBy[seq] as number) - 1;
    const chunk = this.#bytes.chunk(this.#chunkOf[seq] as number);
    const start = this.#bodyStart(seq);
    if (base < 0) return target.set(chunk.subarray(start, start + target.length));
    this.#write(base, target);
    applyDelta(chunk, start, target);
  }

  /** Open fields stand before the body: how long it is where it lies follows from the body itself. */
  #bodyStart(seq: number): number {
    const openLength = this.#openLength[seq] as number;
    return (this.#atOf[seq] as number) + (openLength === NO_OPEN ? 0 : SALT_BYTES + openLength);
  }

  #baseFor(length: number, like: number | undefined): number | undefined {
    if (length > MOST_TOLD_BYTES) return undefined;
    if (like === undefined || this.#bodyLength[like] !== length) return this.#wholeByLength.get(length);
    return this.#stepsOf(like) < MOST_STEPS ? like : (this.#toldBy[like] as number) - 1;
  }

  #stepsOf(seq: number): number {
    let steps = 0;
    for (let at = seq; this.#toldBy[at] !== 0; at = (this.#toldBy[at] as number) - 1) steps++;
    return steps;
  }

  #deltaBy(base: number, body: Uint8Array): Uint8Array | undefined {
    const target = this.#base.subarray(0, body.length);
    this.#write(base, target);
    return deltaOf(body, target, this.#delta);
  }

  #room(size: number): void {
    if (size <= this.#chunkOf.length) return;
    let capacity = this.#chunkOf.length * 2;
    while (capacity < size) capacity *= 2;
    this.#chunkOf = wider(this.#chunkOf, new Uint32Array(capacity));
    this.#atOf = wider(this.#atOf, new Uint32Array(capacity));
    this.#bodyLength = wider(this.#bodyLength, new Uint32Array(capacity));
    this.#openLength = wider(this.#openLength, new Int32Array(capacity));
    this.#toldBy = wider(this.#toldBy, new Uint32Array(capacity));
  }
}
