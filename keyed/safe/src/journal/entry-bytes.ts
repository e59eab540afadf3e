import { type OpenFields, SALT_BYTES } from '@siegel/wire';

/** One entry this device may read, as it came. */
export interface BoundEntry {
  readonly body: Uint8Array;
  readonly open: OpenFields | null;
}

const CHUNK_BYTES = 1 << 20;
const FIRST_CAPACITY = 1024;
const NO_OPEN = -1;

/** Bodies and open fields one behind the other in large chunks, and where each entry's lie. Views are made when somebody
 *  asks: kept per entry, they would cost more memory and more collecting than the bytes themselves. */
export class EntryBytes {
  #size = 0;
  readonly #chunks: Uint8Array[] = [];
  #chunkLength = CHUNK_BYTES;
  #chunkOf = new Uint32Array(FIRST_CAPACITY);
  #atOf = new Uint32Array(FIRST_CAPACITY);
  /** 0 for an entry this device may not read: a body is never empty. */
  #bodyLength = new Uint32Array(FIRST_CAPACITY);
  #openLength = new Int32Array(FIRST_CAPACITY);

  /** Adds entries up to `size` that are not here, or that this device may not read. */
  skipTo(size: number): void {
    this.#room(size);
    this.#bodyLength.fill(0, this.#size, size);
    this.#size = size;
  }

  /** Copies an entry in. */
  put(seq: number, { body, open }: BoundEntry): void {
    const length = body.length + (open === null ? 0 : SALT_BYTES + open.bytes.length);
    const at = this.#place(seq, length);
    const chunk = this.#chunks.at(-1) as Uint8Array;
    chunk.set(body, at);
    this.#bodyLength[seq] = body.length;
    this.#openLength[seq] = open === null ? NO_OPEN : open.bytes.length;
    if (open === null) return;
    chunk.set(open.salt, at + body.length);
    chunk.set(open.bytes, at + body.length + SALT_BYTES);
  }

  /** The entry at `seq`, or undefined when there is none this device may read. Views; not to be written to. */
  at(seq: number): BoundEntry | undefined {
    const length = seq < this.#size ? (this.#bodyLength[seq] as number) : 0;
    if (length === 0) return undefined;
    const chunk = this.#chunks[this.#chunkOf[seq] as number] as Uint8Array;
    const at = this.#atOf[seq] as number;
    const body = chunk.subarray(at, at + length);
    const openLength = this.#openLength[seq] as number;
    if (openLength === NO_OPEN) return { body, open: null };
    const bytesAt = at + length + SALT_BYTES;
    return {
      body,
      open: { salt: chunk.subarray(at + length, bytesAt), bytes: chunk.subarray(bytesAt, bytesAt + openLength) },
    };
  }

  /** Forgets the entries from `size` on; the room they took is not used again. */
  truncate(size: number): void {
    this.#size = Math.min(this.#size, size);
  }

  #place(seq: number, length: number): number {
    if (this.#chunkLength + length > (this.#chunks.at(-1)?.length ?? 0)) {
      this.#chunks.push(new Uint8Array(Math.max(CHUNK_BYTES, length)));
      this.#chunkLength = 0;
    }
    const at = this.#chunkLength;
    this.#chunkLength += length;
    this.#chunkOf[seq] = this.#chunks.length - 1;
    this.#atOf[seq] = at;
    return at;
  }

  #room(size: number): void {
    if (size <= this.#chunkOf.length) return;
    let capacity = this.#chunkOf.length * 2;
    while (capacity < size) capacity *= 2;
    this.#chunkOf = wider(this.#chunkOf, new Uint32Array(capacity));
    this.#atOf = wider(this.#atOf, new Uint32Array(capacity));
    this.#bodyLength = wider(this.#bodyLength, new Uint32Array(capacity));
    this.#openLength = wider(this.#openLength, new Int32Array(capacity));
  }
}

function wider<T extends Uint32Array | Int32Array>(column: T, into: T): T {
  into.set(column);
  return into;
}
