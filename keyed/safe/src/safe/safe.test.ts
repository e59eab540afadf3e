import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { person } from '@siegel/akten';
import { bytesOfRecoveryCode, isUnreadable, makeDeviceKeys } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf, type Id } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FilePageStore } from '../local/file-page-store.ts';
import { enterDevice, type SignInPlace, unlockDevice } from './enter-device.ts';
import { type FoundedTenant, foundTenant } from './found-tenant.ts';
import { Safe } from './safe.ts';
import { sealEintrag, sealNewPerson, sealNextVersion } from './write-records.ts';

const PASSWORD = 'Lindenhof im Regen 7';
let server: ServerProcess;
let folder: string;
let founded: FoundedTenant;
let desk: Safe;
let personId: Id;
let akte: Id;

const pagesIn = (name: string) => FilePageStore.open(join(folder, name));
const placeOf = async (name: string, password = PASSWORD): Promise<SignInPlace> => ({
  origin: server.url,
  fetch,
  account: 'lindner',
  password,
  pages: await pagesIn(name),
  now: Date.now,
});

function must<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly code: string } },
): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-safe-'));
  founded = must(
    await foundTenant({
      origin: server.url,
      fetch,
      foundingToken: await server.foundingToken(),
      account: 'lindner',
      password: PASSWORD,
      profile: 'practice',
      organisationName: 'Praxis am Lindenhof',
      siteName: 'Hauptstelle',
      founderName: 'Dr. Jana Lindner',
      pages: await pagesIn('desk'),
      now: Date.now,
    }),
  );
  desk = must(await Safe.open(founded.given));
  const value = {
    familienname: 'Brandt',
    vorname: 'Ilse',
    geburtsdatum: '1951-03-14',
    ort: 'Lindenau',
    cave: 'Penicillin',
  };
  const made = must(await sealNewPerson(desk, value, { site: founded.founding.site }));
  ({ personId, akte } = made);
  const place = { akte, site: founded.founding.site, key: made.akteKey };
  const eintrag = { kind: 'finding', value: { behandlungstag: '2026-11-22', text: 'RR 150/90' } };
  const { packet } = await sealEintrag(desk, eintrag, place);
  expect(must(await desk.write([...made.packets, packet]))).toEqual({ saved: true });
  must(await desk.sync());
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

async function aSecondDevice(name: string): Promise<Safe> {
  const code = must(bytesOfRecoveryCode(founded.recoveryCode));
  return must(
    await Safe.open(must(await enterDevice(await placeOf(name), { recoveryCode: code }, await makeDeviceKeys()))),
  );
}

test('[SF1] a second device enters by the recovery code, finds the person and opens the Akte', async () => {
  const second = await aSecondDevice('second');
  expect(must(await second.loadIndex())).toBe(1);
  const [row] = second.index.search('b,i 1403').exact;
  expect(row).toMatchObject({ familienname: 'Brandt', vorname: 'Ilse', personId: hexOf(personId) });
  const entries = must(await second.openPerson(hexOf(personId)));
  const values = entries.flatMap(({ opened }) => (isUnreadable(opened) ? [] : [opened.value]));
  expect(values).toContainEqual(expect.objectContaining({ familienname: 'Brandt', cave: 'Penicillin' }));
  expect(values).toContainEqual({ behandlungstag: '2026-11-22', text: 'RR 150/90' });
});

test('[SF2] a device comes back with its password and reads what it kept, checked again', async () => {
  const device = await makeDeviceKeys();
  const code = must(bytesOfRecoveryCode(founded.recoveryCode));
  must(await Safe.open(must(await enterDevice(await placeOf('third'), { recoveryCode: code }, device))));
  const again = must(await Safe.open(must(await unlockDevice(await placeOf('third'), device))));
  expect(must(await again.loadIndex())).toBe(1);
  const wrong = await unlockDevice(await placeOf('third', 'ein anderes Passwort'), device);
  expect(wrong).toMatchObject({ ok: false, error: { code: 'LOGIN_FAILED' } });
});

test('[SF3] a wrong recovery code and a device of nobody are refused', async () => {
  const wrong = await enterDevice(
    await placeOf('fourth'),
    { recoveryCode: new Uint8Array(16) },
    await makeDeviceKeys(),
  );
  expect(wrong).toMatchObject({ ok: false, error: { code: 'RECOVERY_CODE_WRONG' } });
  const unknown = await unlockDevice(await placeOf('fourth'), await makeDeviceKeys());
  expect(unknown).toMatchObject({ ok: false, error: { code: 'SLOT_UNKNOWN' } });
});

test('[SF4] an edit by one device is seen by the other, and a stale edit is refused', async () => {
  const second = await aSecondDevice('fifth');
  must(await second.openPerson(hexOf(personId)));
  must(await desk.openPerson(hexOf(personId)));
  const [record] = desk.records.recordsOfAkte(personId).filter(({ newest }) => newest.body.kind === person.code);
  const id = record!.newest.body.record;
  const value = {
    familienname: 'Brandt',
    vorname: 'Ilse',
    geburtsdatum: '1951-03-14',
    ort: 'Neustadt',
    cave: 'Penicillin',
  };
  const mine = must(await sealNextVersion(desk, id, value));
  const theirs = must(await sealNextVersion(second, id, { ...value, ort: 'Altdorf' }));
  expect(must(await desk.write([mine]))).toEqual({ saved: true });
  expect(await second.write([theirs])).toMatchObject({ ok: false, error: { code: 'ENTRY_STALE' } });
  must(await second.sync());
  const entries = must(await second.openPerson(hexOf(personId)));
  expect(
    entries.some(({ opened }) => !isUnreadable(opened) && (opened.value as { ort?: string }).ort === 'Neustadt'),
  ).toBe(true);
});

test('[SF5] what is written without a server is kept sealed on the device and sent later', async () => {
  let online = true;
  const flaky = (url: string, init: RequestInit) => (online ? fetch(url, init) : Promise.reject(new Error('no line')));
  const code = must(bytesOfRecoveryCode(founded.recoveryCode));
  const device = await makeDeviceKeys();
  const given = must(await enterDevice({ ...(await placeOf('sixth')), fetch: flaky }, { recoveryCode: code }, device));
  const safe = must(await Safe.open(given));
  must(await safe.openPerson(hexOf(personId)));
  online = false;
  const place = { akte, site: founded.founding.site, key: safe.keys.caseKey(akte)! };
  const { record, packet } = await sealEintrag(
    safe,
    { kind: 'note', value: { behandlungstag: '2026-11-22', text: 'offline notiert' } },
    place,
  );
  expect(must(await safe.write([packet]))).toEqual({ saved: false });
  expect(safe.outbox.size).toBe(1);
  online = true;
  const again = must(await Safe.open(must(await unlockDevice(await placeOf('sixth'), device))));
  expect(again.outbox.size).toBe(0);
  must(await again.sync());
  expect(again.records.recordOf(record)).toMatchObject({ versions: 1 });
});

test('[SF6] what was not delivered is shown as such and blocks saving over it', async () => {
  const second = await aSecondDevice('seventh');
  const [record] = second.records.recordsOfAkte(akte).filter(({ newest }) => newest.body.parts.length > 0);
  expect(await second.open(record!.newest)).toEqual({ unreadable: 'CONTENT_WITHHELD' });
  expect(await sealNextVersion(second, record!.newest.body.record, { behandlungstag: '2026-11-22' })).toMatchObject({
    ok: false,
    error: { code: 'UNREADABLE' },
  });
});
