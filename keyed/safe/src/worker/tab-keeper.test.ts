import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DeviceKeys, makeDeviceKeys } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { PROTOCOL_VERSION } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { MemoryProfile } from '../../test-support/memory-profile.ts';
import { must, PASSWORD, Practice } from '../../test-support/practice.ts';
import type { SignedIn } from '../channel/sign-in-api.ts';
import { enterDevice } from '../safe/enter-device.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import type { Fetch } from '../server/server-request.ts';
import { createSafeService } from './safe-service.ts';
import { TabKeeper } from './tab-keeper.ts';

const HOUR_MS = 3_600_000;
const TAB = '7'.repeat(32);
const SIGNED_IN: SignedIn = {
  account: 'lindner',
  displayName: 'Dr. Jana Lindner',
  tenantName: 'Praxis am Lindenhof',
  sites: [],
  work: { drafts: [], desk: null },
};

const allowed = async () => true;
let server: ServerProcess;
let folder: string;
let practice: Practice;
let device: DeviceKeys;
let opened: SafeGiven;
/** The browser's clock runs ahead by this. */
let aheadMs = 0;

/** A line on which a program goes for a browser: the cookie of a session is its token. */
const asBrowser: Fetch = (url, init) => {
  const { session = '' } = opened.address;
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${session}`);
  return fetch(url, { ...init, headers });
};

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-tabs-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  device = await makeDeviceKeys();
  const slot = { recoveryCode: practice.recoveryCode };
  opened = must(await enterDevice(await practice.signInPlace('tab'), slot, device));
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

function aKeeper(profile: MemoryProfile): TabKeeper {
  return new TabKeeper({
    origin: server.url,
    fetch: asBrowser,
    ...EMPTY_BROWSER,
    devices: { read: async () => device, write: async () => undefined },
    profile,
    pagesOf: () => practice.pagesIn('tab'),
    now: () => Date.now() + aheadMs,
  });
}

const given = (): SafeGiven => ({
  ...opened,
  address: { ...opened.address, sessionId: '0'.repeat(32) },
  now: () => Date.now() + aheadMs,
});

test('[DV13] opens without a server for 72 hours by the password, and not with a clock that was set back', async () => {
  const keeper = aKeeper(new MemoryProfile());
  aheadMs = 0;
  await keeper.opened(given(), SIGNED_IN, { password: PASSWORD, isIn: () => true, mayKeepOffline: allowed });
  const code = async (password: string) => {
    const answer = await keeper.openOffline('lindner', password);
    return answer.ok ? 'ok' : answer.error.code;
  };
  aheadMs = 71 * HOUR_MS;
  expect(await code(PASSWORD)).toBe('ok');
  expect(await code('Lindenhof im Regen 8')).toBe('LOGIN_FAILED');
  aheadMs = 72 * HOUR_MS + 1;
  expect(await code(PASSWORD)).toBe('OFFLINE_NOT_ALLOWED');
  aheadMs = -HOUR_MS;
  expect(await code(PASSWORD)).toBe('OFFLINE_NOT_ALLOWED');
  aheadMs = 0;
  expect(await keeper.openOffline('empfang', PASSWORD)).toMatchObject({ error: { code: 'OFFLINE_NOT_ALLOWED' } });
});

test('[DV12] opens a tab again while its session lives, not after a lock, and not once the session is over', async () => {
  const profile = new MemoryProfile();
  const keeper = aKeeper(profile);
  await keeper.take(TAB);
  await keeper.opened(given(), SIGNED_IN, { password: PASSWORD, isIn: () => true, mayKeepOffline: allowed });
  const reloaded = aKeeper(profile);
  const kept = await reloaded.take(TAB);
  expect(kept?.user?.displayName).toBe('Dr. Jana Lindner');
  must(await reloaded.openSession(kept!.record));
  // Another tab of the same browser knows nobody.
  expect(await aKeeper(profile).take('8'.repeat(32))).toBeUndefined();

  const { record } = kept!;
  await reloaded.locked();
  expect((await aKeeper(profile).take(TAB))?.record.slot).toBeUndefined();
  expect(await reloaded.openSession({ ...record, slot: record.slot!.map((byte) => byte ^ 1) })).toMatchObject({
    error: { code: 'SESSION_ENDED' },
  });
  await reloaded.signedOut();
  expect(await aKeeper(profile).take(TAB)).toBeUndefined();
  // A slot that somebody had copied before: the server gives no half any more.
  expect(await reloaded.openSession(record)).toMatchObject({ error: { code: 'SESSION_ENDED' } });
});

test('[OF12] a server of another version leaves the way back into the tab', async () => {
  const profile = new MemoryProfile();
  const newer: Fetch = async () => new Response('{}', { headers: { 'siegel-protocol': String(PROTOCOL_VERSION + 1) } });
  const slot = new Uint8Array(60);
  const { tenant, instance, user } = opened;
  await profile.writeTab(TAB, { account: 'lindner', sessionId: '1'.repeat(32), tenant, instance, user, slot });
  await profile.writeUser({ account: 'lindner', displayName: 'Dr. Jana Lindner', tenantName: '' });
  const service = createSafeService({
    origin: server.url,
    fetch: newer,
    ...EMPTY_BROWSER,
    devices: { read: async () => device, write: async () => undefined },
    profile,
    pagesOf: () => practice.pagesIn('tab'),
    now: Date.now,
    clientVersion: '0.1.0',
  });
  expect(await service.resume(TAB)).toMatchObject({ state: 'locked', reason: 'PROTOCOL_OUTDATED' });
  expect((await profile.readTab(TAB))?.slot).toEqual(slot);
});
