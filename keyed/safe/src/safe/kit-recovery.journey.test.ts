import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kitOfText, makeDeviceKeys, makeKit, kitToFile, kitToWords } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, PASSWORD, Practice } from '../../test-support/practice.ts';
import type { Fetch } from '../server/server-request.ts';
import { enterDevice, unlockDevice } from './enter-device.ts';
import { openKit, recoverByKit } from './kit-recovery.ts';
import { recoveriesOf } from './recoveries.ts';
import { Safe } from './safe.ts';
import { sealEintrag } from './write-records.ts';

const NEW_PASSWORD = 'Neuer Anfang nach dem Brand 3';

let server: ServerProcess;
let folder: string;
let practice: Practice;
/** Requests whose path ends so are lost on their way. */
let lost: string | undefined;
const line: Fetch = (url, init) =>
  lost !== undefined && url.endsWith(lost) ? Promise.reject(new TypeError('no line')) : fetch(url, init);

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-recovery-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
}, 60_000);
afterAll(async () => {
  await server.end('SIGKILL');
  // A copy of the Akte just opened may still be on its way into the folder.
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  await rm(server.directory, { recursive: true, force: true });
});

const place = () => ({ origin: server.url, fetch: line });
const open = async (text: string) => openKit(place(), must(kitOfText(text)));

async function recover(text: string, pages: string) {
  const opened = must(await open(text));
  const [first] = opened.administrators;
  if (first === undefined) throw new Error('nobody administers');
  const wish = { ...first, password: NEW_PASSWORD, pages: await practice.pagesIn(pages), now: Date.now };
  return recoverByKit(opened, wish);
}

test('[FR21] recognises its organisation by file and by words, and refuses a foreign kit in words', async () => {
  const { kitFile, kitWords } = practice.founded;
  for (const text of [kitFile, kitWords.join(' ')]) {
    const opened = must(await open(text));
    expect(hexOf(opened.tenant)).toBe(hexOf(practice.desk.given.tenant));
    expect(opened.administrators.map(({ account }) => account)).toEqual(['lindner']);
  }
  const foreign = makeKit();
  const elsewhere = kitToFile(foreign, new Uint8Array(16).fill(9));
  const forged = kitToFile(foreign, practice.desk.given.tenant);
  for (const text of [elsewhere, forged, kitToWords(foreign).join(' ')])
    expect(await open(text)).toEqual({ ok: false, error: expect.objectContaining({ code: 'KIT_FOREIGN' }) as unknown });
});

test('[FR22] [JN17] [SV40] a kit gives fresh keys after every device and the password are lost; broken off, it starts again', async () => {
  const desk = await practice.enter('before');
  const journalBefore = desk.follower.head.size;
  // The line breaks between the new device and the new keys.
  lost = '/append';
  expect(await recover(practice.founded.kitFile, 'broken')).toMatchObject({ ok: false, error: { code: 'OFFLINE' } });
  lost = undefined;
  const { given } = must(await recover(practice.founded.kitWords.join(' '), 'after'));
  const safe = must(await Safe.open(given));
  must(await safe.loadIndex());
  expect(safe.index.search('brandt').total).toBe(1);
  const entries = must(await safe.openPerson(hexOf(practice.personId)));
  expect(JSON.stringify(entries.map(({ opened }) => opened))).toContain('RR 150/90');
  const note = { kind: 'note', value: { behandlungstag: '2026-11-22', text: 'nach der Wiederherstellung' } };
  const key = safe.keys.caseKey(practice.akte);
  if (key === undefined) throw new Error('no case key');
  const { packet } = await sealEintrag(safe, note, { ...practice.eintraege, key });
  expect(must(await safe.write([packet])).saved).toBe(true);
  const devices = safe.follower.membership.devicesAt(safe.follower.head.size).filter(({ active }) => active);
  expect(devices.map(({ device }) => hexOf(device))).toEqual([hexOf(given.device.device)]);
  const group = safe.follower.membership.groupsAt(safe.follower.head.size)[0]?.group;
  expect(group && safe.follower.membership.groupKeyVersions(group).at(-1)?.version).toBe(2);
  // Everybody sees it, also on the next device.
  expect(recoveriesOf(safe).map(({ user }) => hexOf(user))).toEqual([hexOf(given.user)]);
  expect(safe.follower.head.size).toBeGreaterThan(journalBefore);
  await safe.attributions.continueInIdleTime(1_000);
  expect(safe.attributions.heldBack.size).toBe(0);
}, 60_000);

test('[FR22] nothing that was lost opens anything any more: old device, old password, old recovery code', async () => {
  const oldPassword = await practice.signInPlace('after');
  expect(await unlockDevice(oldPassword, practice.desk.given.device)).toMatchObject({
    error: { code: 'LOGIN_FAILED' },
  });
  const newPassword = await practice.signInPlace('old-device', { password: NEW_PASSWORD });
  expect(await unlockDevice(newPassword, practice.desk.given.device)).toMatchObject({
    error: { code: 'SLOT_UNKNOWN' },
  });
  const code = { recoveryCode: practice.recoveryCode };
  const entered = await enterDevice(newPassword, code, await makeDeviceKeys());
  expect(entered).toMatchObject({ error: { code: 'RECOVERY_CODE_WRONG' } });
  const stale = await practice.desk.sync();
  expect(stale).toMatchObject({ ok: false, error: { code: 'SESSION_MISSING' } });
  expect(PASSWORD).not.toBe(NEW_PASSWORD);
}, 60_000);

test('[FR22] the kit works a second time, as often as it is needed', async () => {
  const { given } = must(await recover(practice.founded.kitFile, 'again'));
  const safe = must(await Safe.open(given));
  const entries = must(await safe.openPerson(hexOf(practice.personId)));
  expect(JSON.stringify(entries.map(({ opened }) => opened))).toContain('nach der Wiederherstellung');
  expect(recoveriesOf(safe)).toHaveLength(2);
}, 60_000);
