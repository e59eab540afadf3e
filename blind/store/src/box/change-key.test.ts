import { randomBytes } from 'node:crypto';
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openedBatch, testHasher, TestTenant } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tenantDatabaseKey } from '../box-key.ts';
import { openConnection } from '../sqlite/connection.ts';
import { createSqliteEngine } from '../sqlite/engine.ts';
import { changeKey } from './change-key.ts';
import { restoreStick } from './change-sticks.ts';
import { makeBox } from './make-box.ts';
import { finishRekey, holdBox, openBox } from './open-box.ts';
import { readSlots, sealPrevious, slotFor, markOf, writeSlots } from './slots.ts';
import { sticksAt } from './stick.ts';

const world = { now: () => 1_795_000_000_000, random: (length: number) => new Uint8Array(randomBytes(length)) };
const tenants = ['one', 'two'].map((seed) => new TestTenant(seed));
let root: string;
let data: string;
let sticks: [string, string];
let form: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'siegel-rekey-'));
  data = join(root, 'data');
  sticks = [join(root, 'stick-1'), join(root, 'stick-2')];
  form = join(root, 'form.html');
  const made = await makeBox({ data, sticks, form }, world);
  if (!made.ok) throw new Error(made.error.code);
  const engine = createSqliteEngine({ directory: data, boxKey: { bytes: await keyBy(sticks[0]) } });
  for (const tenant of tenants) {
    const created = await engine.createTenant(tenant.tenant);
    if (!created.ok) throw new Error(created.error.code);
    const genesis = openedBatch(tenant.batch([tenant.genesisEntry()], { size: 0, root: testHasher.emptyRoot }));
    await created.value.write((tx) => tx.append(genesis, { firstSeq: 0, receivedAt: tenant.now }));
  }
  await engine.close();
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function keyBy(path: string): Promise<Uint8Array> {
  const opened = await openBox(data, path);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value.bytes;
}
const codeBy = async (path: string, folder = data) => {
  const opened = await openBox(folder, path);
  return opened.ok ? 'opened' : opened.error.code;
};
const idOf = async (path: string) => hexOf((await sticksAt(path))![0]!.id);
const databaseOf = (tenant: TestTenant) => join(data, 'tenants', hexOf(tenant.tenant), 'journal.db');
const code = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) => result.error?.code;

/** Sizes and findings of every tenant as a server would open it. */
async function opened(bytes: Uint8Array): Promise<readonly (number | string)[]> {
  const engine = createSqliteEngine({ directory: data, boxKey: { bytes } });
  const sizes: (number | string)[] = [];
  for (const { tenant } of tenants) {
    const store = await engine.openTenant(tenant);
    sizes.push(
      store.ok ? (await store.value.fullCheck()).findings.length + (await store.value.size()) : store.error.code,
    );
  }
  await engine.close();
  return sizes;
}

test('[BX6] [D1] gives every database a new key; the old one, its form and a revoked stick open nothing any more', async () => {
  const before = await keyBy(sticks[0]);
  const starts = await Promise.all(tenants.map(async (tenant) => (await readFile(databaseOf(tenant))).subarray(0, 16)));
  const newForm = join(root, 'new.html');
  const lost = await idOf(sticks[1]);
  expect(await changeKey({ data, sticks: [sticks[0]], revoke: [lost], form: newForm }, world)).toMatchObject({
    ok: true,
    value: { left: 0, slots: { previous: undefined } },
  });
  const after = await keyBy(sticks[0]);
  expect(hexOf(after)).not.toBe(hexOf(before));
  expect(await codeBy(sticks[1])).toBe('DATABASE_KEY_WRONG');
  expect([await opened(after), await opened(before)]).toEqual([
    [1, 1],
    ['DATABASE_KEY_WRONG', 'DATABASE_KEY_WRONG'],
  ]);
  for (const [at, tenant] of tenants.entries()) {
    const start = (await readFile(databaseOf(tenant))).subarray(0, 16);
    expect(start.equals(starts[at]!)).toBe(false);
    expect(hexOf(start)).toBe(hexOf(tenantDatabaseKey({ bytes: after }, tenant.tenant).keyCheck));
    expect((await readdir(join(databaseOf(tenant), '..'))).toSorted()).toEqual(['blobs', 'journal.db', 'lock']);
  }
  expect(code(await restoreStick({ data, form, stick: join(root, 'again') }, world))).toBe('BOX_FORM_OTHER');
  expect((await restoreStick({ data, form: newForm, stick: join(root, 'again') }, world)).ok).toBe(true);
});

test('[BX6] [D1] takes along what lies in the WAL of a process that was killed', async () => {
  const [tenant] = tenants as [TestTenant];
  const bytes = await keyBy(sticks[0]);
  const path = databaseOf(tenant);
  const db = openConnection(path, tenantDatabaseKey({ bytes }, tenant.tenant), { readonly: false });
  db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)').run('in the wal', new Uint8Array([1]));
  // What a kill leaves: the files as they are while a connection is open.
  for (const end of ['', '-wal']) await copyFile(path + end, join(root, `kept${end}`));
  db.close();
  for (const end of ['', '-wal']) await copyFile(join(root, `kept${end}`), path + end);
  expect((await stat(`${path}-wal`)).size).toBeGreaterThan(0);
  expect((await changeKey({ data, sticks, revoke: [] }, world)).ok).toBe(true);
  const after = openConnection(path, tenantDatabaseKey({ bytes: await keyBy(sticks[1]) }, tenant.tenant), {
    readonly: true,
  });
  expect(after.prepare("SELECT count(*) FROM setting WHERE name = 'in the wal'").pluck().get()).toBe(1);
  after.close();
});

test('[BX6] [D1] overwrites the pages of the file before, as far as its disk lets it', async () => {
  const [tenant] = tenants as [TestTenant];
  // A second name keeps the old file in sight.
  const { link } = await import('node:fs/promises');
  await link(databaseOf(tenant), join(root, 'old'));
  expect((await changeKey({ data, sticks, revoke: [] }, world)).ok).toBe(true);
  expect((await readFile(join(root, 'old'))).every((byte) => byte === 0)).toBe(true);
});

test('[BX6] [D1] forgets no stick, keeps one, and changes nothing when something is not as it should be', async () => {
  const unchanged = async () => [await readFile(join(data, 'box-slots'), 'utf8'), await opened(await keyBy(sticks[0]))];
  const before = await unchanged();
  const [first, second] = [await idOf(sticks[0]), await idOf(sticks[1])];
  expect(await changeKey({ data, sticks: [sticks[0]], revoke: [] }, world)).toMatchObject({
    error: { code: 'BOX_STICK_MISSING', facts: { name: 'Stick 2', id: second } },
  });
  expect(code(await changeKey({ data, sticks, revoke: [first, second] }, world))).toBe('BOX_STICK_LAST');
  expect(code(await changeKey({ data, sticks, revoke: ['00'] }, world))).toBe('BOX_STICK_UNKNOWN');
  expect(code(await changeKey({ data, sticks, revoke: [second] }, world))).toBe('BOX_STICK_FOREIGN');
  expect(code(await changeKey({ data, sticks: [...sticks, form], revoke: [] }, world))).toBe('BOX_STICK_FOREIGN');
  expect(code(await changeKey({ data, sticks, revoke: [], form }, world))).toBe('FILE_EXISTS');
  const server = await holdBox(data);
  expect(code(await changeKey({ data, sticks, revoke: [] }, world))).toBe('DATABASE_IN_USE');
  if (server.ok) server.value.release();
  // A program that holds no box, only a tenant.
  const engine = createSqliteEngine({ directory: data, boxKey: { bytes: await keyBy(sticks[0]) } });
  expect((await engine.openTenant(tenants[1]!.tenant)).ok).toBe(true);
  expect(code(await changeKey({ data, sticks, revoke: [] }, world))).toBe('DATABASE_IN_USE');
  await engine.close();
  const [, other] = tenants as [TestTenant, TestTenant];
  const mine = await readFile(databaseOf(other));
  await writeFile(databaseOf(other), Buffer.concat([Buffer.alloc(16, 7), mine.subarray(16)]));
  expect(code(await changeKey({ data, sticks, revoke: [] }, world))).toBe('DATABASE_KEY_WRONG');
  await writeFile(databaseOf(other), mine);
  expect(await unchanged()).toEqual(before);
}, 30_000);

/** A box whose key is being changed: slots under the new key, no database yet. */
async function underWay(): Promise<Uint8Array> {
  const before = await keyBy(sticks[0]);
  const slots = await readSlots(data);
  if (!slots.ok || slots.value === undefined) throw new Error('no slots');
  const next = world.random(32);
  const found = (await Promise.all(sticks.map(sticksAt))).flatMap((each) => each ?? []);
  await writeSlots(data, {
    ...slots.value,
    mark: markOf(next),
    slots: found.map((stick) => slotFor(stick, next, 0, world.random)),
    previous: sealPrevious(before, next, slots.value.box, world.random),
  });
  return next;
}

test('[BX7] [D1] goes on with a change that was cut off, by either stick; a damaged database keeps its key and holds up nobody', async () => {
  const before = await keyBy(sticks[0]);
  const next = await underWay();
  const [damaged] = tenants as [TestTenant];
  const whole = await readFile(databaseOf(damaged));
  const broken = Buffer.from(whole);
  broken.fill(0, 20_000, 24_000);
  await writeFile(databaseOf(damaged), broken);
  const box = await openBox(data, sticks[1]);
  if (!box.ok) throw new Error(box.error.code);
  expect(await finishRekey(data, box.value)).toEqual({ ok: true, value: 1 });
  expect(await opened(next)).toEqual(['DATABASE_KEY_WRONG', 1]);
  // The copy that is put back is still under the key of before, which was kept for it.
  await writeFile(databaseOf(damaged), whole);
  expect(await finishRekey(data, box.value)).toEqual({ ok: true, value: 0 });
  expect([await opened(next), await opened(before)]).toEqual([
    [1, 1],
    ['DATABASE_KEY_WRONG', 'DATABASE_KEY_WRONG'],
  ]);
  expect(await readFile(join(data, 'box-slots'), 'utf8')).not.toContain('previous');
});

test('[BX6] [D1] leaves copies made before to the keys of before: that is what revoking cannot take back', async () => {
  const copy = join(root, 'copy');
  await mkdir(copy);
  await cp(data, copy, { recursive: true });
  const lost = await idOf(sticks[1]);
  expect((await changeKey({ data, sticks: [sticks[0]], revoke: [lost] }, world)).ok).toBe(true);
  expect([await codeBy(sticks[1], copy), await codeBy(sticks[0], copy), await codeBy(sticks[1])]).toEqual([
    'opened',
    'opened',
    'DATABASE_KEY_WRONG',
  ]);
});
