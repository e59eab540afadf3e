import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createBoxKeyFile } from '@siegel/store';
import { ServerClient, sha256, TestOffice } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../../blind/server/src/main.ts', import.meta.url));
const mayMount =
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs none "$(mktemp -d)"']).status === 0;
const RECOVERY_MS = 10_000;
/** More than the reserve of a disk of 40 MiB, which is 2 MiB. */
const LEFT_BYTES = 4_000_000;

let folder: string;
let child: ChildProcess;
let office: TestOffice;
/** The disk of the server, seen from here: it lies in a mount namespace of its own. */
let disk: string;
let log = '';

beforeAll(async () => {
  if (!mayMount) return;
  folder = await mkdtemp(join(tmpdir(), 'siegel-full-'));
  const data = join(folder, 'data');
  const boxKeyFile = join(folder, 'box.key');
  await createBoxKeyFile(boxKeyFile);
  const script = 'mkdir -p "$1" && mount -t tmpfs -o size=40m none "$1" && shift && exec "$@"';
  const server = [process.execPath, MAIN, '--data', data, '--box-key', boxKeyFile, '--port', '0'];
  child = spawn('unshare', ['-m', 'sh', '-c', script, 'sh', data, ...server], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [string];
  const { listening } = JSON.parse(line) as { listening: number };
  disk = `/proc/${String(child.pid)}/root${data}`;
  const foundingToken = async () => (await readFile(join(disk, 'founding-token'), 'utf8')).trim();
  office = await TestOffice.found({ url: `http://localhost:${listening}`, foundingToken }, 'full');
});

afterAll(async () => {
  if (!mayMount) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
  await rm(folder, { recursive: true, force: true });
});

/** Fills the disk until `leftBytes` are free, 0: to its last block. @returns the files that do it. */
async function fill(leftBytes: number): Promise<readonly string[]> {
  const files: string[] = [];
  for (let size = 4_000_000; size > 0; ) {
    const { bavail, bsize } = await statfs(disk);
    if (bavail * bsize - size < leftBytes) {
      size >>= 1;
      continue;
    }
    const file = join(disk, `filler-${files.length}`);
    try {
      await writeFile(file, new Uint8Array(size));
      files.push(file);
    } catch {
      await rm(file, { force: true });
      size >>= 1;
    }
  }
  return files;
}

const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];

test.skipIf(!mayMount)(
  '[SV34] [T8] [A4] refuses writers while the disk is nearly full; everybody else signs in and reads on; recovers by itself',
  async () => {
    const { built, client } = office;
    const { akte } = await office.akte(3);
    const acknowledged: string[] = [];
    let refused = await client.append(built.batch([built.record(akte)], office.head));
    let fillers: readonly string[] = [];
    for (let i = 0; i < 20_000 && refused.status === 200; i++) {
      if (i === 20) fillers = await fill(LEFT_BYTES);
      const request = built.batch([built.record(akte, { sizeBytes: 500 })], office.head);
      refused = await client.append(request);
      if (refused.status === 200) acknowledged.push(hexOf(sha256(request.packets[0]!.body)));
    }
    expect([refused.status, code(refused)]).toEqual([507, 'DISK_FULL']);
    expect(refused.json?.['de']).toContain('Lesen geht weiter');
    expect(log).toContain('disk-nearly-full');
    const blob = { akte: hexOf(akte), hash: 'ab'.repeat(32), sizeBytes: 1000 };
    expect(code(await client.call('POST', 'blobs', { json: blob }))).toBe('DISK_FULL');
    for (let i = 0; i < 10; i++) expect(await readAsAnother(hexOf(akte))).toEqual([200, 200, 200]);
    expect((await client.call('GET', '/health')).json).toMatchObject({ status: 'ok' });

    for (const file of fillers) await rm(file);
    const from = performance.now();
    while ((await client.append(built.batch([built.record(akte)], office.head))).status !== 200) {
      expect(performance.now() - from).toBeLessThan(RECOVERY_MS);
      await sleep(100);
    }
    expect(await lost(acknowledged)).toEqual([]);
    console.info(`${acknowledged.length} acknowledged before the disk was nearly full, 0 lost`);
  },
  60_000,
);

test.skipIf(!mayMount)(
  '[T8] [A4] says so to everybody when the last block is gone, loses nothing, and recovers without a restart',
  async () => {
    const { built, client } = office;
    const { akte } = await office.akte(1);
    const fillers = await fill(0);
    await sleep(1500);
    const refused = await client.append(built.batch([built.record(akte)], office.head));
    expect([refused.status, code(refused)]).toEqual([507, 'DISK_FULL']);
    // What the WAL has already taken of the disk lasts for some more delivery entries.
    let read = await open(client, hexOf(akte));
    for (let i = 0; i < 5000 && read.status === 200; i++) read = await open(client, hexOf(akte));
    expect([read.status, code(read)]).toEqual([507, 'DISK_FULL']);
    expect((await client.journal(0)).length).toBeGreaterThan(0);
    expect(log).toContain('"code":"DISK_FULL"');
    for (const file of fillers) await rm(file);
    const from = performance.now();
    while ((await readAsAnother(hexOf(akte))).some((status) => status !== 200)) {
      expect(performance.now() - from).toBeLessThan(RECOVERY_MS);
      await sleep(100);
    }
    await sleep(1500);
    await office.append([built.record(akte)]);
  },
  60_000,
);

/** Signs in anew on the same account, proves the device, opens an Akte. @returns the three statuses. */
async function readAsAnother(akte: string): Promise<readonly number[]> {
  const { url, tenant, instance } = office.client;
  const another = new ServerClient(url, tenant, instance);
  const login = await another.login(office.account, office.password);
  const proof = login.status === 200 ? await another.proveDevice(office.member) : login;
  return [login.status, proof.status, (await open(another, akte)).status];
}

const open = (client: ServerClient, akte: string) =>
  client.call('POST', 'akten', { json: { akten: [akte], purpose: 'open' } });

async function lost(acknowledged: readonly string[]): Promise<readonly string[]> {
  const kept = (await office.client.journal(0)).flatMap((item) =>
    Array.isArray(item) && item[0] === 3 ? [hexOf(sha256(item[2] as Uint8Array))] : [],
  );
  return acknowledged.filter((hash) => !kept.includes(hash));
}
