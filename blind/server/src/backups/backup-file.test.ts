import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkFiles } from '@siegel/keep';
import { type Answer, TestOffice } from '@siegel/testing';
import { WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';
import { OfficeWithBackups } from '../../test-support/office-with-backups.ts';

let server: ServerForTest;
let office: TestOffice;
let house: OfficeWithBackups;
let identity: string;
let id: string;
beforeAll(async () => {
  server = await startForTest();
  office = await TestOffice.found(server);
  house = new OfficeWithBackups(server, office);
  ({ identity } = await house.setUpKey());
  await house.attach(office.built.random(100_000));
  id = await house.make();
});
afterAll(() => server.stop());

const file = (headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  office.client.call('GET', `backups/${id}/file`, undefined, headers);
const deliveries = async () =>
  (await house.said(WIRE_KINDS.delivery)).filter(({ purpose }) => purpose === 'backup').length;

test('[D4] [BK30] a backup comes as one file that opens elsewhere, with an entry of the log', async () => {
  const before = await deliveries();
  const answer = await file();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/x-tar');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="siegel-backup-${id}.tar"`);
  expect(answer.bytes).toHaveLength(Number(answer.headers.get('content-length')));
  const set = await house.unpacked(answer.bytes);
  expect(await checkFiles({ set, id })).toEqual([]);
  expect(await house.manifest(id, identity, set)).toMatchObject({ id });
  expect(await deliveries()).toBe(before + 1);
  expect((await house.said(WIRE_KINDS.delivery)).at(-1)).toMatchObject({ purpose: 'backup', backup: id });
});

test('[BK30] a download goes on where it was cut off; for another file it begins anew', async () => {
  const whole = await file();
  const tag = String(whole.headers.get('etag'));
  const cut = 4_321;
  const rest = await file({ range: `bytes=${cut}-`, 'if-range': tag });
  expect(rest.status).toBe(206);
  expect(rest.headers.get('content-range')).toBe(`bytes ${cut}-${whole.bytes.length - 1}/${whole.bytes.length}`);
  expect(Buffer.concat([whole.bytes.subarray(0, cut), rest.bytes]).equals(whole.bytes)).toBe(true);
  const other = await file({ range: `bytes=${cut}-`, 'if-range': '"another file"' });
  expect([other.status, other.bytes.length]).toEqual([200, whole.bytes.length]);
  const beyond = await file({ range: `bytes=${whole.bytes.length}-` });
  expect([beyond.status, beyond.json?.['code']]).toEqual([416, 'RANGE_UNKNOWN']);
});

test('[BK30] the same backup is the same bytes behind another one that shares files with it', async () => {
  const before = await file();
  await office.akte(1);
  await house.make();
  const after = await file();
  expect(Buffer.from(after.bytes).equals(before.bytes)).toBe(true);
  expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
  expect((await readdir(join(house.set, 'backups'))).length).toBe(2);
});

test('[BK31] whoever does not administer neither sees nor makes nor gets a backup', async () => {
  const guest = await office.admit('ohne', { rights: ['read-records', 'write-records', 'export'] });
  for (const [method, path] of [
    ['GET', 'backups'],
    ['POST', 'backups'],
    ['DELETE', 'backups/running'],
    ['DELETE', `backups/${id}`],
    ['POST', `backups/${id}/check`],
    ['GET', `backups/${id}/file`],
  ] as const)
    expect((await guest.client.call(method, path)).json?.['code'], `${method} ${path}`).toBe('RIGHT_MISSING');
  expect((await house.list()).backups.map((backup) => backup.id)).toContain(id);
});
