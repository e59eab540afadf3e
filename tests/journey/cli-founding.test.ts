import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LyingProxy, type ServerProcess, spawnServer } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createArgs, PASSWORD, startCli } from './cli-world.ts';

let server: ServerProcess;
let proxy: LyingProxy;
let folder: string;
beforeAll(async () => {
  server = await spawnServer();
  proxy = await LyingProxy.start(server.url);
  folder = await mkdtemp(join(tmpdir(), 'siegel-cli-founding-'));
  await writeFile(join(folder, 'password'), `${PASSWORD}\n`, { mode: 0o600 });
  await writeFile(join(folder, 'other'), 'ein ganz anderes Wort\n', { mode: 0o600 });
});
afterAll(async () => {
  await proxy.end();
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

const create = (name: string, password = 'password') =>
  startCli([
    ...createArgs({ url: proxy.url, directory: server.directory }, folder),
    ...['--kit', join(folder, `${name}.txt`), '--home', join(folder, name), '--json'],
    ...['--password-file', join(folder, password)],
  ]).ended;
const tenants = async () =>
  ((await (await fetch(`${server.url}/health`)).json()) as { readonly tenants: number }).tenants;

test('[FR4] a line that breaks after the genesis keeps the kit; the same call goes on to the same organisation', async () => {
  proxy.lie = async ({ path }, honest) => {
    const answer = await honest();
    return path.endsWith('/genesis') ? { ...answer, status: 502, body: new Uint8Array(0) } : answer;
  };
  const broken = await create('genesis');
  expect(broken).toMatchObject({ code: 5, out: expect.stringContaining('FOUNDING_UNFINISHED') as string });
  expect(await tenants()).toBe(1);
  const kit = await readFile(join(folder, 'genesis.txt'), 'utf8');
  proxy.lie = undefined;
  const other = await create('genesis', 'other');
  expect(other).toMatchObject({ code: 2, out: expect.stringContaining('FOUNDING_OTHER') as string });
  const done = await create('genesis');
  expect(done.code, done.err).toBe(0);
  const { tenant, kitWords } = JSON.parse(done.out) as {
    readonly tenant: string;
    readonly kitWords: readonly string[];
  };
  expect(kit).toContain(tenant);
  expect(kitWords).toHaveLength(24);
  expect(await tenants()).toBe(1);
  expect((await readdir(join(folder, 'genesis/default'))).sort()).toEqual(['device', 'pages', 'profile.json']);
  const again = await create('genesis');
  expect(again).toMatchObject({ code: 2, out: expect.stringContaining('PROFILE_EXISTS') as string });
});

test('[FR4] a line that breaks before the first sign-in keeps the kit too', async () => {
  const before = await tenants();
  proxy.lie = async ({ path }, honest) =>
    path === 'login/start' ? { status: 502, headers: {}, body: new Uint8Array(0) } : honest();
  expect((await create('login')).code).toBe(5);
  proxy.lie = undefined;
  const done = await create('login');
  expect(done.code, done.err).toBe(0);
  expect(await tenants()).toBe(before + 1);
});

test('[FR4] takes the kit file back when nothing can have been founded', async () => {
  proxy.lie = async ({ path }, honest) =>
    path === 'tenants' ? { status: 401, headers: {}, body: Buffer.from('{}') } : honest();
  expect((await create('refused')).code).not.toBe(0);
  expect(await readdir(folder)).not.toContain('refused.txt');
  proxy.lie = undefined;
});
