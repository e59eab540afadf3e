import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { encodeCbor } from '@siegel/wire';
import { sealAge } from './age/seal-age.ts';
import { itemToCbor, type SegmentItem } from './segment-items.ts';

/** A file of a backup as it lies on the disk: sealed, so that its hash says nothing of what is in it. */
export interface SealedFile {
  /** Path below the set, with `/`. */
  readonly name: string;
  readonly bytes: number;
  /** Of the sealed bytes, in hex: what `sha256sum` says. */
  readonly sha256: string;
}

/** Where and for whom a file is written. */
export interface SealedTarget {
  /** Folder of the set. */
  readonly set: string;
  readonly recipients: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** Sealed content hardly shrinks: what does are bodies and open fields, and they do at the lowest level. */
const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const GATHER_BYTES = 65_536;

/** Writes items as zstd in age (BK2). The file has its name only when all of it is on the disk. */
export function writeSealed(name: string, items: AsyncIterable<SegmentItem>, to: SealedTarget): Promise<SealedFile> {
  return writePlain(name, encoded(items), to);
}

/** Writes a text as zstd in age. */
export function writeSealedText(name: string, text: string, to: SealedTarget): Promise<SealedFile> {
  return writePlain(name, [Buffer.from(text)], to);
}

async function writePlain(
  name: string,
  plain: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { set, recipients, signal }: SealedTarget,
): Promise<SealedFile> {
  const path = join(set, name);
  const half = `${path}.part`;
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
  }
  try {
    await pipeline(
      Readable.from(plain),
      createZstdCompress(ZSTD),
      (packed: AsyncIterable<Uint8Array>) => counted(sealAge(packed, recipients)),
      createWriteStream(half, { flags: 'w', mode: 0o600, flush: true }),
      signal === undefined ? {} : { signal },
    );
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
  return { name, bytes, sha256: hash.digest('hex') };
}

/** Small items together: a stream of many tiny pieces costs more than what is in them. Between two of them whoever else has work in this
 *  process goes first (BK27). */
async function* encoded(items: AsyncIterable<SegmentItem>): AsyncGenerator<Uint8Array> {
  let gathered: Uint8Array[] = [];
  let held = 0;
  for await (const item of items) {
    const bytes = encodeCbor(itemToCbor(item));
    gathered.push(bytes);
    held += bytes.length;
    if (held < GATHER_BYTES) continue;
    yield Buffer.concat(gathered, held);
    await setImmediate();
    gathered = [];
    held = 0;
  }
  if (held > 0) yield Buffer.concat(gathered, held);
}

/** Hash and length of a file, read once. */
export async function hashFile(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
