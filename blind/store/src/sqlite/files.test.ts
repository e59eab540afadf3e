import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendPackets, openedBatch, testHasher, TestTenant } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { tenantDatabaseKey } from '../box-key.ts';
import type { TenantStore } from '../contract.ts';
import { openConnection } from './connection.ts';
import { createSqliteEngine } from './engine.ts';

const boxKey = { bytes: new Uint8Array(32).fill(1) };
const tenant = new TestTenant('files');
const key = tenantDatabaseKey(boxKey, tenant.tenant);
let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'siegel-files-'));
  path = join(directory, 'tenants', hexOf(tenant.tenant), 'journal.db');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const open = (options = { directory, boxKey }) => createSqliteEngine(options).openTenant(tenant.tenant);

async function founded(): Promise<TenantStore> {
  const created = await createSqliteEngine({ directory, boxKey }).createTenant(tenant.tenant);
  if (!created.ok) throw new Error(created.error.code);
  const genesis = openedBatch(tenant.batch([tenant.genesisEntry()], { size: 0, root: testHasher.emptyRoot }));
  await created.value.write((tx) => tx.append(genesis, { firstSeq: 0, receivedAt: tenant.now }));
  return created.value;
}

test('[ST1] leaves nothing of a tenant whose making was interrupted, and makes it then', async () => {
  const unfinished = join(directory, 'tenants', `.new-${hexOf(tenant.tenant)}`);
  await mkdir(unfinished, { recursive: true });
  await writeFile(join(unfinished, 'journal.db'), 'half a database');
  const engine = createSqliteEngine({ directory, boxKey });
  expect(await engine.tenants()).toEqual([]);
  expect(await engine.openTenant(tenant.tenant)).toMatchObject({ error: { code: 'TENANT_UNKNOWN' } });
  expect((await engine.createTenant(tenant.tenant)).ok).toBe(true);
  expect(await readdir(join(directory, 'tenants'))).toEqual([hexOf(tenant.tenant)]);
  await engine.close();
});

test('[ST3] refuses another box key and tells it from a damaged file', async () => {
  await (await founded()).close();
  const foreign = await open({ directory, boxKey: { bytes: new Uint8Array(32).fill(2) } });
  expect(foreign).toEqual({ ok: false, error: { code: 'DATABASE_KEY_WRONG' } });
  const bytes = await readFile(path);
  bytes[100] = (bytes[100] as number) ^ 1;
  await writeFile(path, bytes);
  expect(await open()).toMatchObject({ ok: false, error: { code: 'DATABASE_DAMAGED' } });
});

test('[ST3] gives an engine without the key nothing to read, neither SQLite nor its own driver', async () => {
  await (await founded()).close();
  const plain = new Database(path);
  expect(() => plain.prepare('SELECT count(*) FROM entry').get()).toThrow('file is not a database');
  plain.close();
  expect(() => new DatabaseSync(path).prepare('SELECT count(*) FROM entry').get()).toThrow('file is not a database');
  const bytes = await readFile(path);
  expect(bytes.includes('CREATE TABLE')).toBe(false);
  expect(bytes.includes(Buffer.from(tenant.tenant))).toBe(false);
});

test('[ST3] refuses a file that is plain SQLite, empty, cut short or missing', async () => {
  await (await founded()).close();
  const damaged = { ok: false, error: { code: 'DATABASE_DAMAGED' } };
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, 5000));
  expect(await open()).toMatchObject(damaged);
  await writeFile(path, '');
  expect(await open()).toMatchObject(damaged);
  await rm(path);
  expect(await open()).toMatchObject(damaged);
  const plain = new Database(path);
  plain.exec('CREATE TABLE entry (seq INTEGER PRIMARY KEY)');
  plain.close();
  expect(await open()).toMatchObject(damaged);
});

test('[ST3] refuses the database of another tenant put in its place', async () => {
  await (await founded()).close();
  const other = new TestTenant('other');
  const engine = createSqliteEngine({ directory, boxKey });
  const created = await engine.createTenant(other.tenant);
  await engine.close();
  expect(created.ok).toBe(true);
  await copyFile(join(directory, 'tenants', hexOf(other.tenant), 'journal.db'), path);
  expect(await open()).toMatchObject({ ok: false, error: { code: 'DATABASE_KEY_WRONG' } });
});

test('[ST4] gives a second process DATABASE_IN_USE at once, and the tenant when the first one is gone', async () => {
  const store = await founded();
  const program = `
    const { createSqliteEngine } = await import(${JSON.stringify(new URL('../index.ts', import.meta.url).href)});
    const engine = createSqliteEngine({ directory: ${JSON.stringify(directory)}, boxKey: { bytes: new Uint8Array(32).fill(1) } });
    const opened = await engine.openTenant(Buffer.from('${hexOf(tenant.tenant)}', 'hex'));
    console.log(opened.ok ? 'opened' : opened.error.code);
    process.kill(process.pid, 'SIGKILL');`;
  const second = () =>
    spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }).stdout.trim();
  expect(second()).toBe('DATABASE_IN_USE');
  await store.close();
  // The second process is killed while it holds the tenant: that frees the lock.
  expect(second()).toBe('opened');
  const again = await open();
  expect(again.ok && (await again.value.size())).toBe(1);
  if (again.ok) await again.value.close();
});

test('[ST5] sets every writing connection to lose and leave nothing', async () => {
  await (await founded()).close();
  const writer = openConnection(path, key, { readonly: false });
  const values = (names: readonly string[]) => names.map((name) => writer.pragma(name, { simple: true }));
  expect(values(['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys', 'temp_store'])).toEqual([
    'wal',
    2,
    1,
    1,
    2,
  ]);
  expect(values(['cell_size_check', 'trusted_schema', 'cipher'])).toEqual([1, 0, 'aegis']);
  writer.close();
  expect((await stat(path)).size % 4096).toBe(0);
});

test('[ST23] overwrites erased bytes in the file and empties the WAL', async () => {
  const store = await founded();
  const akte = tenant.random(16);
  const small = tenant.record(akte);
  const large = tenant.record(akte, { sizeBytes: 40_000 });
  const caseKey = tenant.caseKey(akte);
  await store.write((tx) => appendPackets(tx, tenant, [caseKey, small, large]));
  const secrets = [
    small.envelopes[0]!,
    large.envelopes[0]!.subarray(20_000, 20_400),
    caseKey.open!.salt,
    caseKey.wraps[0]!.bytes,
  ];
  const pages = () => {
    const reader = openConnection(path, key, { readonly: true });
    // The whole database as its pages are, opened: free space included.
    const image = reader.serialize();
    reader.close();
    return image;
  };
  expect(secrets.map((secret) => pages().includes(Buffer.from(secret)))).toEqual([true, true, true, true]);
  await store.write((tx) => tx.erase([caseKey, small, large].map((packet) => testHasher.sha256(packet.body))));
  expect(secrets.map((secret) => pages().includes(Buffer.from(secret)))).toEqual([false, false, false, false]);
  expect((await stat(`${path}-wal`)).size).toBe(0);
  await store.close();
});
