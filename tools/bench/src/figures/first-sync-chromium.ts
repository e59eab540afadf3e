import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { platformRandom, sealServiceDevice } from '@siegel/seal';
import { buildWorker, HAS_CHROMIUM, startWorkerAt } from '@siegel/testing';
import { concatBytes, hexOf, ID_BYTES } from '@siegel/wire';
import type * as SyncWorker from '../browser/sync-worker.ts';
import { type Figure, figure, median } from '../figure.ts';
import { type LargeTenant, largeTenant } from '../large-tenant.ts';

const ROUNDS = 3;
const SIZE = { akten: 5_000, recordsPerAkte: 20 } as const;
const OPENED = 1_000;
const BAR_SECONDS = 4;
const SECRET_BYTES = 32;
const WORKER = new URL('../browser/sync-worker.ts', import.meta.url);

/** `first-sync` in a worker of Chromium: the same device, the same 5,000 Akten of 20 records, its pages in IndexedDB. */
export async function figureFirstSyncChromium(): Promise<readonly Figure[]> {
  if (!HAS_CHROMIUM) {
    console.error('No Chromium here: first-sync-chromium is left out.');
    return [];
  }
  spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'], { stdio: 'inherit' });
  const web = await mkdtemp(join(tmpdir(), 'siegel-sync-web-'));
  try {
    await writeWorker(web);
    return [...(await variant('batches of 1,000', false, web)), ...(await variant('single signatures', true, web))];
  } finally {
    await rm(web, { recursive: true, force: true });
  }
}

/** The worker and an empty page to start it from, as the files of a web client. */
async function writeWorker(folder: string): Promise<void> {
  const files = new Map<string, string | Uint8Array>([
    ...(await buildWorker(WORKER)),
    ['/index.html', '<!doctype html><html lang="de"><title>Siegel</title></html>'],
  ]);
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function variant(name: string, single: boolean, web: string): Promise<readonly Figure[]> {
  const tenant = await largeTenant({ ...SIZE, single, web });
  try {
    const worker = await startWorkerAt<typeof SyncWorker>(`${tenant.server.url}/`);
    try {
      const secret = platformRandom(SECRET_BYTES);
      const { account, orgPublic } = tenant.service;
      const sealed = hexOf(await sealServiceDevice(tenant.service, secret));
      const given = { account, sealed, secret: hexOf(secret), orgPublic: hexOf(orgPublic) };
      const seconds: number[] = [];
      for (let round = 0; round <= ROUNDS; round++) {
        const wish = { ...given, database: `round-${round}`, records: hexOf(someRecords(tenant)) };
        const sync = await worker.call('firstSync', wish);
        // The first one warms the server's caches and both compilers.
        if (round > 0) seconds.push(sync.seconds);
      }
      return [
        figure(`first-sync in ${worker.browser}, ${name}: beside the bar (<= 1)`, 's', median(seconds), BAR_SECONDS),
      ];
    } finally {
      await worker.close();
    }
  } finally {
    await tenant.end();
  }
}

function someRecords({ records }: LargeTenant): Uint8Array {
  const count = records.length / ID_BYTES;
  const anyOne = () => {
    const at = ID_BYTES * Math.floor(Math.random() * count);
    return records.subarray(at, at + ID_BYTES);
  };
  return concatBytes(...Array.from({ length: OPENED }, anyOne));
}
