import { randomBytes } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestOffice } from '@siegel/testing';
import { hexOf, WIRE_KINDS } from '@siegel/wire';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';
import { OfficeWithBackups } from '../../test-support/office-with-backups.ts';

let server: ServerForTest;
let office: TestOffice;
let house: OfficeWithBackups;
beforeEach(async () => {
  server = await startForTest();
  office = await TestOffice.found(server);
  house = new OfficeWithBackups(server, office);
});
afterEach(() => server.stop());

const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];
const MIB = 1024 * 1024;

test('[D2] [BK26] a backup is made at a wish, listed with who made it, and is an entry of the log', async () => {
  const { identity } = await house.setUpKey();
  await office.akte(3);
  const id = await house.make();
  const { backups, hasKey } = await house.list();
  const manifest = await house.manifest(id, identity);
  expect(backups).toEqual([
    {
      id,
      madeAt: manifest.madeAt,
      cause: 'demand',
      by: hexOf(office.member.user),
      bytes: expect.any(Number) as number,
      journalSize: manifest.head.size,
      checked: { at: expect.any(Number) as number, damaged: 0, names: [] },
    },
  ]);
  expect(hasKey).toBe(true);
  const [said] = await house.said(WIRE_KINDS.backupMade);
  expect(said).toMatchObject({ change: 'made', backup: id, size: manifest.head.size, bytes: backups[0]?.bytes });
  expect(hexOf(said?.['device'] as Uint8Array)).toBe(hexOf(office.member.device));
});

test('[BK26] [BK14] the next backup writes what is new, though nobody here can open the one before', async () => {
  const { identity } = await house.setUpKey();
  await house.attach(office.built.random(200_000));
  const first = await house.manifest(await house.make(), identity);
  await office.akte(1);
  const second = await house.manifest(await house.make(), identity);
  const names = second.files.map(({ name }) => name);
  const shared = first.files.filter(({ holds }) => holds.kind === 'journal' || holds.kind === 'blobs');
  expect(shared.length).toBeGreaterThan(1);
  for (const { name } of shared) expect(names).toContain(name);
  expect(second.counts.entries).toBe(second.head.size);
});

test('[BK26] nothing is built upon a backup for another key, nor upon one that was found damaged', async () => {
  await house.setUpKey();
  const first = await house.make();
  const { identity } = await house.setUpKey();
  const second = await house.make();
  const own = (files: readonly { name: string }[], id: string) =>
    files.every(({ name }) => name.startsWith(`segments/${id}`) || name.startsWith(`backups/${id}`));
  expect(own((await house.manifest(second, identity)).files, second)).toBe(true);
  const [segment = ''] = (await readdir(join(house.set, 'segments'))).filter((name) => name.startsWith(second));
  await writeFile(join(house.set, 'segments', segment), 'not what it was');
  expect((await house.post(`backups/${second}/check`)).status).toBe(202);
  await house.quiet();
  const third = await house.make();
  expect(own((await house.manifest(third, identity)).files, third)).toBe(true);
  expect((await house.list()).backups.map(({ id }) => id)).toEqual([first, second, third]);
});

test('[BK2] [D3] without a key that somebody here can open nothing is made', async () => {
  expect(code(await house.post())).toBe('BACKUP_KEY_MISSING');
  expect((await house.list()).hasKey).toBe(false);
  const director = await office.admit('geschaeftsfuehrung');
  await house.setUpKey([director]);
  await house.make();
  const removed = office.built.userFields(director.member, { state: 'removed' });
  const parent = (await house.tenant.core.store.headsOf([director.member.user]))[0]?.entryHash ?? null;
  const wish = { kind: WIRE_KINDS.user, record: director.member.user, parent, fields: removed };
  await office.append([office.built.entry(wish)]);
  expect(code(await house.post())).toBe('BACKUP_KEY_MISSING');
});

test('[BK27] one at a time: a second one is refused, and writing goes on beside it', async () => {
  await house.setUpKey();
  await house.attach(randomBytes(60 * MIB));
  expect((await house.post()).status).toBe(202);
  expect(code(await house.post())).toBe('BACKUP_RUNNING');
  expect(code(await house.post('backups/x/check'))).toBe('BACKUP_RUNNING');
  expect(code(await office.client.call('DELETE', 'backups/x'))).toBe('BACKUP_RUNNING');
  const took: number[] = [];
  let last = await house.list();
  while (last.running !== null) {
    const before = performance.now();
    await office.akte(1);
    took.push(performance.now() - before);
    last = await house.list();
  }
  const slowest = Math.round(Math.max(...took));
  expect(took.length).toBeGreaterThan(2);
  expect(slowest).toBeLessThan(2_000);
  expect(last.failed).toBeNull();
  expect(last.backups).toHaveLength(1);
});

test('[BK27] of two that come at the same moment one is begun', async () => {
  await house.setUpKey();
  const answers = await Promise.all([house.post(), house.post(), house.post()]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409, 409]);
  expect((await house.quiet()).backups).toHaveLength(1);
});

test('[BK15] [BK27] a cancelled backup leaves nothing behind, no entry of the log either, and no earlier one changed', async () => {
  await house.setUpKey();
  const first = await house.make();
  const before = await readdir(join(house.set, 'segments'));
  await house.attach(randomBytes(60 * MIB));
  const begun = await house.post();
  expect((await office.client.call('DELETE', 'backups/running')).status).toBe(204);
  const { backups, failed } = await house.list();
  expect(failed).toMatchObject({ work: 'make', id: begun.json?.['id'], code: 'BACKUP_CANCELLED' });
  expect(backups.map(({ id }) => id)).toEqual([first]);
  expect(await readdir(join(house.set, 'segments'))).toEqual(before);
  expect(await readdir(join(house.set, 'backups'))).toEqual([first]);
  expect(await house.said(WIRE_KINDS.backupMade)).toHaveLength(1);
  expect((await office.client.call('DELETE', 'backups/running')).status).toBe(204);
});

test('[D4] [BK28] keeps at most seven backups: an eighth is refused until one of them was deleted, and the others stay whole', async () => {
  const { identity } = await house.setUpKey();
  const ids: string[] = [];
  for (let i = 0; i < 7; i++) {
    await office.akte(1);
    ids.push(await house.make());
  }
  expect(code(await house.post())).toBe('BACKUPS_FULL');
  expect((await house.quiet()).failed).toBeNull();
  const [gone, kept] = [String(ids[2]), String(ids[3])];
  expect((await office.client.call('DELETE', `backups/${gone}`)).status).toBe(204);
  expect(code(await office.client.call('DELETE', `backups/${gone}`))).toBe('BACKUP_UNKNOWN');
  ids.splice(2, 1, await house.make());
  const { backups } = await house.list();
  expect(backups.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  for (const { id } of backups) {
    await house.post(`backups/${id}/check`);
    await house.quiet();
    expect(await house.manifest(id, identity)).toMatchObject({ id });
  }
  expect((await house.list()).backups.map(({ checked }) => checked?.damaged)).toEqual(ids.map(() => 0));
  expect((await house.manifest(kept, identity)).files.length).toBeGreaterThan(4);
  const said = await house.said(WIRE_KINDS.backupMade);
  expect(said.filter(({ change }) => change === 'deleted')).toMatchObject([{ backup: gone }]);
});

test('[BK29] a comparison names what is damaged or missing, and needs no key', async () => {
  await house.setUpKey();
  const id = await house.make();
  const check = async () => {
    expect((await house.post(`backups/${id}/check`)).status).toBe(202);
    return (await house.quiet()).backups[0]?.checked;
  };
  expect(await check()).toMatchObject({ damaged: 0, names: [] });
  await rm(join(house.set, 'backups', id, 'keys.age'));
  expect(await check()).toMatchObject({ damaged: 1, names: [`backups/${id}/keys.age`] });
  await writeFile(join(house.set, 'backups', id, 'SHA256SUMS'), 'no list\n');
  expect(await check()).toMatchObject({ damaged: 1, names: [`backups/${id}/SHA256SUMS`] });
  expect(code(await house.post('backups/x/check'))).toBe('BACKUP_UNKNOWN');
});
