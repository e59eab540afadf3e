import { randomBytes } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestTenant } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBoxKeyFile, readBoxKeyFile } from '../box-key.ts';
import { createSqliteEngine } from '../sqlite/engine.ts';
import { boxStatus } from './box-status.ts';
import { addStick, restoreStick } from './change-sticks.ts';
import { makeBox } from './make-box.ts';
import { holdBox, openBox } from './open-box.ts';
import { slotsOfText } from './slots.ts';

const world = { now: () => 1_795_000_000_000, random: (length: number) => new Uint8Array(randomBytes(length)) };
const nothing = () => undefined;
let root: string;
let data: string;
let sticks: string[];
let form: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'siegel-box-'));
  data = join(root, 'data');
  for (const name of ['a', 'b', 'c']) await mkdir(join(root, name));
  sticks = [join(root, 'a', 'stick'), join(root, 'b', 'stick')];
  form = join(root, 'form.html');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const made = () => makeBox({ data, sticks, form }, world);
const keyBy = async (path: string, folder = data) => {
  const opened = await openBox(folder, path);
  return opened.ok ? hexOf(opened.value.bytes) : opened.error.code;
};
const code = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) => result.error?.code;

test('[BX1] [D1] makes two sticks that both open the box, neither alone, nor the data alone', async () => {
  expect(await made()).toMatchObject({ ok: true, value: { isAdopted: false, sameDisk: sticks, formBesideData: true } });
  const [first, second] = await Promise.all(sticks.map((file) => keyBy(file)));
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(second).toBe(first);
  const kept = await Promise.all([...sticks, join(data, 'box-slots')].map((file) => readFile(file, 'utf8')));
  for (const text of kept) expect(text).not.toContain(first);
  // The slots are no stick, and a stick opens no other data folder.
  expect(await keyBy(join(data, 'box-slots'))).toBe('DATABASE_KEY_WRONG');
  const other = join(root, 'other');
  await makeBox({ data: other, sticks: [join(root, 'c', '1'), join(root, 'c', '2')] }, world);
  expect(await keyBy(sticks[0]!, other)).toBe('DATABASE_KEY_WRONG');
});

test('[BX1] [D1] takes over the key that opens the databases, and makes none in its place', async () => {
  const boxKey = join(root, 'box.key');
  await createBoxKeyFile(boxKey);
  const plain = await readBoxKeyFile(boxKey);
  if (!plain.ok) throw new Error(plain.error.code);
  const { tenant } = new TestTenant('adopted');
  const created = await createSqliteEngine({ directory: data, boxKey: plain.value }).createTenant(tenant);
  if (!created.ok) throw new Error(created.error.code);
  await created.value.close();
  expect(code(await made())).toBe('BOX_NEEDS_KEY');
  const foreign = join(root, 'foreign.key');
  await createBoxKeyFile(foreign);
  expect(code(await makeBox({ data, sticks, boxKey: foreign }, world))).toBe('DATABASE_KEY_WRONG');
  expect([await readdir(join(root, 'a')), await readdir(data)]).toEqual([
    [],
    expect.not.arrayContaining(['box-slots']),
  ]);
  expect(await makeBox({ data, sticks, boxKey }, world)).toMatchObject({ ok: true, value: { isAdopted: true } });
  expect([await keyBy(sticks[0]!), await keyBy(boxKey)]).toEqual([hexOf(plain.value.bytes), hexOf(plain.value.bytes)]);
  expect(await keyBy(foreign)).toBe('DATABASE_KEY_WRONG');
});

test('[BX1, BX11] [D1] writes nothing over, makes a box once, and leaves no sticks of one that was not made', async () => {
  expect(code(await makeBox({ data, sticks: [sticks[0]!, sticks[0]!] }, world))).toBe('BOX_STICKS_FEW');
  await writeFile(form, 'letter');
  expect(await made()).toMatchObject({ ok: false, error: { code: 'FILE_EXISTS', facts: { file: form } } });
  expect([await readFile(form, 'utf8'), await readdir(join(root, 'a')), await readdir(join(root, 'b'))]).toEqual([
    'letter',
    [],
    [],
  ]);
  await rm(form);
  expect((await made()).ok).toBe(true);
  const modes = await Promise.all(
    [...sticks, form, join(data, 'box-slots')].map(async (file) => (await stat(file)).mode & 0o777),
  );
  expect(modes).toEqual([0o600, 0o600, 0o600, 0o600]);
  const slots = await readFile(join(data, 'box-slots'), 'utf8');
  expect(code(await makeBox({ data, sticks: [join(root, 'c', '1'), join(root, 'c', '2')] }, world))).toBe('BOX_EXISTS');
  expect(await readFile(join(data, 'box-slots'), 'utf8')).toBe(slots);
});

test('[BX4] [D1] finds a stick in a folder among other files, and says what is missing or wrong', async () => {
  await made();
  const folder = join(root, 'a');
  expect(await keyBy(join(root, 'c'))).toBe('DATABASE_KEY_MISSING');
  expect(await keyBy(join(root, 'nowhere'))).toBe('DATABASE_KEY_MISSING');
  await writeFile(join(folder, 'Urlaub.jpg'), new Uint8Array(100_000));
  await writeFile(join(folder, 'notes.txt'), 'siegel-stick 1\n');
  await mkdir(join(folder, 'System Volume Information'));
  expect(await keyBy(folder)).toBe(await keyBy(sticks[1]!));
  const text = await readFile(sticks[0]!, 'utf8');
  for (let at = 0; at < text.length; at += 7) {
    await writeFile(sticks[0]!, text.slice(0, at));
    expect(await keyBy(sticks[0]!), `cut at ${at}`).toBe('DATABASE_KEY_WRONG');
    await writeFile(sticks[0]!, `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`);
    expect(await keyBy(sticks[0]!), `changed at ${at}`).toBe('DATABASE_KEY_WRONG');
  }
  // Written by a program that ends lines as Windows does.
  await writeFile(sticks[0]!, text.replaceAll('\n', '\r\n'));
  expect(await keyBy(sticks[0]!)).toMatch(/^[0-9a-f]{64}$/);
  await chmod(sticks[0]!, 0o644);
  expect(await openBox(data, sticks[0]!)).toMatchObject({ ok: true, value: { readableByOthers: true } });
});

test('[BX4, BX11] [D1] takes slots that are torn for no box at all, and makes none over them', async () => {
  await made();
  const path = join(data, 'box-slots');
  const text = await readFile(path, 'utf8');
  for (const torn of [text.slice(0, -5), text.replace('Stick 1', 'Stick 9'), '']) {
    await writeFile(path, torn);
    expect(slotsOfText(torn)).toBeUndefined();
    expect(await keyBy(sticks[0]!)).toBe('DATABASE_KEY_WRONG');
    expect(code(await made())).toBe('BOX_DAMAGED');
    expect(await readFile(path, 'utf8')).toBe(torn);
  }
});

test('[BX5] [D1] is made and changed by one process at a time; a server keeps its box', async () => {
  await made();
  const server = await holdBox(data);
  expect(server.ok).toBe(true);
  expect(code(await holdBox(data))).toBe('DATABASE_IN_USE');
  expect(code(await makeBox({ data, sticks: [join(root, 'c', '1'), join(root, 'c', '2')] }, world))).toBe(
    'DATABASE_IN_USE',
  );
  // Another stick is no other key: a server may run.
  expect((await addStick({ data, by: sticks[0]!, stick: join(root, 'c', 'stick') }, world)).ok).toBe(true);
  if (server.ok) server.value.release();
  expect((await holdBox(data)).ok).toBe(true);
}, 20_000);

test('[BX8] [D1] makes another stick with one that fits, and with no other', async () => {
  await made();
  const third = join(root, 'c', 'stick');
  const foreign = join(root, 'foreign');
  await makeBox({ data: join(root, 'other'), sticks: [foreign, `${foreign}2`] }, world);
  expect(code(await addStick({ data, by: foreign, stick: third }, world))).toBe('BOX_STICK_FOREIGN');
  expect(code(await addStick({ data, by: join(root, 'nowhere'), stick: third }, world))).toBe('FILE_UNREADABLE');
  expect(code(await addStick({ data, by: sticks[0]!, stick: third, name: 'a\nkey 00' }, world))).toBe('BOX_STICK_NAME');
  expect(code(await addStick({ data, by: sticks[0]!, stick: sticks[1]! }, world))).toBe('FILE_EXISTS');
  const mistyped = { data: join(root, 'dta'), by: sticks[0]!, stick: third };
  expect(code(await addStick(mistyped, world))).toBe('BOX_MISSING');
  expect(await readdir(root)).not.toContain('dta');
  expect(await readdir(join(root, 'c'))).toEqual([]);
  expect(await addStick({ data, by: sticks[0]!, stick: third }, world)).toMatchObject({
    ok: true,
    value: { name: 'Stick 3' },
  });
  expect(new Set(await Promise.all([...sticks, third].map((file) => keyBy(file)))).size).toBe(1);
});

test('[BX9] [D1] makes a stick from the form when all sticks are gone, and the slots when those are', async () => {
  await made();
  const key = await keyBy(sticks[0]!);
  const { tenant } = new TestTenant('restored');
  const engine = createSqliteEngine({ directory: data, boxKey: { bytes: Buffer.from(key, 'hex') } });
  const created = await engine.createTenant(tenant);
  expect(created.ok).toBe(true);
  await engine.close();
  for (const file of sticks) await rm(file);
  const again = join(root, 'c', 'stick');
  const otherForm = join(root, 'other.html');
  await makeBox({ data: join(root, 'other'), sticks: [join(root, '1'), join(root, '2')], form: otherForm }, world);
  expect(code(await restoreStick({ data, form: otherForm, stick: again }, world))).toBe('BOX_FORM_OTHER');
  await writeFile(otherForm, (await readFile(form, 'utf8')).replace(/^3 {2}.{4}/m, '3  0000'));
  expect(await restoreStick({ data, form: otherForm, stick: again }, world)).toMatchObject({
    error: { code: 'BOX_FORM_LINE', facts: { line: 3 } },
  });
  expect((await restoreStick({ data, form, stick: again }, world)).ok).toBe(true);
  expect(await keyBy(again)).toBe(key);
  await rm(join(data, 'box-slots'));
  const anew = join(root, 'c', 'anew');
  expect((await restoreStick({ data, form, stick: anew }, world)).ok).toBe(true);
  expect([await keyBy(anew), await keyBy(again)]).toEqual([key, 'DATABASE_KEY_WRONG']);
  const empty = join(root, 'empty');
  await mkdir(empty);
  expect(code(await restoreStick({ data: empty, form, stick: join(root, '3') }, world))).toBe('BOX_MISSING');
});

test('[BX10] [D1] says how the box stands and which files fit, changes nothing, shows no key', async () => {
  expect(code(await boxStatus({ data: root, sticks: [] }, nothing))).toBe('BOX_MISSING');
  await made();
  const key = await keyBy(sticks[0]!);
  await copyFile(sticks[1]!, join(root, 'c', 'copy'));
  const before = await readFile(join(data, 'box-slots'), 'utf8');
  const status = await boxStatus({ data, sticks: [join(root, 'a'), join(root, 'c'), form] }, nothing);
  if (!status.ok) throw new Error(status.error.code);
  const { slots, tried } = status.value;
  expect(slots.slots.map(({ name }) => name)).toEqual(['Stick 1', 'Stick 2']);
  expect(tried.map(({ fitting }) => fitting.map(hexOf))).toEqual([
    [hexOf(slots.slots[0]!.id)],
    [hexOf(slots.slots[1]!.id)],
    [],
  ]);
  expect(
    JSON.stringify(status.value, (_, value) => (value instanceof Uint8Array ? hexOf(value) : value)),
  ).not.toContain(key);
  expect(await readFile(join(data, 'box-slots'), 'utf8')).toBe(before);
});
