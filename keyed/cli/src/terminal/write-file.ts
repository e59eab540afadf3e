import { type FileHandle, open, rm } from 'node:fs/promises';
import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from './cli-errors.ts';

const OWNER_ONLY = 0o600;

/** Opens a new file that only its owner may read. FILE_EXISTS: never overwritten; FILE_UNWRITABLE. */
async function openNewFile(file: string): Promise<Result<FileHandle, CliFailure>> {
  try {
    return ok(await open(file, 'wx', OWNER_ONLY));
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
