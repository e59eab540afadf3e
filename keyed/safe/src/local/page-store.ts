/** Where a device keeps its sealed pages: files in Node, IndexedDB in a browser. A page is written whole or not at all. */
export interface PageStore {
  read(name: string): Promise<Uint8Array | undefined>;
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  /** Names of all pages that begin with `prefix`, sorted. */
  list(prefix: string): Promise<readonly string[]>;
}
