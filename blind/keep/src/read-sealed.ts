import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { CborError, LayoutError, SequenceReader } from '@siegel/wire';
import { AgeError, openAge } from './age/open-age.ts';
import { itemOfCbor, type SegmentItem } from './segment-items.ts';

/** The items of a sealed file. Rejects with AgeError: of another key, or damaged wherever that shows (age, zstd, items). What was given
 *  before is sound; the file is whole only when this ends without an error. */
export async function* readSealed(path: string, identity: string): AsyncGenerator<SegmentItem> {
  const reader = new SequenceReader();
  try {
    for await (const piece of readPlain(path, identity))
      for (const value of reader.push(piece)) yield itemOfCbor(value);
    reader.end();
  } catch (error) {
    throw damageOf(error);
  }
}

/** The text of a sealed file. Rejects as `readSealed` does. */
export async function readSealedText(path: string, identity: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of readPlain(path, identity)) pieces.push(piece);
  } catch (error) {
    throw damageOf(error);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function* readPlain(path: string, identity: string): AsyncGenerator<Uint8Array> {
  const zstd = createZstdDecompress();
  const opened = pipeline(
    createReadStream(path),
    (sealed: AsyncIterable<Uint8Array>) => openAge(sealed, identity),
    zstd,
  );
  // It comes out of the stream, too; here it must not end the program.
  opened.catch(() => undefined);
  yield* zstd as AsyncIterable<Uint8Array>;
  await opened;
}

function damageOf(error: unknown): unknown {
  if (error instanceof CborError || error instanceof LayoutError) return new AgeError('BACKUP_DAMAGED');
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('ZSTD_') ? new AgeError('BACKUP_DAMAGED') : error;
}
