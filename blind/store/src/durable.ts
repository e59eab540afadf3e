import { closeSync, fsyncSync, openSync } from 'node:fs';
import { chown, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const OWNER_ONLY = 0o600;

/** Makes renames, new files and removals in a directory durable. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Makes a file, or the names in a directory, durable, before the next call of this thread. */
export function syncPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes a file of mode 0600 that was not there, durable on return. Rejects with EEXIST when the path is taken; what could not be
 *  written whole is removed. */
export async function writeNewFile(path: string, content: string): Promise<void> {
  const file = await open(path, 'wx', OWNER_ONLY);
  try {
    await file.writeFile(content);
    await file.sync();
    await file.close();
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(path, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Puts `content` in the place of a file, for the owner of its folder: after a power cut the old one is there, or the new one, whole. */
export async function replaceFile(path: string, content: string): Promise<void> {
  const fresh = `${path}.new`;
  await rm(fresh, { force: true });
  await writeNewFile(fresh, content);
  await giveToOwnerOf(dirname(path), fresh);
  await rename(fresh, path);
  await syncDirectory(dirname(path));
}

/** What the administrator makes belongs to whoever owns `like`: the server has to read it. A FAT stick has no owners. */
export async function giveToOwnerOf(like: string, path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(like);
  await chown(path, uid, gid).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPERM') throw error;
  });
}
