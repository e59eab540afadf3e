import { expect, test } from 'vitest';
import { GatedPages } from './gated-pages.ts';
import type { PageStore } from './page-store.ts';

/** A store in memory whose writes end when a test says so. */
function slowStore() {
  const written: string[] = [];
  const waiting: (() => void)[] = [];
  const store: PageStore = {
    read: async () => undefined,
    list: async () => written,
    remove: async () => undefined,
    write: (name) =>
      new Promise((resolve) =>
        waiting.push(() => {
          written.push(name);
          resolve();
        }),
      ),
  };
  return { store, written, finish: () => waiting.splice(0).forEach((end) => end()) };
}

test('[OF20] a closed safe finishes what it has begun and writes nothing more', async () => {
  const { store, written, finish } = slowStore();
  const pages = new GatedPages(store);
  const begun = pages.write('journal.0', new Uint8Array(1));
  const closed = pages.close();
  await expect(pages.write('outbox.0', new Uint8Array(1))).rejects.toThrow('OF20');
  await expect(pages.remove('outbox.0')).rejects.toThrow('OF20');
  let isClosed = false;
  void closed.then(() => (isClosed = true));
  await Promise.resolve();
  expect(isClosed).toBe(false);
  finish();
  await begun;
  await closed;
  expect(written).toEqual(['journal.0']);
});
