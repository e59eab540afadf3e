import { type FileHandle, open, rm } from 'node:fs/promises';
import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from './cli-errors.ts';

const OWNER_ONLY = 0o600;

/** Opens a new file that only its owner may read. FILE_EXISTS: never overwritten; FILE_UNWRITABLE. */
async function openNewFile(file: string): Promise<Result<FileHandle, CliFailure>> {
  try {
    return ok(await open(file, 'ax', OWNER_ONLY));
  } catch (error) {
    const { code = '?' } = error as NodeJS.ErrnoException;
    return code === 'EEXIST' ? fail('FILE_EXISTS', { file }) : fail('FILE_UNWRITABLE', { file, reason: code });
  }
}

/** Writes a new file of mode 0600, durable when it resolves; removes it again when that fails. */
export async function writeNewFile(file: string, content: Uint8Array | string): Promise<Result<true, CliFailure>> {
  const opened = await openNewFile(file);
  return opened.ok ? fillFile(file, opened.value, content) : opened;
}

/** A new file that is written piece by piece. */
export interface FileInPieces {
  write(bytes: Uint8Array): Promise<void>;
  /** Empties it again. */
  clear(): Promise<void>;
}

/** Lets `fill` write a new file of mode 0600, durable when it resolves; removes it again unless all of it was written. FILE_EXISTS: never
 *  overwritten; FILE_UNWRITABLE. */
export async function writeInPieces<T>(
  file: string,
  fill: (pieces: FileInPieces) => Promise<Result<T, CliFailure>>,
): Promise<Result<T, CliFailure>> {
  const opened = await openNewFile(file);
  if (!opened.ok) return opened;
  const handle = opened.value;
  let isWhole = false;
  try {
    const filled = await fill({
      write: (bytes) => writeWhole(handle, bytes),
      // It is written from wherever it ends.
      clear: () => handle.truncate(0),
    });
    if (filled.ok) await handle.sync();
    isWhole = filled.ok;
    return filled;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return fail('FILE_UNWRITABLE', { file, reason: code });
  } finally {
    await handle.close().catch(() => undefined);
    if (!isWhole) await rm(file, { force: true });
  }
}

/** A system call may take less than it is given. */
async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
}

/** Fills and closes a file that `openNewFile` made. */
async function fillFile(
  file: string,
  handle: FileHandle,
  content: Uint8Array | string,
): Promise<Result<true, CliFailure>> {
  try {
    await handle.writeFile(content);
    await handle.sync();
    await handle.close();
    return ok(true);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(file, { force: true });
    return fail('FILE_UNWRITABLE', { file, reason: (error as NodeJS.ErrnoException).code ?? '?' });
  }
}
