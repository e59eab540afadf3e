import { type QuickStart, quickStart, Safe, type SafeGiven, makeSnapshot, checkSnapshot } from '@siegel/safe';
import { buildEntry, makeDeviceKeys, platformRandom, userCoSigner } from '@siegel/seal';
import { sha256 } from '@siegel/testing';
import {
  type CborValue,
  decodeSnapshotHead,
  encodeSequence,
  encodeSnapshotHead,
  hexOf,
  type Id,
  type Result,
  SHARDS,
  type SnapshotHead,
  unpackOpenFields,
  WIRE_KINDS,
} from '@siegel/wire';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { enterDevice } from '../../keyed/safe/src/safe/enter-device.ts';
import { must, Practice } from '../../keyed/safe/test-support/practice.ts';
import { ForgedJournal, forgerOf } from './forged-journal.ts';
import { changeItems, type HostileWorld, liesAbout, startHostileWorld, takeLogKey } from './hostile-world.ts';

// What a malicious server must not achieve with the sealed index and the attestation a device begins at (SN20 to SN31), with
// everything it has: all sets ever uploaded, the log key, and the freedom to answer anything.

let world: HostileWorld;
let practice: Practice;
let logSeed: Uint8Array;
let site: Id;
let devices = 0;

type Items = readonly CborValue[];
const SET = 20;
const BATCH = 21;
const ENTRY = 22;
const TREE = 23;
const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });
const pause = () => Promise.resolve();

async function newDevice(): Promise<SafeGiven> {
  const slot = { recoveryCode: practice.recoveryCode };
  return must(await enterDevice(await practice.signInPlace(`victim-${devices++}`), slot, await makeDeviceKeys()));
}

async function aMaker(): Promise<Safe> {
  const maker = must(await Safe.open(await newDevice()));
  must(await maker.loadIndex());
  await maker.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
  return maker;
}

const makeSet = async () => must(await makeSnapshot(await aMaker(), site, { pause }));

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  site = practice.founded.founding.site;
  for (const name of ['Lorenz', 'Neumann', 'Abel', 'Zander']) await practice.addPerson(name, 'Puls 72');
  logSeed = await takeLogKey(world);
  must(await practice.desk.sync());
  await makeSet();
}, 60_000);

afterEach(() => world.proxy.beHonest());
afterAll(() => world.end());

/** What a fresh device makes of the lie. */
async function startUnder(lies: Parameters<typeof liesAbout>[0], given?: SafeGiven): Promise<Result<QuickStart>> {
  const device = given ?? (await newDevice());
  world.proxy.lie = liesAbout(lies);
  const started = await quickStart(device);
  world.proxy.beHonest();
  return started;
}

/** A lie about the head of the set. */
const changeHead = (change: (head: SnapshotHead) => SnapshotHead) =>
  changeItems((items) =>
    items.map((item) => (item[0] === SET ? [SET, headOf(item, change), ...item.slice(2)] : item) as CborValue),
  );
const headOf = (item: Items, change: (head: SnapshotHead) => SnapshotHead) =>
  encodeSnapshotHead(change(decodeSnapshotHead(item[1] as Uint8Array)));

test('[X5] [SN24] attack 78: a set older than one the device has used is refused, whole and true as it is', async () => {
  const kept: Record<string, Uint8Array> = {};
  const given = await newDevice();
  world.proxy.lie = async ({ path }, honest) => {
    const answer = await honest();
    if (path === 'snapshot') kept[path] = answer.body;
    return answer;
  };
  must(await quickStart(await newDevice()));
  world.proxy.beHonest();
  await makeSet();
  await must(await quickStart(given)).keep();
  const old = await startUnder({ snapshot: (answer) => ({ ...answer, body: kept['snapshot'] ?? answer.body }) }, given);
  expect(old).toEqual(refused('SNAPSHOT_OLDER'));
  must(await quickStart(given));
});

test('[X5] [SN22] attack 79: shards, heads and places the server made itself are refused', async () => {
  const other = platformRandom(16) as Id;
  const hash = platformRandom(32);
  for (const change of [
    (head: SnapshotHead) => ({ ...head, set: other }),
    (head: SnapshotHead) => ({ ...head, site: other }),
    (head: SnapshotHead) => ({ ...head, groupKeyId: hash }),
    (head: SnapshotHead) => ({ ...head, setKeyId: hash }),
    (head: SnapshotHead) => ({ ...head, coversSeq: head.coversSeq - 1 }),
    (head: SnapshotHead) => ({ ...head, coversSeq: 2 ** 40 }),
    (head: SnapshotHead) => ({ ...head, shards: head.shards.toReversed() }),
    (head: SnapshotHead) => ({ ...head, shards: head.shards.with(7, { hash, sizeBytes: 300 }) }),
  ])
    expect(await startUnder({ snapshot: changeHead(change) })).toEqual(refused('SNAPSHOT_WRONG'));
  const elsewhere = changeItems((items) =>
    items.map((item) => (item[0] === SET ? [SET, item[1], 3, item[3]] : item) as CborValue),
  );
  expect(await startUnder({ snapshot: elsewhere })).toEqual(refused('SNAPSHOT_WRONG'));
});

test('[X5] [SN22] attack 80: an attestation the server wrote in the name of a device counts for nothing', async () => {
  const forger = await forgerOf(practice.desk);
  must(await practice.desk.sync());
  const journal = new ForgedJournal(world, logSeed);
  const { size, root } = practice.desk.follower.head;
  const open = { logSize: size, root, siteScope: [site], akteRoot: root, houseRoot: root, shardRoot: root };
  const draft = { kind: WIRE_KINDS.attestation, schemaVersion: 1, record: platformRandom(16) as Id, open };
  const packet = await buildEntry({ ...draft, coSigners: [userCoSigner(forger)] }, forger);
  await journal.forge([packet], forger, practice.desk);
  const given = await newDevice();
  world.proxy.lie = async (asked, honest) => {
    if (asked.path !== 'snapshot') return journal.lie(asked, honest);
    const forged = changeItems((items) =>
      items.map((item) => (item[0] === SET ? [SET, item[1], size, item[3]] : item) as CborValue),
    );
    return forged(await honest());
  };
  expect((await quickStart(given)).ok).toBe(false);
});

test('[X5] [SN23] attack 81: shards that are missing, doubled, swapped, cut, of another set or no shards bring nobody in', async () => {
  const before: Items[] = [];
  const keep = changeItems((items) => (before.push(...(items as Items[])), items));
  expect((await startUnder({ 'snapshot/shards': keep })).ok).toBe(true);
  await makeSet();
  const [first = [], second = []] = before;
  const lies: readonly ((items: Items[]) => readonly CborValue[])[] = [
    (items) => items.slice(1),
    (items) => items.slice(0, -1),
    (items) => [...items, items[0] as CborValue],
    (items) => items.map((item, n) => (n === 5 ? [item[0], item[1], (items[6] as Items)[2]] : item) as CborValue),
    (items) =>
      items.map((item, n) => (n === 5 ? [item[0], item[1], (item[2] as Uint8Array).slice(0, -1)] : item) as CborValue),
    (items) => items.map((item, n) => (n === 0 ? first : n === 1 ? second : item) as CborValue),
    () => before as CborValue[],
    (items) => items.map((item, n) => (n === 9 ? [item[0], item[1], new Uint8Array(0)] : item) as CborValue),
    () => [[8, 0]],
  ];
  for (const lie of lies)
    expect(await startUnder({ 'snapshot/shards': changeItems(lie) })).toEqual(refused('SNAPSHOT_WRONG'));
  const cut = await startUnder({ 'snapshot/shards': (answer) => ({ ...answer, cutAt: answer.body.length >> 1 }) });
  expect(cut.ok).toBe(false);
});

test('[X5] [SN1] [SN22] attack 82: the set of another house is refused', async () => {
  const other = await startHostileWorld();
  try {
    const { desk, founded } = other.practice;
    must(await desk.loadIndex());
    await desk.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
    must(await makeSnapshot(desk, founded.founding.site, { pause }));
    const bodies: Record<string, Uint8Array> = {};
    other.proxy.lie = async ({ path }, honest) => {
      const answer = await honest();
      bodies[path] = answer.body;
      return answer;
    };
    must(await quickStart(founded.given));
    const theirs = (path: string) => (answer: { body: Uint8Array; status: number; headers: object }) =>
      ({ ...answer, body: bodies[path] ?? answer.body }) as never;
    const lies = { snapshot: theirs('snapshot'), 'snapshot/shards': theirs('snapshot/shards') };
    expect((await startUnder(lies)).ok).toBe(false);
    expect((await startUnder({ 'snapshot/shards': lies['snapshot/shards'] })).ok).toBe(false);
  } finally {
    await other.end();
  }
});

test('[X5] [SN22] [JN32] attack 83: a house with an entry left out, added, moved or emptied is refused', async () => {
  let house = 0;
  await startUnder({
    snapshot: changeItems((items) => ((house = items.filter(([type]) => type === ENTRY).length), items)),
  });
  expect(house).toBeGreaterThan(8);
  for (let left = 0; left < house; left++) {
    let at = 0;
    const without = changeItems((items) => items.filter((item) => item[0] !== ENTRY || at++ !== left) as CborValue[]);
    expect((await startUnder({ snapshot: without })).ok, `entry ${left}`).toBe(false);
  }
  const changed: readonly ((item: Items) => Items)[] = [
    ([type, seq, at, body, open, path]) => [type, (seq as number) + 1, at, body, open, path] as Items,
    ([type, seq, at, body, open, path]) => [type, seq, (at as number) + 1, body, open, path] as Items,
    ([type, seq, at, body, , path]) => [type, seq, at, body, null, path] as Items,
    ([type, seq, at, body, open]) => [type, seq, at, body, open, [sha256(body as Uint8Array)]] as Items,
  ];
  for (const change of changed) {
    const lie = changeItems((items) => {
      const last = items.findLastIndex(([type]) => type === ENTRY);
      return items.map((item, n) => (n === last ? change(item) : item) as CborValue);
    });
    expect(await startUnder({ snapshot: lie })).toEqual(refused('SNAPSHOT_WRONG'));
  }
  const swapped = changeItems((items) => items.toReversed() as CborValue[]);
  expect((await startUnder({ snapshot: swapped })).ok).toBe(false);
});

test('[X5] [SN22] attack 84: another tree, statement or layout to begin with is refused', async () => {
  const changes: readonly ((item: Items) => CborValue)[] = [
    (item) => (item[0] === TREE ? [TREE, flipped(item[1] as Uint8Array, 20)] : item) as CborValue,
    (item) => (item[0] === TREE ? [TREE, flipped(item[1] as Uint8Array, 7)] : item) as CborValue,
    (item) => (item[0] === TREE ? [TREE, new Uint8Array(8)] : item) as CborValue,
    (item) =>
      (item[0] === BATCH ? [BATCH, item[1], item[2], item[3], flipped(item[4] as Uint8Array, 3)] : item) as CborValue,
    (item) => (item[0] === BATCH ? [BATCH, item[1], (item[2] as number) + 1, item[3], item[4]] : item) as CborValue,
    (item) => (item[0] === SET ? [SET, item[1], item[2]] : item) as CborValue,
    () => null,
  ];
  for (const change of changes)
    expect((await startUnder({ snapshot: changeItems((items) => items.map(change)) })).ok).toBe(false);
  expect(await startUnder({ snapshot: changeItems(() => []) })).toEqual(refused('SNAPSHOT_WRONG'));
});

const flipped = (bytes: Uint8Array, at: number) => bytes.with(at, (bytes[at] as number) ^ 1);

test('[X5] [SN25] [JN21] attack 85: a journal that is not the one the device began with is found', async () => {
  const given = await newDevice();
  const forger = await forgerOf(practice.desk);
  const journal = new ForgedJournal(world, logSeed);
  must(await practice.desk.sync());
  const record = platformRandom(16) as Id;
  const open = { purpose: 'open' };
  await journal.forge(
    [await buildEntry({ kind: WIRE_KINDS.opening, schemaVersion: 1, record, open }, forger)],
    forger,
    practice.desk,
  );
  // Begun on a fork that only the log key had to sign, followed on the honest journal.
  world.proxy.lie = journal.lie;
  const quick = must(await quickStart(given));
  world.proxy.beHonest();
  const opened = await Safe.open(given, undefined, quick);
  expect(opened.ok).toBe(false);
  expect(['LOG_FORKED', 'LOG_SHORTENED']).toContain(opened.ok ? '' : opened.error.code);
});

test('[X5] [SN25] [JN32] attack 86: a house that a member device attested falsely is left when the journal has been followed', async () => {
  const given = await newDevice();
  const quick = must(await quickStart(given));
  expect(quick.isOf(must(await Safe.open(await newDevice())).follower)).toBe(true);
  const lied = { ...quick, isOf: () => false };
  expect(await Safe.open(given, undefined, lied)).toEqual(refused('SNAPSHOT_WRONG'));
  // As it is computed: the same journal without one entry of the house is another house.
  const { columns } = quick.follower;
  const seq = Array.from({ length: quick.coversSeq }, (_, at) => at).findLast(
    (at) => columns.kindAt(at) !== undefined,
  ) as number;
  columns.put(seq, { entryHash: platformRandom(32), receivedAt: columns.receivedAt(seq) }, undefined, undefined);
  expect(quick.isOf(must(await Safe.open(await newDevice())).follower)).toBe(false);
});

test('[X5] [SN30] [SN31] attack 87: rows a member device invented are found by the next device, and reported', async () => {
  const liar = await aMaker();
  for (const personId of liar.index.personIds()) {
    const row = liar.index.get(personId);
    if (row !== undefined) liar.index.update({ ...row, vorname: 'Erfunden' });
  }
  must(await makeSnapshot(liar, site, { pause }));
  const given = await newDevice();
  const quick = must(await quickStart(given));
  const safe = must(await Safe.open(given, undefined, quick));
  must(await safe.loadIndex());
  expect(safe.index.search('erfunden').total).toBe(5);
  expect(must(await checkSnapshot(safe, quick.sets)).wrongShards.length).toBeGreaterThan(0);
  expect(safe.index.search('erfunden').total).toBe(0);
  await makeSet();
});

test('[X5] [SN10] [SN11] attack 88: without lease, attestation or membership nobody puts a set in the place of another', async () => {
  const one = await aMaker();
  const other = await aMaker();
  const ask = async (by: Safe, method: string, path: string, body?: Uint8Array) => {
    const { base, session = '' } = by.given.address;
    const type = path.startsWith('snapshot/finish') ? 'application/cbor-seq' : 'application/octet-stream';
    const headers = { authorization: `Bearer ${session}`, ...(body === undefined ? {} : { 'content-type': type }) };
    const answer = await fetch(`${base}/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    });
    const text = await answer.text();
    return text === '' ? { code: String(answer.status) } : (JSON.parse(text) as { code?: string; lease?: string });
  };
  const shard = (n: number) => Uint8Array.of(1, n, ...platformRandom(60));
  const put = (by: Safe, lease: string, bytes: Uint8Array, hash = hexOf(sha256(bytes))) =>
    ask(by, 'PUT', `snapshot/shards/${hash}?lease=${lease}`, bytes);
  const { lease = '' } = await ask(one, 'POST', `snapshot/lease?site=${hexOf(site)}`);
  expect(await ask(other, 'POST', `snapshot/lease?site=${hexOf(site)}`)).toMatchObject({
    code: 'SNAPSHOT_LEASE_TAKEN',
  });
  expect(await ask(one, 'POST', `snapshot/lease?site=${'9'.repeat(32)}`)).toMatchObject({ code: 'SNAPSHOT_UNKNOWN' });
  expect(await put(other, lease, shard(0))).toMatchObject({ code: 'SNAPSHOT_LEASE_MISSING' });
  expect(await put(one, '0'.repeat(32), shard(0))).toMatchObject({ code: 'SNAPSHOT_LEASE_MISSING' });
  expect(await put(one, lease, new TextEncoder().encode('Ilse Brandt'))).toMatchObject({ code: 'ENVELOPE_MALFORMED' });
  expect(await put(one, lease, shard(0), '7'.repeat(64))).toMatchObject({ code: 'BLOB_HASH_WRONG' });
  const shards = Array.from({ length: SHARDS }, (_, n) => shard(n));
  for (const bytes of shards) expect(await put(one, lease, bytes)).toEqual({ code: '204' });
  expect(await put(one, lease, shard(99))).toMatchObject({ code: 'SNAPSHOT_INCOMPLETE' });
  const { membership, head: tree, columns } = one.follower;
  const group = membership.groupsAt(tree.size).find(({ groupKind }) => groupKind === 'site')?.group as Id;
  const head: SnapshotHead = {
    site,
    set: platformRandom(16) as Id,
    groupKeyId: membership.groupKeyAt(group, tree.size)?.keyId as Uint8Array,
    setKeyId: platformRandom(32),
    coversSeq: tree.size,
    shards: shards.map((bytes) => ({ hash: sha256(bytes), sizeBytes: bytes.length })),
  };
  const finish = (by: Safe, said: SnapshotHead, seq: number) =>
    ask(by, 'POST', `snapshot/finish?lease=${lease}`, encodeSequence([[encodeSnapshotHead(said), seq]]));
  // The attestation of the set in use is a true one: of other shards, by another device.
  const seqs = Array.from({ length: columns.size }, (_, seq) => seq);
  const attestation = seqs.findLast((seq) => columns.kindAt(seq) === WIRE_KINDS.attestation) as number;
  const { logSize } = unpackOpenFields(
    columns.entryAt(attestation)?.open as NonNullable<ReturnType<typeof columns.entryAt>>['open'] & object,
  );
  for (const seq of [attestation, 0, columns.size + 7])
    expect(await finish(one, head, seq)).toMatchObject({ code: 'SNAPSHOT_INCOMPLETE' });
  expect(await finish(one, { ...head, coversSeq: logSize as number }, attestation)).toMatchObject({
    code: 'SNAPSHOT_INCOMPLETE',
  });
  expect(await finish(one, { ...head, site: platformRandom(16) as Id }, attestation)).toMatchObject({
    code: 'SNAPSHOT_INCOMPLETE',
  });
  expect(await finish(other, head, attestation)).toMatchObject({ code: 'SNAPSHOT_LEASE_MISSING' });
  expect(await ask(one, 'POST', `snapshot/finish?lease=${lease}`, Uint8Array.of(1, 2))).toMatchObject({
    code: 'LAYOUT_MALFORMED',
  });
  // The set in use is the one before, untouched.
  expect(must(await quickStart(await newDevice())).index.size).toBe(5);
});
