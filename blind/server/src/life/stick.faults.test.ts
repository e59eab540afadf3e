import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerClient, type ServerProcess, spawnServer, TestOffice } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const BOX = fileURLToPath(new URL('../../../store/src/box-main.ts', import.meta.url));
const running: ServerProcess[] = [];
let root: string;
let data: string;
/** Where the stick is plugged in. */
let mount: string;

/** The box program, as the command line calls it. */
function box(order: object): {
  readonly ok: boolean;
  readonly value: { readonly sticks: readonly { readonly id: string }[] };
} {
  return JSON.parse(execFileSync(process.execPath, [BOX, JSON.stringify(order)], { encoding: 'utf8' })) as ReturnType<
    typeof box
  >;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'siegel-stick-'));
  data = join(root, 'data');
  mount = join(root, 'mount');
  for (const folder of [mount, join(root, 'drawer')]) await mkdir(folder);
  const made = box({
    command: 'init',
    data,
    sticks: [join(mount, 'siegel.stick'), join(root, 'drawer', 'siegel.stick')],
  });
  expect(made.ok).toBe(true);
});
afterAll(async () => {
  for (const server of running) await server.end('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

async function start(boxKeyFile = mount, directory = data): Promise<ServerProcess> {
  const server = await spawnServer({ directory, boxKeyFile });
  running.push(server);
  return server;
}
const soon = async (check: () => Promise<boolean>) => {
  for (let i = 0; i < 300 && !(await check()); i++) await new Promise((resolve) => setTimeout(resolve, 20));
};
const isReady = async (server: ServerProcess) => (await fetch(`${server.url}/ready`)).status === 200;
const status = async (server: ServerProcess) =>
  (await fetch(`${server.url}/status`, { headers: { accept: 'text/html' } })).text();

test('[BX3] [BX4] [D1] reads the stick at its start, serves on when it is pulled, and waits for it at the next', async () => {
  const first = await start();
  const office = await TestOffice.found(first);
  await rename(join(mount, 'siegel.stick'), join(root, 'pulled'));
  const { built, client } = office;
  const { akte } = await office.akte(0);
  expect((await client.append(built.batch([built.record(akte)], office.head))).status).toBe(200);
  // Even the names of files that are open say nothing of a stick.
  const open = execFileSync('ls', ['-l', `/proc/${first.child.pid}/fd`], { encoding: 'utf8' });
  expect(open).toContain('journal.db');
  expect(open).not.toContain(mount);
  const key = /^key (\w+)$/m.exec(readFileSync(join(root, 'pulled'), 'utf8'))?.[1] ?? 'no key';
  const ofProcess = ['environ', 'cmdline'].map((name) => readFileSync(`/proc/${first.child.pid}/${name}`, 'latin1'));
  for (const text of [first.log(), ...ofProcess]) expect(text).not.toContain(key);
  await first.end();

  const server = await start();
  const caller = new ServerClient(server.url, client.tenant, client.instance);
  caller.token = client.token;
  expect((await caller.call('GET', 'session')).json).toMatchObject({ code: 'DATABASE_KEY_MISSING' });
  const page = await fetch(`${server.url}/`, { headers: { accept: 'text/html' } });
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('Schlüsselstick')]);
  expect(await status(server)).toContain('wartet: Der Schlüssel der Datenbank fehlt.');
  expect(server.log()).toContain('"code":"DATABASE_KEY_MISSING"');
  await rename(join(root, 'pulled'), join(mount, 'siegel.stick'));
  await soon(() => isReady(server));
  expect((await caller.call('GET', 'session')).status).toBe(200);
  expect(await server.end()).toBe(0);
});

test('[BX5] [D1] lets no second server and no change of the key at its data', async () => {
  const server = await start();
  const second = await start();
  expect(await isReady(server)).toBe(true);
  expect(second.log()).toContain('"code":"DATABASE_IN_USE"');
  const page = await fetch(`${second.url}/`, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('Siegel kann die Daten noch nicht öffnen');
  const sticks = [mount, join(root, 'drawer')];
  expect(box({ command: 'rekey', data, sticks, revoke: [] })).toMatchObject({ error: { code: 'DATABASE_IN_USE' } });
  await server.end('SIGKILL');
  await soon(() => isReady(second));
  expect(await isReady(second)).toBe(true);
  await second.end();
}, 30_000);

test('[BX6] [BX7] [D1] goes on under the new key after a stick was revoked, and does not open by the lost one', async () => {
  const before = await start();
  const office = await TestOffice.found(before, 'revoked');
  await before.end();
  const { sticks } = box({ command: 'status', data, sticks: [] }).value;
  expect(box({ command: 'rekey', data, sticks: [mount], revoke: [sticks[1]?.id] }).ok).toBe(true);
  const lost = await start(join(root, 'drawer'));
  expect(lost.log()).toContain('"code":"DATABASE_KEY_WRONG"');
  await lost.end();
  const server = await start();
  expect(await isReady(server)).toBe(true);
  const caller = new ServerClient(server.url, office.client.tenant, office.client.instance);
  caller.token = office.client.token;
  expect((await caller.call('GET', 'session')).status).toBe(200);
  await server.end();
});

/** Kills a change of the key when the new one stands in the slots and the databases still need the one before. */
async function cutRekey(): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const order = { command: 'rekey', data, sticks: [mount], revoke: [] };
    const child = spawn(process.execPath, [BOX, JSON.stringify(order)], { stdio: 'ignore' });
    const exit = once(child, 'exit');
    const isUnderWay = () => readFileSync(join(data, 'box-slots'), 'utf8').includes('\nprevious ');
    while (child.exitCode === null && !isUnderWay()) await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill('SIGKILL');
    await exit;
    if (isUnderWay()) return;
  }
  throw new Error('no change of the key was cut off');
}

test('[BX7] [D1] [T5] goes on with a change of the key that was killed, and serves what was there before', async () => {
  const before = await start();
  const office = await TestOffice.found(before, 'cut');
  await before.end();
  await cutRekey();
  const server = await start();
  expect(await isReady(server)).toBe(true);
  const caller = new ServerClient(server.url, office.client.tenant, office.client.instance);
  caller.token = office.client.token;
  expect((await caller.call('GET', 'session')).status).toBe(200);
  expect(readFileSync(join(data, 'box-slots'), 'utf8')).not.toContain('previous');
  await server.end();
});

test('[BX13] [D1] shows people how it is, without ids, paths and keys', async () => {
  const server = await start();
  const page = await status(server);
  expect(page).toContain('<th scope="row">Server</th><td>bereit</td>');
  expect(page).toMatch(/Auslagerung<\/th><td>[^<]+/);
  expect(page).toMatch(/Speicherabbilder<\/th><td>[^<]+/);
  expect(page).not.toMatch(/[0-9a-f]{16}|\/tmp|siegel\.stick/);
  for (const tenant of await readdir(join(data, 'tenants'))) expect(page).not.toContain(tenant);
  await server.end();
});
