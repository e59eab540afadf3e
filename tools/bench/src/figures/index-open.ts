import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWorker, HAS_CHROMIUM, spawnServer, startWorkerAt } from '@siegel/testing';
import type { IndexOpenWish } from '../browser/index-open-worker.ts';
import { type Figure, figure, median } from '../figure.ts';
import { blockedByPage } from '../page-block.ts';

const PERSONS = 100_000;
const EINTRAEGE_PER_PERSON = 3;
const WEB = fileURLToPath(new URL('../../../../keyed/web/dist', import.meta.url));
const WORKER = new URL('../browser/index-open-worker.ts', import.meta.url);
const MOST_BLOCKED_MS = 50;

interface SeededTenant {
  readonly directory: string;
  readonly boxKeyFile: string;
  readonly access: readonly IndexOpenWish[];
}

/** `index-open`: 100,000 persons (the large demo), a device that has nothing: from the first question to the first search result,
 *  beside opening and reading the same shards alone; and how long the page itself is blocked meanwhile. About four minutes. */
export async function figureIndexOpen(): Promise<readonly Figure[]> {
  if (!HAS_CHROMIUM) {
    console.error('No Chromium here: index-open is left out.');
    return [];
  }
  for (const build of [
    ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'],
    ['node_modules/vite/bin/vite.js', 'build', 'keyed/web', '--logLevel', 'error'],
  ])
    spawnSync(process.execPath, build, { stdio: 'inherit' });
  const folder = await mkdtemp(join(tmpdir(), 'siegel-index-open-'));
  try {
    const tenant = await seed(folder);
    return [...(await workerFigures(tenant, folder)), ...(await pageFigures(tenant))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function seed(folder: string): Promise<SeededTenant> {
  const directory = join(folder, 'data');
  await mkdir(directory);
  const server = await spawnServer({ built: true, directory });
  try {
    const out = join(folder, 'demo');
    await mkdir(out);
    const token = join(server.directory, 'founding-token');
    const size = ['--persons', String(PERSONS), '--eintraege-per-person', String(EINTRAEGE_PER_PERSON)];
    const args = ['tools/demo/src/main.ts', 'seed', '--origin', server.url, '--token', token, '--out', out, ...size];
    const [code] = (await once(spawn(process.execPath, args, { stdio: ['ignore', 2, 2] }), 'exit')) as [number];
    if (code !== 0) throw new Error('the large demo was not written');
    const { access } = JSON.parse(await readFile(join(out, 'roles.json'), 'utf8')) as SeededTenant;
    return { directory: server.directory, boxKeyFile: server.boxKeyFile, access };
  } finally {
    await server.end('SIGTERM');
  }
}

async function workerFigures({ access, ...place }: SeededTenant, folder: string): Promise<readonly Figure[]> {
  const web = join(folder, 'web');
  await mkdir(web);
  await writeFile(join(web, 'index.html'), '<!doctype html><title>Siegel</title>');
  for (const [name, content] of await buildWorker(WORKER)) await writeFile(join(web, name), content);
  const server = await spawnServer({ built: true, ...place, args: ['--web', web] });
  const worker = await startWorkerAt<typeof import('../browser/index-open-worker.ts')>(server.url);
  try {
    console.error(`In a worker of ${worker.browser}:`);
    const { products, bares, persons, bytes } = await worker.call('measureIndexOpen', access[0] as IndexOpenWish);
    const name = `index-open: ${persons} persons, ${(bytes / 1e6).toFixed(1)} MB`;
    const [product, bare] = [median(products), median(bares)];
    return [figure(`${name}: to the first result, beside opening and reading (<= 2)`, 'ms', product, bare)];
  } finally {
    await worker.close();
    await server.end('SIGTERM');
  }
}

async function pageFigures({ access, ...place }: SeededTenant): Promise<readonly Figure[]> {
  const server = await spawnServer({ built: true, ...place, args: ['--web', WEB] });
  try {
    const { blockedMs, seconds } = await blockedByPage(server.url, access[1] as IndexOpenWish);
    return [
      figure(
        'index-open: longest block of the page from sign-in to the first result (<= 1)',
        'ms',
        blockedMs,
        MOST_BLOCKED_MS,
      ),
      figure('index-open: from the link to the first result on the page, a new device', 's', seconds, seconds),
    ];
  } finally {
    await server.end('SIGTERM');
  }
}
