import { open, rename, rm } from 'node:fs/promises';

/** A file on this disk as a browser hands one out that somebody has chosen: what is written lies beside it, and takes its place at the end. */
export function chosenFile(path: string): FileSystemFileHandle {
  const beside = `${path}.crswap`;
  async function createWritable() {
    const file = await open(beside, 'w');
    let at = 0;
    return {
      async write(bytes: Uint8Array): Promise<void> {
        await file.write(bytes, 0, bytes.length, at);
        at += bytes.length;
      },
      async truncate(size: number): Promise<void> {
        await file.truncate(size);
        at = Math.min(at, size);
      },
      async close(): Promise<void> {
        await file.close();
        await rename(beside, path);
      },
      async abort(): Promise<void> {
        await file.close();
        await rm(beside, { force: true });
      },
    };
  }
  return { createWritable } as unknown as FileSystemFileHandle;
}
