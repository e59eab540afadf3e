import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageStore } from './page-store.ts';

const NAME = /^[a-z0-9][a-z0-9.-]*$/;

/** Sealed pages as files of a folder only its owner may read. Written beside and renamed, so a kill leaves the old page. */
export class FilePageStore implements PageStore {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens the folder, made with mode 0700 where it is missing. */
  static async open(folder: string): Promise<FilePageStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new FilePageStore(folder);
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(this.#path(name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(name);
    const file = await open(`${path}.new`, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.new`, path);
  }

  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
  }

  async list(prefix: string): Promise<readonly string[]> {
    const names = await readdir(this.#folder);
    return names.filter((name) => name.startsWith(prefix) && NAME.test(name) && !name.endsWith('.new')).toSorted();
  }

  #path(name: string): string {
    if (!NAME.test(name)) throw new Error('a page name has lower-case letters, digits, dots and dashes only');
    return join(this.#folder, name);
  }
}
