import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteEngine, readBoxKeyFile } from '@siegel/store';
import { type Answer, ServerClient, type ServerProcess, sha256, spawnServer, TestOffice } from '@siegel/testing';
import { type AppendRequest, hexOf, type Id } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';

const NIGHT = process.env['SIEGEL_NIGHT'] === '1';
const ERRORS = ['EIO', 'ENOSPC'] as const;
/** A large batch moves more than a thousand pages from the WAL into the database: the gate fails some of the moves. */
const MOVES = NIGHT ? Array.from({ length: 30 }, (_, i) => 1 + i * 37) : [1, 29, 307];
/** After this many failures the process is killed at once and started again: what a failure left in the files is found. */
const KILL_EVERY = NIGHT ? 2 : 8;
const mayInject = spawnSync('strace', ['-e', 'inject=chdir:error=EIO', 'true']).status === 0;
/** strace counts per thread: with one thread for files the nth call is the nth. */
const ONE_THREAD = { UV_THREADPOOL_SIZE: '1' };
const DISK_CODES = ['DISK_FULL', 'DISK_FAILED'];

let server: ServerProcess;
let office: TestOffice;
let client: ServerClient;
let akte: Id;
let folder: string;
/** Hex hashes of the entries the server has acknowledged. */
const acknowledged = new Set<string>();
let failures = 0;

beforeAll(async () => {
  if (!mayInject) return;
  const tsc = spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'], {
    encoding: 'utf8',
  });
  expect(tsc.stdout).toBe('');
  folder = await mkdtemp(join(tmpdir(), 'siegel-inject-'));
  server = await spawnServer({ built: true, env: ONE_THREAD });
  office = await TestOffice.found(server, 'syscalls');
  ({ client } = office);
  ({ akte } = await office.akte(0));
}, 120_000);

afterAll(async () => {
  await server?.end('SIGKILL');
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  if (server !== undefined) await rm(server.directory, { recursive: true, force: true });
});

/** One call that is to fail: the nth of its kind on these files. */
interface Fault {
  readonly call: string;
  readonly error: string;
  readonly nth: number;
  readonly paths: readonly string[];
}

/** Runs `work` while the server's nth call fails. @returns undefined when there was no nth call. */
async function whileFailing<T>(fault: Fault, work: () => Promise<T>): Promise<T | undefined> {
  const log = join(folder, 'calls');
  const paths = fault.paths.flatMap((path) => ['-P', path]);
  const inject = `inject=${fault.call}:error=${fault.error}:when=${fault.nth}`;
  const args = ['-f', '-o', log, ...paths, '-e', inject, '-p', String(server.child.pid)];
  const tracer: ChildProcess = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  await once(tracer.stderr as NodeJS.ReadableStream, 'data');
  const outcome = await work();
  const ended = once(tracer, 'exit');
  tracer.kill('SIGINT');
  await ended;
  return (await readFile(log, 'utf8')).includes('INJECTED') ? outcome : undefined;
}

const tenantFolder = () => join(server.directory, 'tenants', client.tenant);
const databaseFiles = () =>
  ['journal.db', 'journal.db-wal', 'journal.db-shm'].map((name) => join(tenantFolder(), name));

function remember(request: AppendRequest): void {
  for (const { body } of request.packets) acknowledged.add(hexOf(sha256(body)));
}

/** A clean error or full success; what was refused is taken when the same bytes come again. */
async function settle(request: AppendRequest, answer: Answer, fault: Fault): Promise<void> {
  const where = `${fault.call} ${fault.nth} ${fault.error}`;
  if (answer.status === 200) return remember(request);
  expect(DISK_CODES, where).toContain(answer.json?.['code']);
  expect(answer.json?.['de'], where).toMatch(/Datenträger|nicht gespeichert/);
  failures++;
  if (failures % KILL_EVERY === 0) await restart();
  const again = await client.append(request);
  expect(again.status, `${where}, sent again: ${JSON.stringify(again.json)}`).toBe(200);
  remember(request);
}

async function restart(): Promise<void> {
  await server.end('SIGKILL');
  server = await spawnServer({
    built: true,
    env: ONE_THREAD,
    directory: server.directory,
    boxKeyFile: server.boxKeyFile,
  });
  // The session lives in the database and must survive, too.
  Object.assign(client, { url: server.url });
}

/** What is wrong after all faults: an acknowledged entry that is missing or there twice, or a finding of the second checker. */
async function faultsFound(): Promise<readonly string[]> {
  await server.end('SIGKILL');
  const key = await readBoxKeyFile(server.boxKeyFile);
  if (!key.ok) throw new Error(key.error.code);
  const engine = createSqliteEngine({ directory: server.directory, boxKey: key.value });
  try {
    const [tenant] = await engine.tenants();
    const opened = await engine.openTenant(tenant as Id);
    if (!opened.ok) return [opened.error.code];
    const kept = new Map<string, number>();
    for await (const rows of opened.value.entriesFrom(0, await opened.value.size()))
      for (const { body } of rows) kept.set(hexOf(sha256(body)), (kept.get(hexOf(sha256(body))) ?? 0) + 1);
    const wrong = [...acknowledged].filter((hash) => kept.get(hash) !== 1);
    const { findings } = await opened.value.fullCheck();
    return [...wrong.map((hash) => `${kept.get(hash) ?? 0} times: ${hash}`), ...findings.map(({ what }) => what)];
  } finally {
    await engine.close();
    server = await spawnServer({
      built: true,
      env: ONE_THREAD,
      directory: server.directory,
      boxKeyFile: server.boxKeyFile,
    });
    Object.assign(client, { url: server.url });
  }
}

const smallBatch = () => office.built.batch([office.built.record(akte)], office.head);
const bigBatch = () =>
  office.built.batch(
    Array.from({ length: 1000 }, () => office.built.record(akte, { sizeBytes: 3000 })),
    office.head,
  );

/** Lets one call of an append fail. @returns false when there was no such call; it was written all the same. */
async function failOne(fault: Fault, request: AppendRequest): Promise<boolean> {
  const answer = await whileFailing(fault, () => client.append(request));
  if (answer === undefined) remember(request);
  else await settle(request, answer, fault);
  // Without a fault once, so that what a failure has left in the WAL is moved and does not pile up.
  const clean = smallBatch();
  remember(clean);
  expect((await client.append(clean)).status).toBe(200);
  return answer !== undefined;
}

/** Fails the calls of one kind of a small append one after the other until there is none left, by every error. */
async function failEach(call: string): Promise<number> {
  let injected = 0;
  for (const error of ERRORS)
    for (let nth = 1; await failOne({ call, error, nth, paths: databaseFiles() }, smallBatch()); nth++) injected++;
  return injected;
}

test.skipIf(!mayInject)(
  '[A4] [T7] answers every write and sync of an append that fails by a clean error or full success, and loses nothing',
  async () => {
    const writes = await failEach('pwrite64');
    const syncs = await failEach('fsync');
    expect(writes).toBeGreaterThanOrEqual(20);
    expect(syncs).toBeGreaterThanOrEqual(2);
    expect(await faultsFound()).toEqual([]);
    console.info(`${writes} writes and ${syncs} syncs failed, ${acknowledged.size} acknowledged, 0 lost`);
  },
  NIGHT ? 600_000 : 60_000,
);

test.skipIf(!mayInject)(
  '[A4] [T7] does so while the WAL is moved into the database, too',
  async () => {
    const paths = databaseFiles().slice(0, 1);
    const faults = [
      ...MOVES.map((nth) => ['pwrite64', nth] as const),
      ['fsync', 1] as const,
      ['ftruncate', 1] as const,
    ];
    let injected = 0;
    for (const error of ERRORS)
      for (const [call, nth] of faults) if (await failOne({ call, error, nth, paths }, bigBatch())) injected++;
    console.info(`${injected} calls failed while the WAL was moved`);
    expect(injected).toBeGreaterThanOrEqual(2 * faults.length - 2);
    expect(await faultsFound()).toEqual([]);
  },
  NIGHT ? 3_600_000 : 120_000,
);

test.skipIf(!mayInject)(
  '[T7] [SY12] answers every call of an upload that fails by an error, and takes the attachment afterwards',
  async () => {
    const calls = ['openat', 'ftruncate', 'pwrite64', 'fsync', 'mkdir', 'rename', 'read', 'close'];
    let injected = 0;
    for (const call of calls)
      for (const error of call === 'openat' ? [...ERRORS, 'EMFILE'] : ERRORS)
        for (let nth = 1; nth <= 8; nth++) {
          const bytes = office.built.random(50_000);
          const hash = createHash('sha256').update(bytes).digest('hex');
          const blobs = join(tenantFolder(), 'blobs');
          const incoming = join(blobs, 'incoming');
          const paths = [blobs, incoming, join(incoming, hash), join(blobs, hash.slice(0, 2))];
          const upload = async () => {
            await client.call('POST', 'blobs', { json: { akte: hexOf(akte), hash, sizeBytes: bytes.length } });
            return client.call('PUT', `blobs/${hash}?offset=0`, { bytes });
          };
          const answer = await whileFailing({ call, error, nth, paths }, upload);
          if (answer === undefined) break;
          injected++;
          const where = `${call} ${nth} ${error}: ${JSON.stringify(answer.json)}`;
          // Node answers ENOENT for a folder that could not be made: no error of the disk by its name.
          const codes = [...DISK_CODES, 'BLOB_UNKNOWN', ...(call === 'mkdir' ? ['INTERNAL'] : [])];
          if (answer.status !== 200) expect(codes, where).toContain(answer.json?.['code']);
          await uploadAgain(hash, bytes, where);
        }
    console.info(`${injected} calls of uploads failed`);
    expect(injected).toBeGreaterThanOrEqual(35);
    const { status } = await client.call('GET', '/health');
    expect(status).toBe(200);
  },
  NIGHT ? 600_000 : 60_000,
);

/** Goes on where the server says it is, as a client does, and reads the attachment back. */
async function uploadAgain(hash: string, bytes: Uint8Array, where: string): Promise<void> {
  const json = { akte: hexOf(akte), hash, sizeBytes: bytes.length };
  const state = await client.call('POST', 'blobs', { json });
  expect(state.status, `${where}; asked: ${JSON.stringify(state.json)}`).toBe(200);
  if (state.json?.['complete'] !== true) {
    const offset = Number(state.json?.['offset']);
    const rest = await client.call('PUT', `blobs/${hash}?offset=${offset}`, { bytes: bytes.subarray(offset) });
    expect(rest.json, where).toMatchObject({ complete: true });
  }
  const read = await client.call('GET', `blobs/${hash}`);
  expect(createHash('sha256').update(read.bytes).digest('hex'), where).toBe(hash);
}
