import { globSync, readFileSync } from 'node:fs';
import * as seal from '@siegel/seal';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BrowserWorker,
  HAS_CHROMIUM,
  startBrowserWorker,
} from '../../tools/testing/src/browser/browser-worker.ts';
import type { SealVectorFile } from '../../tools/testing/src/vector-runners/seal.ts';
import { mutateParts } from './part-mutations.ts';
import { expectAgreement } from './vector-report.ts';

const FOLDER = new URL('../../keyed/seal/vectors/', import.meta.url);
const files = globSync('*.vectors.json', { cwd: FOLDER.pathname }).sort();
const read = (name: string) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as SealVectorFile;

let worker: BrowserWorker<typeof import('./seal-worker.ts')>;
beforeAll(async () => {
  if (!HAS_CHROMIUM) return;
  worker = await startBrowserWorker(new URL('./seal-worker.ts', import.meta.url));
  console.log(`vectors of keyed/seal in a worker of ${worker.browser}`);
});
afterAll(() => worker?.close());

test.skipIf(!HAS_CHROMIUM).each(files)('[SL50] gives in Chromium what %s says', async (name) => {
  const file = read(name);
  expectAgreement(`Chromium ${name}`, await worker.call('runSealFile', file), file.vectors.length);
});

test.skipIf(!HAS_CHROMIUM).each(files)(
  '[SL50] notices in Chromium when a byte of an output of %s is another',
  async (name) => {
    const { operation, vectors } = read(name);
    const spoilt = vectors.map((vector) => {
      const text = JSON.stringify(vector.out).replace(
        /("\$":"[0-9a-f]*)([0-9a-f])"/,
        (_, before: string, last: string) => (last === '0' ? `${before}1"` : `${before}0"`),
      );
      return { ...vector, out: JSON.parse(text) as unknown };
    });
    expect((await worker.call('runSealFile', { operation, vectors: spoilt })).failed).toHaveLength(vectors.length);
  },
);

test.skipIf(!HAS_CHROMIUM).each([0, 1, 2, 3])(
  '[SL12] refuses in Chromium what Node refuses of %i parts: flipped, cut, extended, moved, replayed, exchanged',
  async (parts) => {
    const outcome = await worker.call('mutate', parts);
    console.log(`Chromium, ${parts} parts: ${JSON.stringify(outcome)}`);
    expect(outcome).toEqual(await mutateParts(seal, parts));
    expect(outcome).toMatchObject({ opened: parts, wrong: [] });
    expect(Object.keys(outcome.refused)).toHaveLength(parts === 0 ? 0 : parts === 1 ? 5 : 6);
  },
);
