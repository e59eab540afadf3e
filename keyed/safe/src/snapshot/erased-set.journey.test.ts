import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDeviceKeys, platformHasher, platformRandom } from '@siegel/seal';
import { hexOf, type Id, SUITE } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import { enterDevice } from '../safe/enter-device.ts';
import { Safe } from '../safe/safe.ts';
import type { SafeGiven } from '../safe/safe-given.ts';
import { askJson, sendRequest } from '../server/server-request.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { quickStart } from './quick-start.ts';

let world: ServiceWorld;
let site: Id;
let shards: string;
/** Whoever is erased by the next test. */
let goner: Id;
let made = 0;

const LARGE = 2 ** 20;

const pause = () => Promise.resolve();
const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

beforeAll(async () => {
  world = await ServiceWorld.start();
  site = world.practice.founded.founding.site;
  shards = join(world.server.directory, 'tenants', hexOf(world.practice.founded.given.tenant), 'shards');
}, 60_000);

beforeEach(async () => {
  world.proxy.beHonest();
  goner = (await world.practice.addPerson(`Weg${made}`, 'Puls 72')).personId;
});

afterAll(() => world.end());

async function newDevice(): Promise<SafeGiven> {
  const slot = { recoveryCode: world.practice.recoveryCode };
  return must(await enterDevice(await world.practice.signInPlace(`device-${made++}`), slot, await makeDeviceKeys()));
}

/** A device that has everything a set is made from, and knows nothing of what is written behind it. */
async function aMaker(): Promise<Safe> {
  const maker = must(await Safe.open(await newDevice()));
  must(await maker.loadIndex());
  await maker.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
  return maker;
}

/** Calls `act` once, before the first request of this path goes on to the server. */
function before(path: string, act: () => Promise<void>): void {
  let isDone = false;
  world.proxy.lie = async (asked, honest) => {
    if (!isDone && asked.path.startsWith(path)) {
      isDone = true;
      await act();
    }
    return honest();
  };
}

const erase = () => world.practice.erasePerson(goner);

async function restart(): Promise<void> {
  await world.server.end('SIGKILL');
  await world.restart();
}

async function files(): Promise<number> {
  const names = await readdir(shards, { recursive: true }).catch(() => []);
  return names.filter((name) => /[0-9a-f]{64}$/.test(name)).length;
}

/** Nobody begins with a set, and the next one does not hold who was erased. */
async function expectNothingOfTheErased(): Promise<void> {
  world.proxy.beHonest();
  expect(await files()).toBe(0);
  expect(await quickStart(await newDevice())).toEqual(refused('SNAPSHOT_UNKNOWN'));
  must(await makeSnapshot(await aMaker(), site, { pause }));
  expect(must(await quickStart(await newDevice())).index.get(hexOf(goner))).toBeUndefined();
}

test('[SN14] an erasure while a set is sealed ends its lease: not one shard is taken', async () => {
  const maker = await aMaker();
  let isErased = false;
  const eraseOnce = async () => {
    if (isErased) return;
    isErased = true;
    await erase();
  };
  expect(await makeSnapshot(maker, site, { pause: eraseOnce })).toEqual(refused('SNAPSHOT_LEASE_MISSING'));
  await expectNothingOfTheErased();
});

test('[SN14] an erasure between the shards and the end of a set takes them, and the set is refused', async () => {
  const maker = await aMaker();
  before('snapshot/finish', erase);
  expect(await makeSnapshot(maker, site, { pause })).toEqual(refused('SNAPSHOT_LEASE_MISSING'));
  await expectNothingOfTheErased();
});

test('[SN14] shards that outlived an erasure are handed out to nobody, and go when the server starts', async () => {
  must(await makeSnapshot(await aMaker(), site, { pause }));
  const aside = `${shards}-aside`;
  await cp(shards, aside, { recursive: true });
  await erase();
  expect(await files()).toBe(0);
  // As after a power cut between the erasure and the end of the files.
  await cp(aside, shards, { recursive: true });
  await rm(aside, { recursive: true });
  expect(await files()).toBeGreaterThanOrEqual(64);
  expect(await quickStart(await newDevice())).toEqual(refused('SNAPSHOT_UNKNOWN'));
  await restart();
  await expectNothingOfTheErased();
});

test('[SN14] a shard that is on its way while something is erased stays nowhere', async () => {
  const maker = await aMaker();
  const { address } = maker.given;
  const lease = must(
    await askJson(address, `snapshot/lease?site=${hexOf(site)}`, { method: 'POST', answer: 'snapshotLease' }),
  );
  const put = async () => {
    const body = new Uint8Array(platformRandom(LARGE));
    body[0] = SUITE;
    const path = `snapshot/shards/${hexOf(platformHasher.sha256(body))}?lease=${lease.lease}`;
    return sendRequest(address, path, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body });
  };
  const putAll = async () => {
    for (let sent = await put(); sent.ok; ) sent = await put();
  };
  // Some are being written at the moment of the erasure, whenever that is.
  await Promise.all([erase(), putAll(), putAll(), putAll(), putAll()]);
  expect(await files()).toBe(0);
});

test('[SN14] a maker who has not heard of an erasure gets a lease, and nothing for it', async () => {
  const maker = await aMaker();
  before('snapshot/lease', erase);
  expect(await makeSnapshot(maker, site, { pause })).toEqual(refused('SNAPSHOT_INCOMPLETE'));
  expect(await quickStart(await newDevice())).toEqual(refused('SNAPSHOT_UNKNOWN'));
});

test('[SN14] a server that was started again knows the erasure from its journal', async () => {
  const maker = await aMaker();
  before('snapshot/lease', async () => {
    await erase();
    await restart();
  });
  expect(await makeSnapshot(maker, site, { pause })).toEqual(refused('SNAPSHOT_INCOMPLETE'));
  expect(await quickStart(await newDevice())).toEqual(refused('SNAPSHOT_UNKNOWN'));
});
