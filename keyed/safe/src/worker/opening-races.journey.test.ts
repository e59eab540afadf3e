import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DeviceKeys, makeDeviceKeys } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { type CborValue, decodeSequence, encodeSequence, hexOf } from '@siegel/wire';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { HeldLine } from '../../test-support/held-line.ts';
import { MemoryProfile } from '../../test-support/memory-profile.ts';
import { MemorySeats } from '../../test-support/memory-seat.ts';
import { must, PASSWORD, Practice } from '../../test-support/practice.ts';
import type { KeptDraft } from '../channel/kept-work.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import type { SafeStatus } from '../channel/sign-in-api.ts';
import type { PageStore } from '../local/page-store.ts';
import { enterDevice } from '../safe/enter-device.ts';
import { Safe } from '../safe/safe.ts';
import type { Fetch } from '../server/server-request.ts';
import { makeSnapshot } from '../snapshot/make-snapshot.ts';
import { createSafeService } from './safe-service.ts';
import type { SafeSeat } from './safe-seat.ts';
import { TabKeeper } from './tab-keeper.ts';

const JOURNAL = /journal\?from=0&/;
const ENTRY = 3;
const isEntry = (item: CborValue): item is readonly CborValue[] => Array.isArray(item) && item[0] === ENTRY;
const TAB = '7'.repeat(32);
const OUT = { ok: false, error: { code: 'SESSION_MISSING' } };

let server: ServerProcess;
let folder: string;
let practice: Practice;
let services: SafeApi[] = [];
let browsers = 0;

interface Browser {
  readonly service: SafeApi;
  readonly line: HeldLine;
  readonly profile: MemoryProfile;
  readonly device: { keys?: DeviceKeys };
  /** Names of the pages that were written or removed, in order. */
  readonly changed: string[];
  /** What the removal of a page waits for. */
  removing: Promise<void>;
  /** The pages themselves, unwatched. */
  readonly store: PageStore;
  status: SafeStatus;
  signIn(): ReturnType<SafeApi['signIn']>;
}

/** A window whose line a test holds and whose pages it watches; `beside` is another window of the same profile. */
async function aBrowser(given: { readonly seat?: SafeSeat; readonly beside?: Browser; readonly line?: Fetch } = {}) {
  const { beside } = given;
  const store = beside?.store ?? (await practice.pagesIn(`browser-${browsers++}`));
  const changed: string[] = [];
  const pages: PageStore = {
    read: (name) => store.read(name),
    list: (prefix) => store.list(prefix),
    write: (name, bytes) => store.write(name, bytes).then(() => void changed.push(name)),
    async remove(name) {
      await browser.removing;
      await store.remove(name);
      changed.push(name);
    },
  };
  const line = new HeldLine(given.line);
  const profile = beside?.profile ?? new MemoryProfile();
  const device = beside?.device ?? {};
  const service = createSafeService({
    origin: server.url,
    fetch: line.fetch,
    ...EMPTY_BROWSER,
    profile,
    devices: { read: async () => device.keys, write: async (_, keys) => void (device.keys = keys) },
    pagesOf: async () => pages,
    now: Date.now,
    clientVersion: '0.1.0',
    ...(given.seat && { seat: given.seat }),
  });
  services.push(service);
  const signIn = () =>
    service.signInWithSlot({ account: 'lindner', password: PASSWORD }, { recoveryCode: practice.founded.recoveryCode });
  const browser: Browser = {
    ...{ service, line, profile, device, changed, store, signIn },
    status: {} as SafeStatus,
    removing: Promise.resolve(),
  };
  service.watchStatus((now) => (browser.status = now));
  return browser;
}

/** What was under way has come to its end. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 400));

/** Nobody is in, nothing is found, and nothing has been written since `changes`. */
async function expectNobodyIn(browser: Browser, changes: number): Promise<void> {
  await settled();
  const { service, changed } = browser;
  expect((await service.search('brandt', 10)).total).toBe(0);
  expect(await service.openPerson(hexOf(practice.personId))).toEqual(OUT);
  expect(changed.slice(changes)).toEqual([]);
}

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-races-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
}, 60_000);

afterEach(async () => {
  for (const service of services) await service.signOut();
  services = [];
});

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

async function withSet(): Promise<void> {
  const maker = await practice.enter(`maker-${browsers++}`);
  must(await maker.loadIndex());
  await maker.attributions.continueInIdleTime(Number.POSITIVE_INFINITY);
  must(await makeSnapshot(maker, practice.founded.founding.site, { pause: () => Promise.resolve() }));
}

test('[DV14] who is locked before the password was checked does not come in', async () => {
  const browser = await aBrowser();
  const held = browser.line.hold(/login/);
  const signingIn = browser.signIn();
  await held.reached;
  await browser.service.lock();
  held.release();
  expect(await signingIn).toMatchObject(OUT);
  expect(browser.status.phase).toBe('locked');
  await expectNobodyIn(browser, 0);
});

test('[DV14] [OF20] a lock while the safe is opened ends the opening, and nothing is written behind it', async () => {
  const browser = await aBrowser();
  const held = browser.line.hold(JOURNAL);
  const signingIn = browser.signIn();
  await held.reached;
  await browser.service.lock();
  const changes = browser.changed.length;
  held.release();
  expect(await signingIn).toMatchObject(OUT);
  expect(browser.status).toMatchObject({ phase: 'locked', persons: 0 });
  await expectNobodyIn(browser, changes);
  expect(browser.line.asked.filter((url) => url.endsWith('/logout'))).toHaveLength(1);
  must(await browser.signIn());
});

test('[DV14] [DV40] what was typed last before a lock is kept', async () => {
  const browser = await aBrowser();
  must(await browser.signIn());
  const draft = (text: string) => ({ personId: hexOf(practice.personId), value: { text } }) as unknown as KeptDraft;
  const of = '5'.repeat(32);
  await settled();
  // The second waits for the page of the first.
  const keeping = ['noch', 'noch ein Wort'].map((text) => browser.service.keepDraft(of, draft(text)));
  await browser.service.lock();
  await Promise.all(keeping);
  const { work } = must(await browser.signIn());
  expect(work.drafts).toEqual([[of, draft('noch ein Wort')]]);
});

test('[DV14] a sign-out that takes its time ends what was open before it, never who signs in behind it', async () => {
  const browser = await aBrowser();
  must(await browser.signIn());
  await settled();
  const slow = Promise.withResolvers<void>();
  browser.removing = slow.promise;
  const signingOut = browser.service.signOut();
  const { phase } = browser.status;
  const signingIn = browser.signIn();
  await settled();
  slow.resolve();
  expect(phase).toBe('signed-out');
  await signingOut;
  must(await signingIn);
  await settled();
  expect(browser.status).toMatchObject({ phase: 'ready', lockReason: null });
  expect((await browser.service.search('brandt', 10)).total).toBe(1);
});

test('[DV14] a lock while a tab opens again leaves it locked: the slot of its session is not written anew', async () => {
  const keys = await makeDeviceKeys();
  const slot = { recoveryCode: practice.recoveryCode };
  const opened = must(await enterDevice(await practice.signInPlace(`tab-${browsers}`), slot, keys));
  const asBrowser: Fetch = (url, init) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${opened.address.session ?? ''}`);
    return fetch(url, { ...init, headers });
  };
  const browser = await aBrowser({ line: asBrowser });
  browser.device.keys = keys;
  const { profile } = browser;
  const given = { ...EMPTY_BROWSER, profile, origin: server.url, fetch: asBrowser, now: Date.now };
  const keeper = new TabKeeper({ ...given, pagesOf: async () => browser.store });
  await keeper.take(TAB);
  const work = { drafts: [], desk: null };
  const who = { account: 'lindner', displayName: 'Dr. Jana Lindner', tenantName: '', sites: [], work };
  const kept = { ...opened, address: { ...opened.address, sessionId: '0'.repeat(32) } };
  await keeper.opened(kept, who, { password: undefined, isIn: () => true, mayKeepOffline: async () => true });
  expect((await profile.readTab(TAB))?.slot).toBeDefined();

  const held = browser.line.hold(JOURNAL);
  const resuming = browser.service.resume(TAB);
  await held.reached;
  await browser.service.lock();
  held.release();
  expect(await resuming).toMatchObject({ state: 'locked' });
  await expectNobodyIn(browser, browser.changed.length);
  expect((await profile.readTab(TAB))?.slot).toBeUndefined();
  expect(browser.status).toMatchObject({ phase: 'locked', lockReason: null });
});

test('[DV14] a lock while the slot of the session is sealed leaves no slot', async () => {
  const slot = { recoveryCode: practice.recoveryCode };
  const opened = must(await enterDevice(await practice.signInPlace('sealing'), slot, await makeDeviceKeys()));
  const profile = new MemoryProfile();
  const line = new HeldLine();
  const given = { ...EMPTY_BROWSER, profile, origin: server.url, fetch: line.fetch, now: Date.now };
  const keeper = new TabKeeper({ ...given, pagesOf: () => practice.pagesIn('sealing') });
  await keeper.take(TAB);
  const held = line.hold(/session\/half/);
  let isIn = true;
  const work = { drafts: [], desk: null };
  const who = { account: 'lindner', displayName: 'Dr. Jana Lindner', tenantName: '', sites: [], work };
  const address = { ...opened.address, fetch: line.fetch, sessionId: '0'.repeat(32) };
  const keeping = keeper.opened({ ...opened, address }, who, {
    password: undefined,
    isIn: () => isIn,
    mayKeepOffline: async () => true,
  });
  await held.reached;
  isIn = false;
  await keeper.locked();
  held.release();
  await keeping;
  expect(await profile.readTab(TAB)).toBeUndefined();
});

test('[OF20] [DV14] a window that gives way while it is opened writes nothing beside the one that takes its place', async () => {
  const seats = new MemorySeats();
  const first = await aBrowser({ seat: seats.forWindow() });
  must(await first.signIn());
  await first.service.lock();
  const held = first.line.hold(JOURNAL);
  const keptAway = first.line.hold(/\/append|\/index|group-keys/);
  const signingIn = first.signIn();
  await Promise.race([held.reached, keptAway.reached]);
  const second = await aBrowser({ seat: seats.forWindow(), beside: first });
  must(await second.signIn());
  const changes = first.changed.length;
  held.release();
  keptAway.release();
  expect(await signingIn).toMatchObject(OUT);
  expect(first.status).toMatchObject({ phase: 'locked', elsewhere: true });
  await expectNobodyIn(first, changes);
  expect((await second.service.search('brandt', 10)).total).toBe(1);
});

test('[SN25] [DV14] [OF20] with a set of shards a lock takes the names found so far, and nothing is written behind it', async () => {
  await withSet();
  const browser = await aBrowser();
  const held = browser.line.hold(JOURNAL);
  must(await browser.signIn());
  expect((await browser.service.search('brandt', 10)).total).toBe(1);
  await held.reached;
  await browser.service.lock();
  const changes = browser.changed.length;
  held.release();
  expect(browser.status).toMatchObject({ phase: 'locked', persons: 0 });
  await expectNobodyIn(browser, changes);
});

test('[OF20] a lock while shards are on their way leaves nothing of them on the device', async () => {
  await withSet();
  const browser = await aBrowser();
  const held = browser.line.hold(/snapshot\/shards/);
  const signingIn = browser.signIn();
  await held.reached;
  await browser.service.lock();
  const changes = browser.changed.length;
  held.release();
  expect(await signingIn).toMatchObject(OUT);
  await expectNobodyIn(browser, changes);
});

test('[SN25] a refusal while the journal is followed takes the names found so far', async () => {
  await withSet();
  const forged: Fetch = async (url, init) => {
    const answer = await fetch(url, init);
    if (!JOURNAL.test(url)) return answer;
    const items = decodeSequence(new Uint8Array(await answer.arrayBuffer()));
    // A body: what signs a batch is checked later, and holds it back.
    const bodies = items.filter(isEntry).map((item) => item.findLast((field) => field instanceof Uint8Array));
    const body = bodies[Math.floor(bodies.length / 2)] as Uint8Array;
    body[0] = (body[0] as number) ^ 1;
    return new Response(encodeSequence(items), { status: answer.status, headers: answer.headers });
  };
  const browser = await aBrowser({ line: forged });
  const held = browser.line.hold(JOURNAL);
  must(await browser.signIn());
  expect((await browser.service.search('brandt', 10)).total).toBe(1);
  held.release();
  await expect.poll(() => browser.status.phase, { timeout: 10_000 }).toBe('refused');
  expect(browser.status.persons).toBe(0);
  await expectNobodyIn(browser, browser.changed.length);
});

test('[OF20] [OF5] a closed safe keeps no copy of what was on its way', async () => {
  const line = new HeldLine();
  const place = await practice.signInPlace('closed', { fetch: line.fetch });
  const entered = must(await enterDevice(place, { recoveryCode: practice.recoveryCode }, await makeDeviceKeys()));
  const safe = must(await Safe.open(entered));
  const held = line.hold(/\/akten/);
  const opening = safe.openPerson(hexOf(practice.personId));
  await held.reached;
  const names = () => place.pages.list('');
  const before = await names();
  await safe.close();
  held.release();
  await opening.catch(() => undefined);
  // A copy is kept behind the answer.
  await settled();
  expect(await names()).toEqual(before);
});
