import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDeviceKeys } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HeldLine } from '../../test-support/held-line.ts';
import { must, Practice } from '../../test-support/practice.ts';
import { enterDevice, unlockDevice } from './enter-device.ts';
import { Safe } from './safe.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-index-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

test('[SF30] the index is loaded by one call at a time: whoever comes meanwhile finds it loaded', async () => {
  const line = new HeldLine();
  const place = await practice.signInPlace('twice', { fetch: line.fetch });
  const entered = must(await enterDevice(place, { recoveryCode: practice.recoveryCode }, await makeDeviceKeys()));
  const safe = must(await Safe.open(entered));
  const held = line.hold(/\/index$/);
  const loads = [safe.loadIndex(), safe.loadIndex(), safe.loadIndex()];
  await held.reached;
  held.release();
  expect((await Promise.all(loads)).map(must)).toEqual([1, 1, 1]);
  expect(line.asked.filter((url) => url.endsWith('/index'))).toHaveLength(1);
  expect(await place.pages.list('index.')).toHaveLength(1);
});

test('[SF36] who was entered a moment ago is found by a device that may not ask for the index yet', async () => {
  const device = await makeDeviceKeys();
  const first = await practice.enter('again', device);
  must(await first.loadIndex());
  await first.close();
  const { personId } = await practice.addPerson('Albrecht', 'RR 120/80');
  const again = must(await Safe.open(must(await unlockDevice(await practice.signInPlace('again'), device))));
  expect(await again.loadIndex()).toMatchObject({ ok: false, error: { code: 'DELIVERY_TOO_OFTEN' } });
  expect(again.index.has(hexOf(personId))).toBe(true);
  expect(again.unreadablePersons.size).toBe(0);
});
