import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOfRecoveryCode, type DeviceKeys, makeDeviceKeys } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { MemoryProfile } from '../../test-support/memory-profile.ts';
import { must, PASSWORD, Practice } from '../../test-support/practice.ts';
import { admitSecondUser } from '../../test-support/second-user.ts';
import { createSafeService } from '../worker/safe-service.ts';
import { enterDevice } from './enter-device.ts';
import { isOfflineSlotAllowed, setOfflineSlotAllowed } from './offline-rule.ts';
import { Safe } from './safe.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-offline-rule-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

test('[DV15] a device throws its offline slot away once it is forbidden, and seals none until it is allowed', async () => {
  const profile = new MemoryProfile();
  let device: DeviceKeys | undefined;
  const service = createSafeService({
    ...EMPTY_BROWSER,
    origin: server.url,
    fetch,
    devices: { read: async () => device, write: async (_, keys) => void (device = keys) },
    profile,
    pagesOf: () => practice.pagesIn('ruled'),
    now: Date.now,
    clientVersion: '0.1.0',
  });
  const wish = { account: 'lindner', password: PASSWORD };
  const slot = () => profile.readOffline('lindner');
  must(await service.signInWithSlot(wish, { recoveryCode: practice.founded.recoveryCode }));
  await expect.poll(slot, { timeout: 5_000 }).toBeDefined();
  // Somebody else decides; this device hears of it with the next page of the journal.
  must(await practice.desk.sync());
  must(await setOfflineSlotAllowed(practice.desk, false));
  await expect.poll(slot, { timeout: 5_000 }).toBeUndefined();
  expect(must(await service.accessView()).isOfflineSlotAllowed).toBe(false);
  await service.lock();
  must(await service.signIn(wish));
  // Stretching the password would take a quarter of a second.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await slot()).toBeUndefined();
  must(await service.setOfflineSlotAllowed(true));
  await service.lock();
  must(await service.signIn(wish));
  await expect.poll(slot, { timeout: 5_000 }).toBeDefined();
  await service.signOut();
}, 60_000);

test('[DV15] only an administrator changes the rule, and everybody follows the newest', async () => {
  const { recoveryCode } = await admitSecondUser(practice, { account: 'empfang', name: 'Melanie Kruse' });
  const place = { ...(await practice.signInPlace('second')), account: 'empfang' };
  const slot = { recoveryCode: must(bytesOfRecoveryCode(recoveryCode)) };
  const second = must(await Safe.open(must(await enterDevice(place, slot, await makeDeviceKeys()))));
  expect(isOfflineSlotAllowed(second)).toBe(true);
  expect(await setOfflineSlotAllowed(second, false)).toMatchObject({ error: { code: 'RIGHT_MISSING' } });
  must(await practice.desk.sync());
  must(await setOfflineSlotAllowed(practice.desk, false));
  must(await second.sync());
  expect(isOfflineSlotAllowed(second)).toBe(false);
  must(await practice.desk.sync());
  must(await setOfflineSlotAllowed(practice.desk, true));
  must(await second.sync());
  expect(isOfflineSlotAllowed(second)).toBe(true);
});
