import { randomBytes } from 'node:crypto';
import { type DeviceKeys, makeDeviceKeys } from '@siegel/seal';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SignedIn } from '../../keyed/safe/src/channel/sign-in-api.ts';
import { enterDevice } from '../../keyed/safe/src/safe/enter-device.ts';
import type { SafeGiven } from '../../keyed/safe/src/safe/safe-given.ts';
import { TabKeeper } from '../../keyed/safe/src/worker/tab-keeper.ts';
import { EMPTY_BROWSER } from '../../keyed/safe/test-support/empty-browser.ts';
import { MemoryProfile } from '../../keyed/safe/test-support/memory-profile.ts';
import { must, PASSWORD, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { type HostileWorld, jsonAnswer, startHostileWorld } from './hostile-world.ts';

// What a malicious server must not achieve with the halves of sessions it hands out (DV12).

const TAB = 'a'.repeat(32);
const OTHER_TAB = 'b'.repeat(32);

let world: HostileWorld;
let practice: Practice;
let device: DeviceKeys;
let opened: SafeGiven;

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  device = await makeDeviceKeys();
  const slot = { recoveryCode: practice.recoveryCode };
  opened = must(await enterDevice(await practice.signInPlace('half'), slot, device));
}, 60_000);

afterAll(() => world.end());

beforeEach(() => world.proxy.beHonest());

function aKeeper(profile: MemoryProfile): TabKeeper {
  return new TabKeeper({
    origin: world.proxy.url,
    // A program in place of a browser: its token goes where the cookie would.
    fetch: (url, init) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${opened.address.session ?? ''}`);
      return fetch(url, { ...init, headers });
    },
    ...EMPTY_BROWSER,
    devices: { read: async () => device, write: async () => undefined },
    profile,
    pagesOf: () => practice.pagesIn('half'),
    now: Date.now,
  });
}

async function signedIn(tab: string) {
  const profile = new MemoryProfile();
  const keeper = aKeeper(profile);
  await keeper.take(tab);
  const work = { drafts: [], desk: null };
  const who: SignedIn = { account: 'lindner', displayName: 'L', tenantName: 'P', sites: [], work };
  await keeper.opened({ ...opened, address: { ...opened.address, sessionId: tab } }, who, {
    password: PASSWORD,
    isIn: () => true,
    mayKeepOffline: async () => true,
  });
  return { profile, keeper, record: (await keeper.take(tab))!.record };
}

const giveHalf = (bytes: Uint8Array) =>
  world.proxy.lieAbout('session/half', () => jsonAnswer({ half: Buffer.from(bytes).toString('base64url') }));
const ENDED = { ok: false, error: { code: 'SESSION_ENDED' } };

test('[X5] [DV12] attack 76: a half of another session, an invented one and no half at all open nothing', async () => {
  const half = randomBytes(32);
  giveHalf(half);
  const { keeper, record } = await signedIn(TAB);
  must(await keeper.openSession(record));
  for (const lie of [randomBytes(32), new Uint8Array(32), randomBytes(31)]) {
    giveHalf(lie);
    expect((await keeper.openSession(record)).ok).toBe(false);
  }
  world.proxy.lieAbout('session/half', () => jsonAnswer({ code: 'SESSION_MISSING', de: '', en: '' }, 401));
  expect(await keeper.openSession(record)).toEqual(ENDED);
  // The slot of one tab does not open in the name of another user, tenant or device.
  giveHalf(half);
  for (const moved of [{ user: randomBytes(16) }, { tenant: randomBytes(16) }])
    expect((await keeper.openSession({ ...record, ...moved })).ok).toBe(false);
});

test('[X5] [DV12] attack 77: a server that keeps a half opens nothing after lock or sign-out', async () => {
  const half = randomBytes(32);
  giveHalf(half);
  const locked = await signedIn(TAB);
  await locked.keeper.locked();
  const again = aKeeper(locked.profile);
  expect(await again.openSession((await again.take(TAB))!.record)).toEqual(ENDED);
  const gone = await signedIn(OTHER_TAB);
  await gone.keeper.signedOut();
  expect(await aKeeper(gone.profile).take(OTHER_TAB)).toBeUndefined();
});
