import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDeviceKeys } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { bytesOfHex, decodeBody, hexOf, type Id, type OpenFields, unpackOpenFields, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, Practice } from '../../test-support/practice.ts';
import { enterDevice } from '../safe/enter-device.ts';
import { Safe } from '../safe/safe.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import { sealNextVersion } from '../safe/write-records.ts';
import { checkSnapshot } from './check-snapshot.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { quickStart } from './quick-start.ts';
import { personsForGroup } from './sealed-persons.ts';
import { isSnapshotDue, RENEW } from './snapshot-due.ts';

let server: ServerProcess;
let practice: Practice;
let folder: string;
let site: Id;
let devices = 0;

const pause = () => Promise.resolve();

/** Another device of the founder, entered, its safe not open yet. */
async function newDevice(): Promise<SafeGiven> {
  const slot = { recoveryCode: practice.recoveryCode };
  return must(await enterDevice(await practice.signInPlace(`device-${devices++}`), slot, await makeDeviceKeys()));
}

/** A device that has everything a set is made from: followed, indexed and attributed. A new one has its turn at the index. */
async function aMaker(): Promise<Safe> {
  const maker = must(await Safe.open(await newDevice()));
  must(await maker.loadIndex());
  await maker.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
  return maker;
}

const makeSet = async () => makeSnapshot(await aMaker(), site, { pause });

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-snapshot-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  site = practice.founded.founding.site;
  for (const name of ['Lorenz', 'Neumann', 'Abel']) await practice.addPerson(name, 'Puls 72');
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

test('[SN20] without a set there is nothing to begin with', async () => {
  expect(await quickStart(await newDevice())).toEqual({
    ok: false,
    error: expect.objectContaining({ code: 'SNAPSHOT_UNKNOWN' }),
  });
});

test('[SN10] [SN11] [SN22] [SN23] a new device finds everybody from attestation and shards, before it follows the journal', async () => {
  const made = must(await makeSet());
  const given = await newDevice();
  const quick = must(await quickStart(given));
  expect(quick.index.size).toBe(4);
  expect(quick.index.search('brandt').exact.map(({ vorname }) => vorname)).toEqual(['Ilse']);
  expect(quick.follower.columns.kindAt(1)).toBe(practice.desk.follower.columns.kindAt(1));
  const records = Array.from({ length: made.coversSeq }, (_, seq) => quick.follower.columns.kindAt(seq) ?? -1);
  expect(records.filter((kind) => kind >= 64 && kind !== 73)).toEqual([]);
  const safe = must(await Safe.open(given, undefined, quick));
  expect(must(await safe.loadIndex())).toBe(4);
  expect(must(await safe.openPerson(hexOf(practice.personId))).length).toBe(2);
});

test('[SN23] what changed behind the set comes from the Akten: new persons, new names', async () => {
  must(await makeSet());
  await practice.addPerson('Zander', 'Puls 80');
  const { desk } = practice;
  const [record] = desk.records.recordsOfAkte(practice.personId).filter(({ newest }) => newest.body.kind === 64);
  must(await desk.openPerson(hexOf(practice.personId)));
  const value = { familienname: 'Brandt-Sommer', vorname: 'Ilse' };
  must(
    await desk.write([
      must(await sealNextVersion(desk, (record as NonNullable<typeof record>).newest.body.record, value)),
    ]),
  );
  const given = await newDevice();
  const quick = must(await quickStart(given));
  expect(quick.index.search('sommer').total).toBe(0);
  const safe = must(await Safe.open(given, undefined, quick));
  expect(must(await safe.loadIndex())).toBe(5);
  expect(safe.index.search('sommer').total).toBe(1);
  expect(safe.index.search('zander').total).toBe(1);
  expect(safe.unreadablePersons.size).toBe(0);
});

test('[SN21] [A8] one delivery entry stands for the shards that were fetched, and none for shards that are here', async () => {
  must(await makeSet());
  const given = await newDevice();
  /** Open fields of the deliveries of shards to this device. */
  const deliveries = async () => {
    must(await practice.desk.sync());
    const { columns } = practice.desk.follower;
    const seqs = Array.from({ length: columns.size }, (_, seq) => seq);
    return seqs
      .filter((seq) => columns.kindAt(seq) === WIRE_KINDS.delivery)
      .map((seq) => unpackOpenFields(columns.openAt(seq) as OpenFields))
      .filter(({ device, shards }) => shards !== undefined && hexOf(device as Id) === hexOf(given.device.device));
  };
  const quick = must(await quickStart(given));
  await quick.keep();
  const [delivery, ...more] = await deliveries();
  expect(more).toEqual([]);
  expect(delivery).toMatchObject({ purpose: 'index', site, to: quick.coversSeq });
  expect(delivery?.['shards']).toHaveLength(64);
  expect(must(await quickStart(given)).index.size).toBe(quick.index.size);
  expect(await deliveries()).toHaveLength(1);
});

test('[SN24] the set a device has used is remembered on it, sealed', async () => {
  const given = await newDevice();
  must(await quickStart(given));
  const names = await given.pages.list('used-sets');
  expect(names).toHaveLength(1);
  const page = Buffer.from((await given.pages.read(names[0] as string)) as Uint8Array);
  expect(page.includes(Buffer.from(hexOf(site)))).toBe(false);
});

test('[SN30] [SN31] a wrong row is found, its shard reported, and the next set is right again', async () => {
  const liar = await aMaker();
  const personId = hexOf(practice.personId);
  const right = liar.index.get(personId);
  // A member device that lies about a name: signed, attested, opened without a fault.
  liar.index.update({ ...(right as NonNullable<typeof right>), familienname: 'Erfunden' });
  must(await makeSnapshot(liar, site, { pause }));
  const given = await newDevice();
  const quick = must(await quickStart(given));
  expect(quick.index.search('erfunden').total).toBe(1);
  const safe = must(await Safe.open(given, undefined, quick));
  must(await safe.loadIndex());
  const checked = must(await checkSnapshot(safe, quick.sets));
  expect(checked.wrongShards).toHaveLength(1);
  expect(safe.index.get(personId)).toEqual(right);
  // The next device leaves the reported shard alone and takes the Akten's word.
  const other = await newDevice();
  const started = must(await quickStart(other));
  expect(started.index.get(personId)).toBeUndefined();
  const opened = must(await Safe.open(other, undefined, started));
  must(await opened.loadIndex());
  expect(opened.index.get(personId)).toEqual(right);
  must(await safe.sync());
  await safe.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
  must(await safe.loadIndex());
  must(await makeSnapshot(safe, site, { pause }));
  expect(must(await quickStart(await newDevice())).index.get(personId)).toEqual(right);
});

test('[SN12] a set is due after 2,000 changed identity parts or a day, and not before', async () => {
  const { columns } = practice.desk.follower;
  must(await makeSet());
  must(await practice.desk.sync());
  const now = Date.now();
  expect(isSnapshotDue(columns, { site, isStrict: false }, now)).toBe(false);
  await practice.addPerson('Tag', 'Puls 60');
  expect(isSnapshotDue(columns, { site, isStrict: false }, now)).toBe(false);
  expect(isSnapshotDue(columns, { site, isStrict: false }, now + RENEW.afterMs + 60_000)).toBe(true);
  expect(isSnapshotDue(columns, { site: new Uint8Array(16).fill(9), isStrict: false }, now)).toBe(false);
});

test('[SN10] one device at a time renews a set', async () => {
  const one = await aMaker();
  const other = await aMaker();
  const lease = async (safe: Safe) => {
    const { address } = safe.given;
    const { session = '' } = address;
    const headers = { authorization: `Bearer ${session}`, 'siegel-protocol': '99' };
    const answer = await fetch(`${address.base}/snapshot/lease?site=${hexOf(site)}`, { method: 'POST', headers });
    return (await answer.json()) as { readonly code?: string; readonly lease?: string };
  };
  const first = await lease(one);
  expect(bytesOfHex(first.lease ?? '')).toHaveLength(16);
  expect((await lease(other)).code).toBe('SNAPSHOT_LEASE_TAKEN');
  const renew = async (safe: Safe) => {
    must(await safe.sync());
    must(await safe.loadIndex());
    await safe.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
    return makeSnapshot(safe, site, { pause });
  };
  expect(await renew(other)).toMatchObject({ ok: false, error: { code: 'SNAPSHOT_LEASE_TAKEN' } });
  must(await renew(one));
  must(await renew(other));
});

test('[JN32] the houseRoot of an attestation covers every entry of the house below it', async () => {
  must(await makeSet());
  must(await practice.desk.sync());
  const { columns } = practice.desk.follower;
  const quick = must(await quickStart(await newDevice()));
  const [set] = quick.sets;
  const size = set?.head.coversSeq ?? 0;
  const house = Array.from({ length: size }, (_, seq) => seq).filter(
    (seq) =>
      columns.kindAt(seq) !== undefined &&
      (columns.kindAt(seq) as number) <= 31 &&
      columns.kindAt(seq) !== WIRE_KINDS.caseKey,
  );
  for (const seq of house) expect(quick.follower.columns.hashAt(seq)).toEqual(columns.hashAt(seq));
  expect(decodeBody(quick.follower.columns.entryAt(set?.attestationSeq ?? 0)?.body ?? new Uint8Array(0)).kind).toBe(
    WIRE_KINDS.attestation,
  );
});

test('[SN13] without the files of the shards there is no set, and the next one is handed out again', async () => {
  must(await makeSet());
  const tenant = hexOf(practice.founded.given.tenant);
  await rm(join(server.directory, 'tenants', tenant, 'shards'), { recursive: true });
  const given = await newDevice();
  expect(await quickStart(given)).toMatchObject({ ok: false, error: { code: 'SNAPSHOT_UNKNOWN' } });
  must(await makeSet());
  expect(must(await quickStart(given)).index.size).toBeGreaterThan(0);
});

test('[SN11] what no set names is removed: one set takes the room of one set', async () => {
  must(await makeSet());
  must(await makeSet());
  const shards = join(server.directory, 'tenants', hexOf(practice.founded.given.tenant), 'shards');
  const names = await readdir(shards, { recursive: true });
  expect(names.filter((name) => /[0-9a-f]{64}$/.test(name))).toHaveLength(64);
});

test('[SN1] persons whom not every member of the group may open stay out of the set', async () => {
  const maker = await aMaker();
  const { follower, directory } = maker;
  const { membership, head, columns } = follower;
  const group = membership.groupsAt(head.size).find(({ groupKind }) => groupKind === 'site')?.group as Id;
  expect([...personsForGroup(maker, group)]).toContain(hexOf(practice.personId));
  // Somebody of the site whom the organisation's group does not know: as with the second site of a strict house.
  const groupKeyAt = (id: Id, seq: number) => {
    const key = membership.groupKeyAt(id, seq);
    const isSite = hexOf(id) === hexOf(group);
    return key === undefined || !isSite ? key : { ...key, members: [...key.members, new Uint8Array(16).fill(8)] };
  };
  const isStrictAt = () => false;
  const groupAt = (id: Id, seq: number) => membership.groupAt(id, seq);
  const altered = { columns, head, membership: { groupKeyAt, groupAt, isStrictAt } };
  expect([...personsForGroup({ directory, follower: altered }, group)]).toEqual([]);
});

test('[SN14] an erasure leaves no shard on the server, and nobody begins with one', async () => {
  must(await makeSet());
  const shards = join(server.directory, 'tenants', hexOf(practice.founded.given.tenant), 'shards');
  const files = async () =>
    (await readdir(shards, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).length;
  expect(await files()).toBeGreaterThanOrEqual(64);
  await practice.erasePerson(practice.personId);
  expect(await files()).toBe(0);
  expect(await quickStart(await newDevice())).toMatchObject({ ok: false, error: { code: 'SNAPSHOT_UNKNOWN' } });
  must(await makeSet());
  const quick = must(await quickStart(await newDevice()));
  expect(quick.index.get(hexOf(practice.personId))).toBeUndefined();
  expect(quick.index.search('brandt').total).toBe(0);
});
