import { bytesOfHex, hexOf } from '@siegel/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BrowserWorker,
  HAS_CHROMIUM,
  startBrowserWorker,
} from '../../tools/testing/src/browser/browser-worker.ts';
import { type Argon2id, compareArgon2id } from '../../tools/testing/src/vector-runners/argon2id-vectors.ts';
import { NODE_PLATFORMS } from './node-platforms.ts';
import { nodeArgon2id } from './node-argon2id.ts';
import { expectAgreement, hasSuite, readSuite } from './vector-report.ts';
import { atLeastOn, runPlainCctv, VECTOR_SUITES, type VectorSuiteName } from './vector-suites.ts';

let worker: BrowserWorker<typeof import('./vectors-worker.ts')>;
beforeAll(async () => {
  if (!HAS_CHROMIUM) return;
  worker = await startBrowserWorker(new URL('./vectors-worker.ts', import.meta.url));
  console.log(`published vectors in a worker of ${worker.browser}`);
});
afterAll(() => worker?.close());

const EVERY = Object.keys(VECTOR_SUITES) as VectorSuiteName[];
/** Suites that ask the platform and not a library, as far as keyed/seal offers it. */
const OF_ENGINE: readonly VectorSuiteName[] = ['merkle', 'aes_gcm', 'hkdf_sha256', 'ed25519', 'cctv-ed25519'];
/** What runs the cases in the browser, what it is held against in Node, and which suites. */
const PAIRS = [
  ['WebCrypto', 'WebCrypto', EVERY],
  ['engine', 'engine of Node', OF_ENGINE],
] as const;

describe.each(PAIRS)('%s', (inChromium, inNode, names) => {
  for (const name of names)
    test.skipIf(!HAS_CHROMIUM || !hasSuite(name))(
      `[JT29, T39] gives in Chromium the verdicts and counts of Node: ${name}`,
      async () => {
        const [suite, platform, text] = [VECTOR_SUITES[name], NODE_PLATFORMS[inNode], readSuite(name)];
        const ran = await worker.call('runSuite', name, text, inChromium);
        expectAgreement(`Chromium ${inChromium} ${name}`, ran, atLeastOn(suite, platform));
        expect(ran).toEqual(await suite.run(text, platform));
      },
    );
});

test.skipIf(!HAS_CHROMIUM || !hasSuite('cctv-ed25519'))(
  '[JT20, JT29] shows where the signatures of Chromium and Node differ, and that the pre-check makes them one',
  async () => {
    const text = readSuite('cctv-ed25519');
    const alone = await worker.call('runPlain', text);
    const node = await runPlainCctv(text, NODE_PLATFORMS['engine of Node']);
    const differing = alone.failed.filter((found) => !node.failed.includes(found));
    const flags = (found: string) => found.replace(/^case \d+ /, '');
    const lines = [...Map.groupBy(differing, flags)].map(([found, cases]) => `  ${cases.length} x ${found}`);
    const count = `${differing.length} of 546 cases differ from Node in ${worker.browser}`;
    console.log([`${count} without the pre-check`, ...lines].join('\n'));
    expect(alone.failed.every((found) => /low_order_[AR]\b|non_canonical/.test(found))).toBe(true);
    expect((await worker.call('runSuite', 'cctv-ed25519', text, 'engine')).failed).toEqual([]);
  },
);

test.skipIf(!HAS_CHROMIUM)('[JT29, T39] stretches passwords in Chromium as node:crypto does', async () => {
  const inChromium: Argon2id = async ({ password, salt, memoryKiB, iterations, parallelism, sizeBytes }) =>
    bytesOfHex(
      await worker.call(
        'argon2id',
        { password: hexOf(password), salt: hexOf(salt) },
        { memoryKiB, iterations, parallelism, sizeBytes },
      ),
    );
  expectAgreement('Chromium hash-wasm against node:crypto', await compareArgon2id(nodeArgon2id, inChromium), 14);
});

test.skipIf(!HAS_CHROMIUM || !hasSuite('merkle'))(
  '[JT29] says so when a case in Chromium does not behave as published',
  async () => {
    const cases = JSON.parse(readSuite('merkle')) as Record<string, { wantErr: boolean }>;
    const [first] = Object.entries(cases);
    if (first === undefined) throw new Error('the file has no case');
    first[1].wantErr = !first[1].wantErr;
    expect((await worker.call('runSuite', 'merkle', JSON.stringify(cases), 'engine')).failed).toEqual([first[0]]);
  },
);
