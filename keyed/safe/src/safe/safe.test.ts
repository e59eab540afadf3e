import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { person } from '@siegel/akten';
import { buildEntry, isUnreadable, makeDeviceKeys, platformRandom, userCoSigner } from '@siegel/seal';
import { LyingProxy, type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FINDING, ILSE, must, Practice } from '../../test-support/practice.ts';
import { enterDevice, unlockDevice } from './enter-device.ts';
import { pendingEntries } from './pending-entries.ts';
import { Safe } from './safe.ts';
import { sealEintrag, sealNextVersion } from './write-records.ts';

let server: ServerProcess;
/** The malicious server, honest here: what the safe does right it does right behind it. */
let proxy: LyingProxy;
let folder: string;
let practice: Practice;
let desk: Safe;
let personId: Id;
let akte: Id;

beforeAll(async () => {
  server = await spawnServer();
  proxy = await LyingProxy.start(server.url);
  folder = await mkdtemp(join(tmpdir(), 'siegel-safe-'));
  practice = await Practice.found({ origin: proxy.url, foundingToken: await server.foundingToken(), folder });
  ({ desk, personId, akte } = practice);
}, 60_000);

afterAll(async () => {
  await proxy.end();
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

test('[SF1] a second device enters by the recovery code, finds the person and opens the Akte', async () => {
  const second = await practice.enter('second');
  expect(must(await second.loadIndex())).toBe(1);
  const [row] = second.index.search('b,i 1403').exact;
  expect(row).toMatchObject({ familienname: 'Brandt', vorname: 'Ilse', personId: hexOf(personId) });
  const entries = must(await second.openPerson(hexOf(personId)));
  const values = entries.flatMap(({ opened }) => (isUnreadable(opened) ? [] : [opened.value]));
  expect(values).toContainEqual(expect.objectContaining({ familienname: 'Brandt', cave: 'Penicillin' }));
  expect(values).toContainEqual(FINDING);
});

test('[SF2] a device comes back with its password and reads what it kept, checked again', async () => {
  const device = await makeDeviceKeys();
  await practice.enter('third', device);
  const again = must(await Safe.open(must(await unlockDevice(await practice.signInPlace('third'), device))));
  expect(must(await again.loadIndex())).toBe(1);
  const wrong = await unlockDevice(await practice.signInPlace('third', { password: 'ein anderes Passwort' }), device);
  expect(wrong).toMatchObject({ ok: false, error: { code: 'LOGIN_FAILED' } });
});

test('[SF3] a wrong recovery code and a device of nobody are refused', async () => {
  const wrong = await enterDevice(
    await practice.signInPlace('fourth'),
    { recoveryCode: new Uint8Array(16) },
    await makeDeviceKeys(),
  );
  expect(wrong).toMatchObject({ ok: false, error: { code: 'RECOVERY_CODE_WRONG' } });
  const unknown = await unlockDevice(await practice.signInPlace('fourth'), await makeDeviceKeys());
  expect(unknown).toMatchObject({ ok: false, error: { code: 'SLOT_UNKNOWN' } });
});

test('[SF4] an edit by one device is seen by the other, and a stale edit is refused', async () => {
  const second = await practice.enter('fifth');
  must(await second.openPerson(hexOf(personId)));
  must(await desk.openPerson(hexOf(personId)));
  const [record] = desk.records.recordsOfAkte(personId).filter(({ newest }) => newest.body.kind === person.code);
  const id = record!.newest.body.record;
  const value = { ...ILSE, ort: 'Neustadt' };
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
  const device = await makeDeviceKeys();
  const place = await practice.signInPlace('sixth', { fetch: flaky });
  const given = must(await enterDevice(place, { recoveryCode: practice.recoveryCode }, device));
  const safe = must(await Safe.open(given));
  must(await safe.openPerson(hexOf(personId)));
  online = false;
  const key = safe.keys.caseKey(akte)!;
  const { record, packet } = await sealEintrag(
    safe,
    { kind: 'note', value: { behandlungstag: '2026-11-22', text: 'offline notiert' } },
    { ...practice.eintraege, key },
  );
  expect(must(await safe.write([packet]))).toEqual({ saved: false });
  expect(safe.outbox.size).toBe(1);
  online = true;
  const again = must(await Safe.open(must(await unlockDevice(await practice.signInPlace('sixth'), device))));
  expect(again.outbox.size).toBe(0);
  must(await again.sync());
  expect(again.records.recordOf(record)).toMatchObject({ versions: 1 });
});

test('[SF5] a damaged page of what waits does not take the others with it, and a newer wording takes the place of an older', async () => {
  let online = true;
  const flaky = (url: string, init: RequestInit) => (online ? fetch(url, init) : Promise.reject(new Error('no line')));
  const device = await makeDeviceKeys();
  const place = await practice.signInPlace('tenth', { fetch: flaky });
  const safe = must(await Safe.open(must(await enterDevice(place, { recoveryCode: practice.recoveryCode }, device))));
  must(await safe.openPerson(hexOf(personId)));
  online = false;
  const note = (text: string) => ({ kind: 'note', value: { behandlungstag: '2026-11-22', text } });
  const [lost, kept] = [
    await sealEintrag(safe, note('beschädigt'), practice.eintraege),
    await sealEintrag(safe, note('unversehrt'), practice.eintraege),
  ];
  must(await safe.write([lost.packet]));
  must(await safe.write([kept.packet]));
  const file = join(folder, 'tenth', 'outbox.000000000000');
  const bytes = await readFile(file);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(file, bytes);
  const again = await sealEintrag(safe, note('neuer'), practice.eintraege);
  must(await safe.write([again.packet], kept.record));
  expect(safe.outbox.size).toBe(2);
  online = true;
  const back = must(await Safe.open(must(await unlockDevice(await practice.signInPlace('tenth'), device))));
  must(await back.sync());
  expect(back.outbox.size).toBe(0);
  expect(back.records.recordOf(lost.record)).toBeUndefined();
  expect(back.records.recordOf(kept.record)).toBeUndefined();
  expect(back.records.recordOf(again.record)).toMatchObject({ versions: 1 });
});

test('[SF7] keeps what was refused after it had waited, over a restart, until it is dropped', async () => {
  let answer: 'real' | 'none' | 'full' = 'real';
  const flaky = (url: string, init: RequestInit) => {
    if (answer === 'none') return Promise.reject(new Error('no line'));
    const body = { code: 'DISK_FULL', de: 'voll', en: 'full' };
    return answer === 'full' ? Promise.resolve(Response.json(body, { status: 507 })) : fetch(url, init);
  };
  const device = await makeDeviceKeys();
  const place = await practice.signInPlace('ninth', { fetch: flaky });
  const safe = must(await Safe.open(must(await enterDevice(place, { recoveryCode: practice.recoveryCode }, device))));
  must(await safe.openPerson(hexOf(personId)));
  const home = practice.eintraege;
  const note = (text: string) => ({ kind: 'note', value: { behandlungstag: '2026-11-22', text } });
  const first = await sealEintrag(desk, note('erste Fassung'), home);
  must(await desk.write([first.packet]));
  must(await desk.sync());
  must(await safe.sync());
  must(await safe.openPerson(hexOf(personId)));
  must(await desk.openPerson(hexOf(personId)));

  answer = 'none';
  const mine = must(await sealNextVersion(safe, first.record, note('meine Fassung').value));
  expect(must(await safe.write([mine]))).toEqual({ saved: false });
  const theirs = must(await sealNextVersion(desk, first.record, note('deren Fassung').value));
  must(await desk.write([theirs]));
  answer = 'full';
  expect(await safe.outbox.flush()).toEqual({ ok: false, error: { code: 'DISK_FULL' } });
  expect([safe.outbox.size, safe.outbox.refused.length]).toEqual([1, 0]);
  expect(await safe.write([(await sealEintrag(safe, note('dahinter'), home)).packet])).toMatchObject({ ok: true });
  answer = 'real';
  must(await safe.outbox.flush());
  expect([safe.outbox.size, safe.outbox.refused.map(({ error }) => error.code)]).toEqual([0, ['ENTRY_STALE']]);
  // What is refused in its place, too, gives the place back.
  const stale = must(await sealNextVersion(safe, first.record, note('noch einmal').value));
  expect(await safe.write([stale], first.record)).toMatchObject({ ok: false, error: { code: 'ENTRY_STALE' } });
  expect(safe.outbox.refused).toHaveLength(1);

  const again = must(await Safe.open(must(await unlockDevice(await practice.signInPlace('ninth'), device))));
  must(await again.openPerson(hexOf(personId)));
  expect(await pendingEntries(again, hexOf(personId))).toMatchObject([
    { state: 'conflict', opened: { value: { text: 'meine Fassung' } } },
  ]);
  await again.outbox.drop(first.record);
  const last = must(await Safe.open(must(await unlockDevice(await practice.signInPlace('ninth'), device))));
  expect(last.outbox.refused).toEqual([]);
});

test('[SF6] calls nothing withheld that it could not ask for', async () => {
  let online = true;
  const flaky = (url: string, init: RequestInit) => (online ? fetch(url, init) : Promise.reject(new Error('no line')));
  const place = await practice.signInPlace('eighth', { fetch: flaky });
  const safe = must(
    await Safe.open(must(await enterDevice(place, { recoveryCode: practice.recoveryCode }, await makeDeviceKeys()))),
  );
  must(await safe.loadIndex());
  online = false;
  expect(await safe.openPerson(hexOf(personId))).toEqual({ ok: false, error: { code: 'OFFLINE' } });
  online = true;
  must(await safe.openPerson(hexOf(personId)));
  // One more Eintrag of which only the body came before the line broke.
  const note = { kind: 'note', value: { behandlungstag: '2026-11-22', text: 'kam danach' } };
  must(await desk.write([(await sealEintrag(desk, note, practice.eintraege)).packet]));
  must(await safe.sync());
  online = false;
  const entries = must(await safe.openPerson(hexOf(personId)));
  expect(entries.filter(({ opened }) => !isUnreadable(opened)).length).toBeGreaterThan(1);
  expect(entries.flatMap(({ opened }) => (isUnreadable(opened) ? [opened.unreadable] : []))).toEqual(['OFFLINE']);
});

test('[SF6] what was not delivered is shown as such and blocks saving over it', async () => {
  const second = await practice.enter('seventh');
  const [record] = second.records.recordsOfAkte(akte).filter(({ newest }) => newest.body.parts.length > 0);
  expect(await second.open(record!.newest)).toEqual({ unreadable: 'CONTENT_WITHHELD' });
  expect(await sealNextVersion(second, record!.newest.body.record, { behandlungstag: '2026-11-22' })).toMatchObject({
    ok: false,
    error: { code: 'UNREADABLE' },
  });
});

test('[JN22] [SF20] an erased Akte is neither an alarm nor a person that cannot be read', async () => {
  const gone = await practice.addPerson('Vergessen', 'wird geloescht');
  const { columns } = desk.follower;
  const akten = desk.directory.aktenOfPerson(hexOf(gone.personId));
  const entries = akten.flatMap((each) => columns.seqsOfAkte(each.akte).map((seq) => columns.hashAt(seq).slice()));
  const draft = { kind: WIRE_KINDS.tombstone, schemaVersion: 1, record: platformRandom(16) as Id };
  const open = { entries, reason: 'request' };
  must(await desk.write([await buildEntry({ ...draft, open, coSigners: [userCoSigner(desk.author)] }, desk.author)]));
  const fresh = await practice.enter('eighth');
  expect(must(await fresh.loadIndex())).toBe(1);
  expect([...fresh.unreadablePersons]).toEqual([]);
});
