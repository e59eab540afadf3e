import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOfRecoveryCode, makeDeviceKeys } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, Practice } from '../../test-support/practice.ts';
import { admitSecondUser } from '../../test-support/second-user.ts';
import type { Fetch } from '../server/server-request.ts';
import { enterDevice } from './enter-device.ts';
import { deviceNames, nameDevice } from './name-device.ts';
import { removeDevice } from './remove-device.ts';
import { Safe } from './safe.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-names-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

test('[DV24] a device has a name that colleagues read and that is changed, and the server gets none of it', async () => {
  const sent: Uint8Array[] = [];
  const line: Fetch = (url, init) => {
    if (init?.body instanceof Uint8Array) sent.push(init.body);
    return fetch(url, init);
  };
  const slot = { recoveryCode: practice.recoveryCode };
  const place = await practice.signInPlace('named', { fetch: line });
  const safe = must(await Safe.open(must(await enterDevice(place, slot, await makeDeviceKeys()))));
  const { device } = safe.given.device;
  expect((await deviceNames(safe)).get(hexOf(device))).toBeUndefined();
  must(await nameDevice(safe, device, '  Empfang 1 '));
  must(await safe.sync());
  expect((await deviceNames(safe)).get(hexOf(device))).toBe('Empfang 1');
  must(await nameDevice(safe, device, 'Labor Mühlweg'));
  must(await practice.desk.sync());
  expect((await deviceNames(practice.desk)).get(hexOf(device))).toBe('Labor Mühlweg');
  const bytes = Buffer.concat(sent);
  expect(bytes.length).toBeGreaterThan(1_000);
  for (const name of ['Empfang 1', 'Mühlweg']) expect(bytes.includes(name)).toBe(false);
  // The first device of all stands in the genesis and gets an entry of its own.
  must(await nameDevice(practice.desk, practice.desk.given.device.device, 'Sprechzimmer'));
  must(await safe.sync());
  expect([...(await deviceNames(safe)).values()].toSorted()).toEqual(['Labor Mühlweg', 'Sprechzimmer']);
  expect(await nameDevice(safe, device, ' \u200b ')).toEqual({ ok: false, error: { code: 'DEVICE_NAME_MISSING' } });
});

test('[DV24] only its user and an administrator name a device; what was removed has no name to change', async () => {
  const { recoveryCode } = await admitSecondUser(practice, { account: 'empfang', name: 'Melanie Kruse' });
  const place = { ...(await practice.signInPlace('second')), account: 'empfang' };
  const slot = { recoveryCode: must(bytesOfRecoveryCode(recoveryCode)) };
  const second = must(await Safe.open(must(await enterDevice(place, slot, await makeDeviceKeys()))));
  const desk = practice.desk.given.device.device;
  const own = second.given.device.device;
  must(await nameDevice(second, own, 'Empfang 2'));
  expect(await nameDevice(second, desk, 'Fremd')).toMatchObject({ ok: false });
  must(await practice.desk.sync());
  must(await nameDevice(practice.desk, own, 'Empfang 3'));
  must(await second.sync());
  expect((await deviceNames(second)).get(hexOf(own))).toBe('Empfang 3');
  const lost = await practice.enter('lost');
  must(await practice.desk.sync());
  must(await nameDevice(practice.desk, lost.given.device.device, 'Verloren'));
  must(await practice.desk.sync());
  must(await removeDevice(practice.desk, lost.given.device.device));
  must(await practice.desk.sync());
  expect(await nameDevice(practice.desk, lost.given.device.device, 'Wieder da')).toMatchObject({ ok: false });
});
