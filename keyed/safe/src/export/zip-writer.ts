import { crc32 } from '../files/crc32.ts';

/** Where bytes of an archive go: a file on the disk, or a list in memory. */
export type WriteBytes = (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

interface Written {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly method: number;
  readonly offset: number;
}

const STORED = 0;
const DEFLATED = 8;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const VERSION = 45;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;
/** 1 January 1980, 00:00: a file of an archive has no time of its own. */
const NO_TIME = 0x00210000;

/** Writes an archive file by file, nothing is held but the directory; beyond 4 GiB and 65,535 files, too (zip64). Source: PKWARE
 *  APPNOTE 6.3.10 §4.3. */
export class ZipWriter {
  readonly #write: WriteBytes;
  readonly #written: Written[] = [];
  #offset = 0;

  constructor(write: WriteBytes) {
    this.#write = write;
  }

  /** Bytes written so far. */
  get sizeBytes(): number {
    return this.#offset;
  }

  /** Adds a file. @param isText packed; what is packed already (pictures, PDF) is stored as it is. */
  async add(path: string, content: Uint8Array<ArrayBuffer>, isText: boolean): Promise<void> {
    const packed = isText ? await deflated(content) : content;
    const name = new TextEncoder().encode(path);
    const written: Written = {
      name,
      crc: crc32(content),
      packedBytes: packed.length,
      sizeBytes: content.length,
      method: isText ? DEFLATED : STORED,
      offset: this.#offset,
    };
    this.#written.push(written);
    await this.#put(localHead(written));
    await this.#put(packed);
  }

  /** Writes the directory; the archive is whole then. */
  async end(): Promise<void> {
    const start = this.#offset;
    for (const written of this.#written) await this.#put(directoryEntry(written));
    const place = { count: this.#written.length, sizeBytes: this.#offset - start, offset: start };
    const isLarge = place.count >= FULL_16 || this.#offset >= FULL_32;
    if (isLarge) await this.#put(largeEnd(place, this.#offset));
    await this.#put(smallEnd(place));
  }

  async #put(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#offset += bytes.length;
    await this.#write(bytes);
  }
}

interface DirectoryPlace {
  readonly count: number;
  readonly sizeBytes: number;
  readonly offset: number;
}

function localHead({ name, crc, packedBytes, sizeBytes, method }: Written): Uint8Array<ArrayBuffer> {
  const { bytes, u16, u32, put } = record(30 + name.length);
  u32(0x04034b50);
  u16(VERSION, FLAGS, method);
  u32(NO_TIME, crc, packedBytes, sizeBytes);
  u16(name.length, 0);
  put(name);
  return bytes;
}

function directoryEntry({ name, crc, packedBytes, sizeBytes, method, offset }: Written): Uint8Array<ArrayBuffer> {
  const isFar = offset >= FULL_32;
  const { bytes, u16, u32, u64, put } = record(46 + name.length + (isFar ? 12 : 0));
  u32(0x02014b50);
  u16(VERSION, VERSION, FLAGS, method);
  u32(NO_TIME, crc, packedBytes, sizeBytes);
  u16(name.length, isFar ? 12 : 0, 0, 0, 0);
  u32(0, isFar ? FULL_32 : offset);
  put(name);
  if (isFar) {
    u16(1, 8);
    u64(offset);
  }
  return bytes;
}

function largeEnd({ count, sizeBytes, offset }: DirectoryPlace, at: number): Uint8Array<ArrayBuffer> {
  const { bytes, u16, u32, u64 } = record(56 + 20);
  u32(0x06064b50);
  u64(44);
  u16(VERSION, VERSION);
  u32(0, 0);
  u64(count, count, sizeBytes, offset);
  u32(0x07064b50, 0);
  u64(at);
  u32(1);
  return bytes;
}

function smallEnd({ count, sizeBytes, offset }: DirectoryPlace): Uint8Array<ArrayBuffer> {
  const { bytes, u16, u32 } = record(22);
  const short = Math.min(count, FULL_16);
  u32(0x06054b50);
  u16(0, 0, short, short);
  u32(Math.min(sizeBytes, FULL_32), Math.min(offset, FULL_32));
  u16(0);
  return bytes;
}

/** Little-endian numbers one behind the other. */
function record(length: number) {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const forward = (count: number) => (at += count) - count;
  return {
    bytes,
    u16: (...values: number[]) => values.forEach((value) => view.setUint16(forward(2), value, true)),
    u32: (...values: number[]) => values.forEach((value) => view.setUint32(forward(4), value, true)),
    u64: (...values: number[]) => values.forEach((value) => view.setBigUint64(forward(8), BigInt(value), true)),
    put: (part: Uint8Array) => bytes.set(part, forward(part.length)),
  };
}

async function deflated(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([content]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
