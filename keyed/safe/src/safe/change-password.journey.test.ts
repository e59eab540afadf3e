import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDeviceKeys } from '@siegel/seal';
import { LyingProxy, type ServerProcess, spawnServer } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, PASSWORD, Practice } from '../../test-support/practice.ts';
import { changePassword } from './change-password.ts';
import { enterDevice, unlockDevice } from './enter-device.ts';
import { ownSlots } from './own-access.ts';
import { Safe } from './safe.ts';

const AFTER = 'Birken am Kanal 12';
const WRONG = { ok: false, error: { code: 'LOGIN_FAILED' } };

let server: ServerProcess;
let proxy: LyingProxy;
let folder: string;
let practice: Practice;

beforeAll(async () => {
  server = await spawnServer();
  proxy = await LyingProxy.start(server.url);
  folder = await mkdtemp(join(tmpdir(), 'siegel-password-'));
  practice = await Practice.found({ origin: proxy.url, foundingToken: await server.foundingToken(), folder });
}, 60_000);

afterAll(async () => {
  await proxy.end();
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

/** A device of the founder that has its own slot, and its open safe. */
async function aDevice(name: string, password = PASSWORD) {
  const device = await makeDeviceKeys();
  const slot = { recoveryCode: practice.recoveryCode };
  const given = must(await enterDevice(await practice.signInPlace(name, { password }), slot, device));
  const unlock = async (typed: string) => unlockDevice(await practice.signInPlace(name, { password: typed }), device);
  return { device, safe: must(await Safe.open(given)), unlock };
}

test('[F8] [DV16] a new password opens every own device at once, the old one none; nothing sealed is touched', async () => {
  const [first, second] = [await aDevice('first'), await aDevice('second')];
  must(await first.safe.sync());
  const size = first.safe.follower.columns.size;
  const wish = { account: 'lindner', before: PASSWORD, after: AFTER };
  must(await changePassword(first.safe, wish));
  for (const { unlock } of [first, second]) {
    expect(await unlock(PASSWORD)).toEqual(WRONG);
    must(await Safe.open(must(await unlock(AFTER))));
  }
  // The session that changed it goes on, the others are over.
  must(await ownSlots(first.safe.given.address));
  expect(await ownSlots(second.safe.given.address)).toMatchObject({ ok: false, error: { code: 'SESSION_MISSING' } });
  must(await first.safe.sync());
  const written = first.safe.follower.columns.size - size;
  // Entries of the server only: what it handed out, sign-ins, and that the password was changed.
  expect(written).toBeLessThan(12);
  must(await changePassword(first.safe, { ...wish, before: AFTER, after: PASSWORD }));
});

test('[DV16] the old password is asked for, and a request that is lost leaves everything as it was', async () => {
  const { safe, unlock } = await aDevice('third');
  proxy.beHonest();
  const wish = { account: 'lindner', before: 'nicht das Passwort', after: AFTER };
  expect(await changePassword(safe, wish)).toEqual(WRONG);
  expect(proxy.askedFor('password')).toEqual([]);
  proxy.lie = (asked, honest) =>
    asked.path === 'password' ? { status: 503, headers: {}, body: new Uint8Array(0) } : honest();
  expect(await changePassword(safe, { ...wish, before: PASSWORD })).toMatchObject({ ok: false });
  proxy.beHonest();
  must(await unlock(PASSWORD));
  // The server has done it, only the answer is lost: then the new one counts, for every device.
  proxy.lieAbout('password', () => ({ status: 503, headers: {}, body: new Uint8Array(0) }));
  expect(await changePassword(safe, { ...wish, before: PASSWORD })).toMatchObject({ ok: false });
  proxy.beHonest();
  must(await unlock(AFTER));
  expect(await unlock(PASSWORD)).toEqual(WRONG);
  must(await changePassword(safe, { account: 'lindner', before: AFTER, after: PASSWORD }));
});

test('[DV16] [T4] a log-in of somebody else proves nothing, and no foreign device gets a slot', async () => {
  const { safe } = await aDevice('fourth');
  proxy.lie = async (asked, honest) => {
    if (asked.path !== 'password') return honest();
    const body = JSON.parse(Buffer.from(asked.body).toString('utf8')) as Record<string, unknown>;
    const slots = [{ device: '9'.repeat(32), slot: 'c2VhbGVk' }];
    return honest({ body: Buffer.from(JSON.stringify({ ...body, slots })) });
  };
  const wish = { account: 'lindner', before: PASSWORD, after: AFTER };
  expect(await changePassword(safe, wish)).toMatchObject({ ok: false, error: { code: 'DEVICE_NOT_APPROVED' } });
  proxy.lie = async (asked, honest) => {
    if (asked.path !== 'password') return honest();
    const body = JSON.parse(Buffer.from(asked.body).toString('utf8')) as Record<string, unknown>;
    return honest({ body: Buffer.from(JSON.stringify({ ...body, login: '9'.repeat(32) })) });
  };
  expect(await changePassword(safe, wish)).toMatchObject(WRONG);
  proxy.beHonest();
  must(await changePassword(safe, wish));
  must(await changePassword(safe, { ...wish, before: AFTER, after: PASSWORD }));
});
