/** Bytes gathered before a chunk goes out: big enough that a chunk costs nothing per item. */
const CHUNK_BYTES = 256 * 1024;
/** The first buffer: most answers hold one Akte, and many of them are made at once. */
const FIRST_BYTES = 16 * 1024;
const LONGEST_HEAD = 9;

const UINT = 0;
const BYTES = 2;
const ARRAY = 4;
const NULL = 0xf6;

/** Writes a CBOR sequence item by item into big buffers: the same bytes as `encodeSequence` of core/wire, without a value and an
 *  array per item, so that a page of 100,000 entries is not bound by encoding. Only unsigned integers, byte strings, arrays
 *  and null are needed; the caller opens an array with its length and writes exactly so many items (test: equal bytes). */
export class SequenceWriter {
  #buffer = Buffer.alloc(0);
  #length = 0;
  #nextBytes = FIRST_BYTES;
  readonly #full: Buffer[] = [];

  /** Makes one buffer of what is known to come, at least; more than that is taken all the same. */
  reserve(bytes: number): void {
    this.#nextBytes = bytes;
    this.#room(bytes);
  }

  array(length: number): void {
    this.#head(ARRAY, length);
  }

  uint(value: number): void {
    this.#head(UINT, value);
  }

  bytes(value: Uint8Array): void {
    this.#head(BYTES, value.length);
    this.raw(value);
  }

  null(): void {
    this.#room(1);
    this.#buffer[this.#length++] = NULL;
  }

  /** Bytes that are CBOR already. */
  raw(value: Uint8Array): void {
    this.#room(value.length);
    this.#buffer.set(value, this.#length);
    this.#length += value.length;
  }

  /** The chunks that are full; each is handed out once. */
  takeFull(): readonly Buffer[] {
    return this.#full.splice(0);
  }

  /** Everything that is left. */
  takeAll(): readonly Buffer[] {
    this.#close();
    return this.takeFull();
  }

  #head(major: number, value: number): void {
    this.#room(LONGEST_HEAD);
    const type = major << 5;
    if (value < 24) this.#buffer[this.#length++] = type | value;
    else if (value < 0x100) {
      this.#buffer[this.#length++] = type | 24;
      this.#buffer[this.#length++] = value;
    } else if (value < 0x10000) {
      this.#buffer[this.#length++] = type | 25;
      this.#length = this.#buffer.writeUInt16BE(value, this.#length);
    } else if (value < 0x100000000) {
      this.#buffer[this.#length++] = type | 26;
      this.#length = this.#buffer.writeUInt32BE(value, this.#length);
    } else {
      this.#buffer[this.#length++] = type | 27;
      this.#length = this.#buffer.writeBigUInt64BE(BigInt(value), this.#length);
    }
  }

  #room(extra: number): void {
    if (this.#length + extra <= this.#buffer.length) return;
    this.#close();
    this.#buffer = Buffer.allocUnsafe(Math.max(extra, this.#nextBytes));
    this.#nextBytes = CHUNK_BYTES;
  }

  #close(): void {
    if (this.#length > 0) this.#full.push(this.#buffer.subarray(0, this.#length));
    this.#buffer = this.#buffer.subarray(this.#length);
    this.#length = 0;
  }
}
