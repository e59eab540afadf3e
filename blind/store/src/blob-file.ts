import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { bytesOfHex, equalBytes, fail, type Failure, type Hash, hexOf, ok, type Result } from '@siegel/wire';
import { syncDirectory } from './durable.ts';
import { storeErrorOf } from './store-error.ts';

const FILE = /^[0-9a-f]{64}$/;

/** The sealed bytes of attachments, or of shards, by their SHA-256. Rejects with StoreError on a full or failing disk. */
export interface BlobBytes {
  /** Writes a piece at `offset`; bytes an earlier, unacknowledged piece left behind it are cut off. Durable on return. */
  append(hash: Hash, offset: number, piece: Uint8Array): Promise<void>;
  /** Checks the hash over what arrived and gives the file its final place. Fails with BLOB_HASH_WRONG; what arrived is
   *  then thrown away and the upload starts at 0. Repeating it after a crash is harmless. */
  complete(hash: Hash): Promise<Result<void, Failure<'BLOB_HASH_WRONG'>>>;
  /** Bytes `start` to `end` - 1 of a complete blob; errors come out of the stream. */
  read(hash: Hash, start: number, end: number): Readable;
  /** Removes a blob, complete or not. Does nothing when there is none. */
  remove(hash: Hash): Promise<void>;
  /** The blobs that are there, complete or not. */
  hashes(): Promise<readonly Hash[]>;
}

/** Blobs as files: `incoming/<hex>` while they arrive, `<first 2 hex>/<hex>` when complete. Rules ST40, ST41. */
export function createBlobFiles(directory: string): BlobBytes {
  const incomingPath = (hash: Hash) => join(directory, 'incoming', hexOf(hash));
  const finalPath = (hash: Hash) => join(directory, hexOf(hash).slice(0, 2), hexOf(hash));
  return {
    append: (hash, offset, piece) => outage(() => appendPiece(incomingPath(hash), offset, piece)),
    complete: (hash) => outage(() => completeFile(hash, incomingPath(hash), finalPath(hash))),
    read: (hash, start, end) => createReadStream(finalPath(hash), { start, end: end - 1 }),
    remove: (hash) =>
      outage(async () => {
        await rm(incomingPath(hash), { force: true });
        await rm(finalPath(hash), { force: true });
      }),
    hashes: () => outage(() => hashesIn(directory)),
  };
}

async function hashesIn(directory: string): Promise<readonly Hash[]> {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  return names.flatMap((name) => (FILE.test(basename(name)) ? (bytesOfHex(basename(name)) ?? []) : []));
}

async function appendPiece(path: string, offset: number, piece: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, offset === 0 ? 'w' : 'r+', 0o600);
  try {
    await file.truncate(offset);
    for (let done = 0; done < piece.length; ) {
      done += (await file.write(piece, done, piece.length - done, offset + done)).bytesWritten;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (offset === 0) await syncDirectory(dirname(path));
}

async function completeFile(
  hash: Hash,
  incoming: string,
  final: string,
): Promise<Result<void, Failure<'BLOB_HASH_WRONG'>>> {
  const arrived = await hashOfFile(incoming);
  // After a crash between rename and the caller's commit only the final file is left.
  const found = arrived ?? (await hashOfFile(final));
  if (found === undefined || !equalBytes(found, hash)) {
    await rm(incoming, { force: true });
    return fail('BLOB_HASH_WRONG');
  }
  if (arrived !== undefined) {
    await mkdir(dirname(final), { recursive: true, mode: 0o700 });
    await rename(incoming, final);
    await syncDirectory(dirname(final));
    await syncDirectory(dirname(dirname(final)));
  }
  return ok(undefined);
}

async function hashOfFile(path: string): Promise<Uint8Array | undefined> {
  const digest = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return digest.digest();
}

async function outage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeErrorOf(error);
  }
}
