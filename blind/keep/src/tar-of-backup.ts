import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { filesOf, type PresentFile } from './check-files.ts';

// POSIX ustar (IEEE 1003.1-2017, pax, "ustar Interchange Format"): a header of 512 bytes, the file, zeros to the next 512; two blocks of zeros.
const BLOCK = 512;
const END = new Uint8Array(2 * BLOCK);
const NAME_BYTES = 100;
/** Eleven octal digits. */
const LARGEST_FILE = 8 ** 11 - 1;

/** A backup as one file: the same bytes whenever it is asked for, so that a download goes on where it was cut off (BK30). */
export interface TarOfBackup {
  readonly bytes: number;
  /** Names exactly these bytes: another backup, or the same with another moment, has another one. */
  readonly tag: string;
  /** Bytes `start` to `end` - 1. Ends with an error when a file is no longer as long as it was. */
  read(start: number, end: number): AsyncGenerator<Uint8Array>;
}

type Piece = { readonly at: number; readonly bytes: number } & (
  | { readonly content: Uint8Array }
  | { readonly path: string }
);

/** The tar of a backup: its files in the order of their list, of one owner, with `madeAt` as their time. `BACKUP_UNKNOWN`, `BACKUP_DAMAGED` as
 *  `filesOf`. */
export async function tarOfBackup(of: {
  readonly set: string;
  readonly id: string;
  readonly madeAt: number;
}): Promise<TarOfBackup | 'BACKUP_UNKNOWN' | 'BACKUP_DAMAGED'> {
  const found = await filesOf(of.set, of.id);
  if (typeof found === 'string') return found;
  const seconds = Math.floor(of.madeAt / 1000);
  const pieces: Piece[] = [];
  let at = 0;
  const add = (bytes: number, what: { readonly content: Uint8Array } | { readonly path: string }) => {
    pieces.push({ at, bytes, ...what });
    at += bytes;
  };
  for (const file of found.files) {
    add(BLOCK, { content: headerOf(file, seconds) });
    add(file.bytes, { path: join(of.set, file.name) });
    const padding = (BLOCK - (file.bytes % BLOCK)) % BLOCK;
    add(padding, { content: new Uint8Array(padding) });
  }
  add(END.length, { content: END });
  const tag = createHash('sha256').update(`${found.sums}\n${seconds} ${at}`).digest('hex');
  return { bytes: at, tag, read: (start, end) => readPieces(pieces, start, end) };
}

function headerOf({ name, bytes }: PresentFile, seconds: number): Uint8Array {
  if (Buffer.byteLength(name) > NAME_BYTES || bytes > LARGEST_FILE)
    throw new Error('broken invariant: BK30: names and files of a backup fit into a header of tar');
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, offset: number, digits: number) =>
    header.write(value.toString(8).padStart(digits, '0'), offset, 'latin1');
  header.write(name, 0, 'latin1');
  octal(0o600, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(bytes, 124, 11);
  octal(seconds, 136, 11);
  // The checksum counts its own field as blanks.
  header.write('        0', 148, 'latin1');
  header.write('ustar\u000000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148, 'latin1');
  return header;
}

async function* readPieces(pieces: readonly Piece[], start: number, end: number): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    const from = Math.max(start, piece.at) - piece.at;
    const to = Math.min(end, piece.at + piece.bytes) - piece.at;
    if (from >= to) continue;
    if ('content' in piece) {
      yield piece.content.subarray(from, to);
      continue;
    }
    let left = to - from;
    const stream = createReadStream(piece.path, { start: from, end: to - 1 });
    for await (const read of stream as AsyncIterable<Uint8Array>) {
      left -= read.length;
      yield read;
    }
    if (left !== 0) throw new Error('a file of the backup became shorter while it was read');
  }
}
