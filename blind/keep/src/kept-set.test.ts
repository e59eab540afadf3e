import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TenantStore } from '@siegel/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { everythingOf, TenantWithBackups } from '../test-support/a-tenant.ts';
import { backupsIn, checkFiles, makeBackup, removeBackup, sweepSet, type TarOfBackup, tarOfBackup } from './index.ts';

let world: TenantWithBackups;
let store: TenantStore;
beforeEach(async () => {
  ({ world, store } = await TenantWithBackups.open());
});
afterEach(() => world.close());

const MADE_AT = 1_795_000_000_000;

async function tarOf(id: string): Promise<TarOfBackup> {
  const tar = await tarOfBackup({ set: world.set, id, madeAt: MADE_AT });
  if (typeof tar === 'string') throw new Error(tar);
  return tar;
}

async function readTar(tar: TarOfBackup, start = 0, end = tar.bytes): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of tar.read(start, end)) pieces.push(piece);
  return Buffer.concat(pieces);
}

test('[BK28] a deleted backup takes with it what no other one names, and each remaining one comes back whole', async () => {
  const first = await makeBackup(world.sourceOf(store), world.wish('a'));
  await world.append(store, [world.tenant.record(world.akte)]);
  const second = await makeBackup(world.sourceOf(store), world.wish('b', { before: first }));
  await world.append(store, [world.tenant.record(world.akte)]);
  await makeBackup(world.sourceOf(store), world.wish('c', { before: second }));
  await removeBackup(world.set, 'b');
  expect(await backupsIn(world.set)).toEqual(['a', 'c']);
  for (const id of ['a', 'c']) expect(await checkFiles({ set: world.set, id })).toEqual([]);
  expect(await everythingOf(await world.restored('c'))).toBe(await everythingOf(store));
  await removeBackup(world.set, 'a');
  expect(await checkFiles({ set: world.set, id: 'c' })).toEqual([]);
  await removeBackup(world.set, 'c');
  expect(await readdir(join(world.set, 'segments'))).toEqual([]);
  expect(await readdir(join(world.set, 'backups'))).toEqual([]);
});

test('[BK28] what a crash left behind is swept, and nothing of a backup with it', async () => {
  await sweepSet(world.set);
  await makeBackup(world.sourceOf(store), world.wish('a'));
  await mkdir(join(world.set, 'backups', 'half'));
  await writeFile(join(world.set, 'backups', 'half', 'side.age'), 'cut off');
  for (const name of ['half-journal-000000000000.age', 'x.age.part'])
    await writeFile(join(world.set, 'segments', name), 'cut off');
  await sweepSet(world.set);
  expect(await checkFiles({ set: world.set, id: 'a' })).toEqual([]);
  expect(await readdir(join(world.set, 'backups'))).toEqual(['a']);
  expect((await readdir(join(world.set, 'segments'))).filter((name) => !name.startsWith('a-'))).toEqual([]);
});

test('[BK28] while one list cannot be read, no segment goes', async () => {
  await makeBackup(world.sourceOf(store), world.wish('a'));
  await makeBackup(world.sourceOf(store), world.wish('b'));
  const before = await readdir(join(world.set, 'segments'));
  await writeFile(join(world.set, 'backups', 'b', 'SHA256SUMS'), 'no list\n');
  await removeBackup(world.set, 'a');
  expect(await readdir(join(world.set, 'segments'))).toEqual(before);
});

test('[BK30] a backup as one file is the same bytes each time, in any ranges, and tar and sha256sum take it', async () => {
  await makeBackup(world.sourceOf(store), world.wish('a'));
  const whole = await readTar(await tarOf('a'));
  const tar = await tarOf('a');
  expect(whole).toHaveLength(tar.bytes);
  const cuts = [0, 1, 511, 512, 513, 70_000, 1_000_001, tar.bytes - 1025, tar.bytes];
  const parts = await Promise.all(cuts.slice(1).map((end, at) => readTar(tar, cuts[at], end)));
  expect(Buffer.concat(parts).equals(whole)).toBe(true);
  const folder = await mkdtemp(join(tmpdir(), 'siegel-tar-'));
  execFileSync('tar', ['-x'], { cwd: folder, input: whole });
  const sums = execFileSync('sha256sum', ['-c', 'backups/a/SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
  await rm(folder, { recursive: true });
  expect(sums).not.toContain('FAILED');
});

test('[BK30] another backup has another tag, and one with a missing file is no download', async () => {
  await makeBackup(world.sourceOf(store), world.wish('a'));
  await makeBackup(world.sourceOf(store), world.wish('b'));
  expect((await tarOf('a')).tag).not.toBe((await tarOf('b')).tag);
  await rm(join(world.set, 'backups', 'a', 'keys.age'));
  const wish = { set: world.set, madeAt: MADE_AT };
  expect(await tarOfBackup({ ...wish, id: 'a' })).toBe('BACKUP_DAMAGED');
  expect(await tarOfBackup({ ...wish, id: 'none' })).toBe('BACKUP_UNKNOWN');
});
