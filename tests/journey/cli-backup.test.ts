import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliOffice, foundCliOffice } from './cli-world.ts';

let office: CliOffice;
let identity: string;
let id: string;
beforeAll(async () => {
  office = await foundCliOffice();
});
afterAll(() => office.end());

const setOf = ({ server, founded }: CliOffice) => join(server.directory, 'backups', founded.tenant);

test('[CL82] [BK26] without a key nothing is made; one is set up for colleagues by name, and shown to whom it names', async () => {
  expect(await office.json('backup', 'make')).toMatchObject({ exit: 3, error: 'BACKUP_KEY_MISSING' });
  expect((await office.run('backup', 'list')).out).toContain('siegel backup key create');
  const unknown = await office.json('backup', 'key', 'create', 'Dr. Jana Lindner', 'Niemand');
  expect(unknown).toMatchObject({ exit: 3, error: 'COLLEAGUE_UNKNOWN' });
  const created = await office.run('backup', 'key', 'create', 'dr. jana lindner');
  expect(created.code).toBe(0);
  expect(created.err).toContain('Nur eine Person');
  const listed = await office.json('backup', 'key', 'list');
  expect(listed['keys']).toMatchObject([{ isOwn: true, holders: [{ name: 'Dr. Jana Lindner' }] }]);
  const shown = await office.run('backup', 'key', 'show');
  expect(shown.code).toBe(0);
  identity = shown.out.trim();
  // One line and nothing else: `age -i` takes it as it is.
  expect(identity).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/);
  const other = await office.json('backup', 'key', 'show', '00'.repeat(16));
  expect(other).toMatchObject({ exit: 3, error: 'BACKUP_NOT_HOLDER' });
});

test('[CL80] [CL81] a backup is made, listed, and comes into a new file that opens with what was shown', async () => {
  const made = await office.json('backup', 'make');
  expect(made).toMatchObject({ exit: 0, madeBy: 'Dr. Jana Lindner' });
  id = String(made['backupId']);
  expect((await office.run('backup', 'list')).out).toContain(id);
  const folder = join(office.directory, 'unpacked');
  await mkdir(folder);
  const file = join(folder, 'backup.tar');
  const got = await office.json('backup', 'get', file);
  const { size, mode } = await stat(file);
  expect(got).toMatchObject({ exit: 0, id, bytes: size });
  expect(mode & 0o777).toBe(0o600);
  const again = await office.json('backup', 'get', file, '--backup', id);
  expect(again).toMatchObject({ exit: 2, error: 'FILE_EXISTS' });
  expect((await stat(file)).size).toBe(size);
  execFileSync('tar', ['-xf', 'backup.tar'], { cwd: folder });
  execFileSync('sha256sum', ['--quiet', '-c', `backups/${id}/SHA256SUMS`], { cwd: folder });
  await writeFile(join(folder, 'key.txt'), `${identity}\n`);
  const sealed = join(folder, 'backups', id, 'manifest.age');
  const packed = execFileSync('age', ['-d', '-i', join(folder, 'key.txt'), sealed]);
  expect(execFileSync('zstd', ['-d', '-c'], { input: packed }).toString()).toContain('"siegel-backup 1"');
});

test('[CL83] [BK51] the plan is shown and changed, a wrong time or zone changes nothing', async () => {
  expect((await office.run('backup', 'plan')).out).toContain('jeden Tag um 02:00 (Europe/Berlin)');
  const changed = await office.json('backup', 'plan', '--at', '21:30', '--zone', 'America/New_York');
  const plan = { isOn: true, minute: 1290, zone: 'America/New_York' };
  expect(changed).toMatchObject({ exit: 0, plan, nextAtMs: expect.any(Number) as number });
  for (const wrong of [
    ['--at', '24:00'],
    ['--at', 'bald'],
    ['--zone', 'Nirgendwo'],
    ['--off', '--at', '03:00'],
  ])
    expect((await office.run('backup', 'plan', ...wrong)).code).toBe(2);
  expect((await office.run('backup', 'list')).out).toContain('jeden Tag um 21:30 (America/New_York)');
  expect(await office.json('backup', 'plan', '--off')).toMatchObject({ exit: 0, plan: { ...plan, isOn: false } });
  expect((await office.run('backup', 'plan')).out).toContain('Plan: aus');
  expect(await office.json('backup', 'plan', '--at', '2:00')).toMatchObject({ plan: { ...plan, minute: 120 } });
});

test('[CL81] what cannot be fetched leaves no file', async () => {
  const file = join(office.directory, 'none.tar');
  const got = await office.json('backup', 'get', file, '--backup', 'x');
  expect(got).toMatchObject({ exit: 3, error: 'BACKUP_UNKNOWN' });
  expect(await readdir(office.directory)).not.toContain('none.tar');
});

test('[CL80] a comparison says what is damaged, and a deleted backup is gone', async () => {
  expect(await office.json('backup', 'check', id)).toMatchObject({ exit: 0, checked: { damaged: 0 } });
  const damaged = join(setOf(office), 'backups', id, 'keys.age');
  await writeFile(damaged, (await readFile(damaged)).with(100, 0));
  const found = await office.run('backup', 'check', id);
  expect(found.code).toBe(6);
  expect(found.out).toContain(`backups/${id}/keys.age`);
  expect((await office.run('backup', 'cancel')).code).toBe(0);
  expect((await office.run('backup', 'delete', id)).code).toBe(0);
  expect(await office.json('backup', 'delete', id)).toMatchObject({ exit: 3, error: 'BACKUP_UNKNOWN' });
  expect(await office.json('backup', 'list')).toMatchObject({ backups: [], hasKey: true });
});
