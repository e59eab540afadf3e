import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceKeys } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { must, PASSWORD, Practice } from '../../test-support/practice.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import type { SafeStatus } from '../channel/sign-in-api.ts';
import type { Fetch } from '../server/server-request.ts';
import { createSafeService } from './safe-service.ts';

const DAY_MS = 24 * 3_600_000;

let server: ServerProcess;
let folder: string;
let practice: Practice;
let services: SafeApi[] = [];
let browsers = 0;

interface Browser {
  readonly service: SafeApi;
  status: SafeStatus;
  signIn(): Promise<void>;
}

/** The worker of a browser, whose line and clock a test holds. */
function aBrowser(
  given: { readonly fetch?: Fetch; readonly now?: () => number; readonly name?: string } = {},
): Browser {
  const kept: { device?: DeviceKeys } = {};
  const name = given.name ?? `browser-${browsers++}`;
  const service = createSafeService({
    origin: server.url,
    fetch: given.fetch ?? fetch,
    ...EMPTY_BROWSER,
    devices: { read: async () => kept.device, write: async (_, device) => void (kept.device = device) },
    pagesOf: () => practice.pagesIn(name),
    now: given.now ?? Date.now,
    clientVersion: '0.1.0',
  });
  services.push(service);
  const browser: Browser = {
    service,
    status: {} as SafeStatus,
    signIn: async () => {
      const wish = { account: 'lindner', password: PASSWORD };
      must(await service.signInWithSlot(wish, { recoveryCode: practice.founded.recoveryCode }));
    },
  };
  service.watchStatus((now) => (browser.status = now));
  return browser;
}

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-quick-'));
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

test('[SN12] the first browser that has attributed everything makes the set, a day after the last one', async () => {
  const asked: string[] = [];
  const watching: Fetch = (url, init) => {
    if (url.includes('snapshot'))
      asked.push(`${init.method ?? 'GET'} ${url.replace(/^.*snapshot/, 'snapshot').replace(/[/?=].*$/, '')}`);
    return fetch(url, init);
  };
  const today = aBrowser({ fetch: watching });
  await today.signIn();
  await expect.poll(() => today.status.level, { timeout: 10_000 }).toBe('attributed');
  expect(asked).toEqual(['GET snapshot']);
  const tomorrow = aBrowser({ fetch: watching, now: () => Date.now() + DAY_MS });
  await tomorrow.signIn();
  await expect
    .poll(() => asked.filter((each) => each.startsWith('POST')).length, { timeout: 40_000 })
    .toBeGreaterThanOrEqual(2);
  await expect.poll(() => tomorrow.status.phase).toBe('ready');
  expect(asked.filter((each) => each.startsWith('PUT'))).toHaveLength(64);
});

test('[SN25] persons are found while the journal is still followed; an Akte waits for it', async () => {
  let release = () => undefined as void;
  const followed = new Promise<void>((resolve) => (release = resolve));
  const slow: Fetch = async (url, init) => {
    if (/journal\?from=0&/.test(url)) await followed;
    return fetch(url, init);
  };
  const browser = aBrowser({ fetch: slow });
  await browser.signIn();
  expect(browser.status).toMatchObject({ phase: 'syncing', level: 'bound', persons: 1 });
  const { exact } = await browser.service.search('brandt', 10);
  expect(exact.map(({ vorname }) => vorname)).toEqual(['Ilse']);
  let isOpened = false;
  const opening = browser.service.openPerson(hexOf(practice.personId)).then((view) => {
    isOpened = true;
    return view;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(isOpened).toBe(false);
  release();
  expect(must(await opening).eintraege).toHaveLength(1);
  expect(browser.status).toMatchObject({ phase: 'ready', persons: 1 });
});

test('[SN25] signing out while the journal is followed leaves nothing open', async () => {
  let release = () => undefined as void;
  const followed = new Promise<void>((resolve) => (release = resolve));
  const slow: Fetch = async (url, init) => {
    if (/journal\?from=0&/.test(url)) await followed;
    return fetch(url, init);
  };
  const browser = aBrowser({ fetch: slow });
  await browser.signIn();
  await browser.service.signOut();
  release();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(browser.status.phase).toBe('signed-out');
  expect((await browser.service.search('brandt', 10)).total).toBe(0);
  expect((await browser.service.openPerson(hexOf(practice.personId))).ok).toBe(false);
});

test('[SN22] a set that does not prove itself is left alone, said, and everything works without it', async () => {
  const lying: Fetch = async (url, init) => {
    const answer = await fetch(url, init);
    if (!url.endsWith('/snapshot')) return answer;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    bytes[60] = (bytes[60] as number) ^ 1;
    return new Response(bytes, { status: answer.status, headers: answer.headers });
  };
  const browser = aBrowser({ fetch: lying });
  await browser.signIn();
  expect(browser.status).toMatchObject({ phase: 'ready', persons: 1, snapshotFault: 'SNAPSHOT_WRONG' });
  expect((await browser.service.search('brandt', 10)).total).toBe(1);
});
