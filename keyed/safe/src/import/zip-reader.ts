import type { ImportFile } from './import-file.ts';

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly sizeBytes: number;
  /** Its bytes, unpacked piece by piece. Throws `ZipFault` when they are damaged, too many, or packed in a way nobody uses. */
  pieces(): AsyncGenerator<Uint8Array>;
}

/** Thrown for an archive that is damaged, sealed by a password, or not one. */
export class ZipFault extends Error {}

const END_BYTES = 22;
const MOST_COMMENT = 65_535;
const LOCATOR_BYTES = 20;
const HEAD_BYTES = 30;
const END_SIGN = 0x06054b50;
const END64_SIGN = 0x06064b50;
const LOCATOR_SIGN = 0x07064b50;
const ENTRY_SIGN = 0x02014b50;
const HEAD_SIGN = 0x04034b50;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;
const SEALED_FLAG = 1;
const STORED = 0;
const DEFLATED = 8;
const MOST_DIRECTORY_BYTES = 256 * 1024 * 1024;

/** Reads the directory of an archive; its files are read when they are asked for. Archives beyond 4 GiB and 65,535 files are
 *  read too. Throws `ZipFault`. Source: PKWARE APPNOTE 6.3.10 §4.3. */
export async function readZip(file: ImportFile): Promise<readonly ZipEntry[]> {
  const { offset, length } = await findDirectory(file);
  if (length > MOST_DIRECTORY_BYTES || offset + length > file.sizeBytes) throw new ZipFault();
  const directory = await file.read(offset, offset + length);
  const view = viewOf(directory);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    if (view.getUint32(at, true) !== ENTRY_SIGN) break;
    const { entry, next } = readEntry(file, directory, at);
    entries.push(entry);
    at = next;
  }
  return entries;
}

async function findDirectory(file: ImportFile): Promise<{ readonly offset: number; readonly length: number }> {
  const start = Math.max(0, file.sizeBytes - END_BYTES - MOST_COMMENT - LOCATOR_BYTES);
  const tail = await file.read(start, file.sizeBytes);
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== END_SIGN) continue;
    const [length, offset] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    const isFull = length === FULL_32 || offset === FULL_32 || view.getUint16(at + 10, true) === FULL_16;
    return isFull && at >= LOCATOR_BYTES
      ? await findLargeDirectory(file, view, at - LOCATOR_BYTES)
      : { offset, length };
  }
  throw new ZipFault();
}

async function findLargeDirectory(file: ImportFile, view: DataView, at: number) {
  if (view.getUint32(at, true) !== LOCATOR_SIGN) throw new ZipFault();
  const end = Number(view.getBigUint64(at + 8, true));
  const record = viewOf(await file.read(end, end + 56));
  if (record.byteLength < 56 || record.getUint32(0, true) !== END64_SIGN) throw new ZipFault();
  return { length: Number(record.getBigUint64(40, true)), offset: Number(record.getBigUint64(48, true)) };
}

function readEntry(
  file: ImportFile,
  directory: Uint8Array,
  at: number,
): { readonly entry: ZipEntry; readonly next: number } {
  const view = viewOf(directory.subarray(at));
  const [flags, method] = [view.getUint16(8, true), view.getUint16(10, true)];
  const [nameLength, extraLength, commentLength] = [
    view.getUint16(28, true),
    view.getUint16(30, true),
    view.getUint16(32, true),
  ];
  const nameEnd = 46 + nameLength;
  const extra = directory.subarray(at + nameEnd, at + nameEnd + extraLength);
  const sizes = largeSizes(extra, {
    sizeBytes: view.getUint32(24, true),
    packedBytes: view.getUint32(20, true),
    offset: view.getUint32(42, true),
  });
  const name = new TextDecoder().decode(directory.subarray(at + 46, at + nameEnd));
  const place = { file, method, isSealed: (flags & SEALED_FLAG) !== 0, ...sizes };
  return {
    entry: { name, sizeBytes: sizes.sizeBytes, pieces: () => piecesOf(place) },
    next: at + nameEnd + extraLength + commentLength,
  };
}

interface Sizes {
  readonly sizeBytes: number;
  readonly packedBytes: number;
  readonly offset: number;
}

/** Sizes that do not fit into 32 bits stand in the extra field 1, in this order. */
function largeSizes(extra: Uint8Array, { sizeBytes, packedBytes, offset }: Sizes): Sizes {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    const take = (known: number) => {
      if (known !== FULL_32 || next + 8 > extra.length) return known;
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    };
    return { sizeBytes: take(sizeBytes), packedBytes: take(packedBytes), offset: take(offset) };
  }
  return { sizeBytes, packedBytes, offset };
}

interface EntryPlace extends Sizes {
  readonly file: ImportFile;
  readonly method: number;
  readonly isSealed: boolean;
}

async function* piecesOf(place: EntryPlace): AsyncGenerator<Uint8Array> {
  const { file, method, isSealed, offset, packedBytes, sizeBytes } = place;
  const head = viewOf(await file.read(offset, offset + HEAD_BYTES));
  if (isSealed || head.byteLength < HEAD_BYTES || head.getUint32(0, true) !== HEAD_SIGN) throw new ZipFault();
  if (method !== STORED && method !== DEFLATED) throw new ZipFault();
  const start = offset + HEAD_BYTES + head.getUint16(26, true) + head.getUint16(28, true);
  let given = 0;
  for await (const piece of method === STORED
    ? parts(file, start, packedBytes)
    : inflated(parts(file, start, packedBytes))) {
    given += piece.length;
    // A file that unpacks to more than its directory says was made to fill the memory.
    if (given > sizeBytes) throw new ZipFault();
    yield piece;
  }
  if (given !== sizeBytes) throw new ZipFault();
}

const PART_BYTES = 1 << 20;

async function* parts(file: ImportFile, start: number, length: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = start; at < start + length; at += PART_BYTES) {
    const part = await file.read(at, Math.min(at + PART_BYTES, start + length));
    if (part.length === 0) throw new ZipFault();
    yield part as Uint8Array<ArrayBuffer>;
  }
}

async function* inflated(packed: AsyncGenerator<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array> {
  const source = new ReadableStream<BufferSource>({
    async pull(controller) {
      const { done, value } = await packed.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
  });
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch {
    throw new ZipFault();
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** A file of an archive, whole. Throws `ZipFault` beyond `mostBytes`. */
export async function wholeEntry(entry: ZipEntry, mostBytes: number): Promise<Uint8Array> {
  if (entry.sizeBytes > mostBytes) throw new ZipFault();
  const bytes = new Uint8Array(entry.sizeBytes);
  let at = 0;
  for await (const piece of entry.pieces()) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
