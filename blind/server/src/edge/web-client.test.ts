import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerProcess, spawnServer } from '@siegel/testing';

let folder: string;
let server: ServerProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siegel-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<html></html>');
  for (const name of ['pdf-worker-a1_b-2', 'safe-worker-c3', 'safe-opaque-e5', 'pdf-pages-d4'])
    await writeFile(join(folder, `assets/${name}.js`), '');
  server = await spawnServer({ args: ['--web', folder] });
}, 30_000);
afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

const policyOf = async (path: string) => (await fetch(server.url + path)).headers.get('content-security-policy') ?? '';

test('[AT16] [WB60] lets the workers for PDF and passwords connect to nobody, and the page show no frame', async () => {
  for (const script of ['pdf-worker-a1_b-2', 'safe-opaque-e5']) {
    const closed = await policyOf(`/assets/${script}.js`);
    expect(closed).toContain("default-src 'none'");
    expect(closed).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(closed).not.toMatch(/connect-src|img-src|font-src|frame-src|worker-src/);
  }
  expect(await policyOf('/assets/safe-worker-c3.js')).toContain("connect-src 'self'");
  expect(await policyOf('/assets/pdf-pages-d4.js')).not.toContain('wasm-unsafe-eval');
  expect(await policyOf('/')).not.toContain('frame-src');
});
