import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageSealer, makeUserKey } from '@siegel/seal';
import { encodeSequence } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FilePageStore } from './file-page-store.ts';
import { KeptAkten, type KeptLimits } from './kept-akten.ts';
import { LocalPages } from './local-pages.ts';

let folder: string;
let made = 0;
let nowMs = 1_000;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siegel-kept-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Copies on pages of their own; `again` opens the same pages like a program that starts anew. */
async function copies(limits?: KeptLimits) {
  const store = await FilePageStore.open(join(folder, `${++made}`));
  const sealer = await pageSealer((await makeUserKey()).secret);
  const open = async () => {
    const pages = (kind: string) => new LocalPages(store, sealer, kind);
    const given = { now: () => nowMs++, ...(limits && { limits }) };
    const kept = new KeptAkten(pages('akten'), pages('aktenlist'), given);
    await kept.restore();
    return kept;
  };
  return { store, kept: await open(), again: open };
}

const content = (text: string) => encodeSequence([text]);

test('[OF2] keeps the Akten opened last, within number and size, over a restart', async () => {
  const { kept, again, store } = await copies({ persons: 3, bytes: 400 });
  for (const person of ['a', 'b', 'c']) await kept.keep(person, content(person));
  await kept.keep('a', content('a, opened again'));
  await kept.keep('d', content('d'));
  expect(kept.persons).toEqual(['c', 'a', 'd']);
  await kept.keep('e', content('e'.repeat(388)));
  const later = await again();
  expect(later.persons).toEqual(['e']);
  expect(await later.read('e')).toEqual(['e'.repeat(388)]);
  expect(await later.read('a')).toBeUndefined();
  await later.keep('f', content('f'.repeat(500)));
  expect(later.persons).toEqual(['e']);
  expect(await store.list('akten.')).toHaveLength(1);
});

test('[OF2] a page cut off from its list is never taken for the copy of somebody else', async () => {
  const { kept, again, store } = await copies();
  await kept.keep('a', content('of a'));
  const list = await store.read('aktenlist.000000000000');
  await kept.drop(['a']);
  await kept.keep('b', content('of b'));
  await store.write('aktenlist.000000000000', list ?? new Uint8Array(0));
  const later = await again();
  expect(later.persons).toEqual(['a']);
  expect(await later.read('a')).toBeUndefined();
});

test('[OF5] what is dropped leaves the device, page and all', async () => {
  const { kept, again, store } = await copies();
  for (const person of ['a', 'b']) await kept.keep(person, content(person));
  await kept.drop(['a']);
  expect((await again()).persons).toEqual(['b']);
  await kept.clear();
  expect(await store.list('akten')).toEqual([]);
});
