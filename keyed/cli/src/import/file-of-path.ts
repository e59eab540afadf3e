import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportFile } from '@siegel/safe';
import { fail, ok, type Result } from '@siegel/wire';
import type { CliFailure } from '../terminal/cli-errors.ts';

/** A file of this machine, read in parts. FILE_UNREADABLE. */
export async function fileOfPath(path: string): Promise<Result<ImportFile, CliFailure>> {
  try {
    const { size } = await stat(path);
    // Seen now rather than in the middle of a run: a folder and a file without the right to read it have a size, too.
    await readPart(path, 0, 1);
    return ok({ name: basename(path), sizeBytes: size, read: (start, end) => readPart(path, start, end) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return fail('FILE_UNREADABLE', { file: path, reason: code });
  }
}

async function readPart(path: string, start: number, end: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = new Uint8Array(end - start);
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await file.close();
  }
}
