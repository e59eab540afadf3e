import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildEntry, userCoSigner, userFields, userHalves } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { decodeBody, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, PASSWORD, Practice } from '../../test-support/practice.ts';
import type { Fetch } from '../server/server-request.ts';
import { auditJournal } from './audit-journal.ts';
import { enterMirrorUser, makeMirrorUserKeys, type MirrorUserKeys } from './mirror-user.ts';
import { Safe } from './safe.ts';
import type { SafeGiven } from './safe-given.ts';
import { sealEintrag } from './write-records.ts';

/** Three of the shortest pages. */
const EINTRAEGE = 4_500;
const PER_BATCH = 900;
let server: ServerProcess;
let folder: string;
let practice: Practice;
/** A service user of the same site. */
let keys: MirrorUserKeys;
let spiegel: SafeGiven;

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-long-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  const { desk, eintraege } = practice;
  const wish = { account: 'spiegel', password: PASSWORD, name: 'Spiegel', pages: await practice.pagesIn('spiegel') };
  keys = await makeMirrorUserKeys();
  spiegel = must(await enterMirrorUser(desk, wish, keys));
  for (let done = 0; done < EINTRAEGE; done += PER_BATCH) {
    const finding = { kind: 'finding', value: { behandlungstag: '2026-11-22', text: 'RR 120/80' } };
    const packets = Array.from({ length: PER_BATCH }, async () => (await sealEintrag(desk, finding, eintraege)).packet);
    must(await desk.write(await Promise.all(packets)));
  }
  must(await desk.sync());
}, 120_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

/** The line of a device that takes the shortest pages the server gives. */
const shortPages =
  (asked: string[]): Fetch =>
  (url, init) => {
    if (!url.includes('/journal?')) return fetch(url, init);
    asked.push(url);
    return fetch(url.replace(/most=\d+/, 'most=2000'), init);
  };

async function openOver(line: Fetch, name: string, onProgress?: (done: number, total: number) => void) {
  return openFor(practice.desk.given, line, name, onProgress);
}

async function openFor(
  given: SafeGiven,
  line: Fetch,
  name: string,
  onProgress?: (done: number, total: number) => void,
) {
  const pages = await practice.pagesIn(name);
  const own = { ...given, pages, address: { ...given.address, fetch: line } };
  return Safe.open(own, (_, done, total) => onProgress?.(done, total));
}

test('[SY20] follows a journal of several pages to its end in one sync, with one bar', async () => {
  const asked: string[] = [];
  const seen: (readonly [number, number])[] = [];
  const safe = must(await openOver(shortPages(asked), 'short', (done, total) => seen.push([done, total])));
  expect(safe.follower.head).toEqual(practice.desk.follower.head);
  expect(asked).toHaveLength(3);
  expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((a, b) => a - b));
  expect(new Set(seen.map(([, total]) => total))).toEqual(new Set([safe.follower.head.size]));
  const kept = await readdir(join(folder, 'short'));
  expect(kept.filter((name) => name.startsWith('journal.'))).toHaveLength(3);
});

test('[SY20] keeps the pages before a line that broke and goes on behind them', async () => {
  const first: string[] = [];
  const line = shortPages(first);
  const breaking: Fetch = (url, init) =>
    first.length === 2 && url.includes('/journal?') ? Promise.reject(new TypeError('offline')) : line(url, init);
  const half = must(await openOver(breaking, 'broken'));
  expect(half.follower.head.size).toBeGreaterThan(2_000);
  expect(half.follower.head.size).toBeLessThan(practice.desk.follower.head.size);
  // What came so far is there: the person of the first page is known.
  expect([...half.directory.persons()]).toHaveLength(1);
  const later: string[] = [];
  const whole = must(await openOver(shortPages(later), 'broken'));
  // The devices before it have left entries about their deliveries.
  expect(whole.follower.head.size).toBeGreaterThan(practice.desk.follower.head.size);
  expect(later[0]).toContain(`from=${half.follower.head.size}&`);
});

/** The service user leaves the site: written behind everything else. */
async function leaveTheSite(): Promise<void> {
  const { desk } = practice;
  const { columns } = desk.follower;
  const seq = columns.seqsOfRecord(keys.user).at(-1)!;
  const parent = { entryHash: columns.hashAt(seq), body: decodeBody(columns.entryAt(seq)!.body) };
  const open = userFields(userHalves(keys.userKey), { rights: ['read-records'], sites: [], userKind: 'service' });
  const draft = { kind: WIRE_KINDS.user, schemaVersion: 1, record: keys.user, parent, open };
  must(await desk.write([await buildEntry({ ...draft, coSigners: [userCoSigner(desk.author)] }, desk.author)]));
  must(await desk.sync());
}

test('[JN22] who has left a site is owed nothing of it, also of the pages before, and at the next start', async () => {
  const before = must(await openFor(spiegel, shortPages([]), 'before'));
  await leaveTheSite();
  const fresh = must(await openFor(spiegel, shortPages([]), 'fresh'));
  expect(fresh.sites).toEqual([]);
  expect(fresh.follower.head.size).toBeGreaterThan(before.follower.head.size);
  must(await openFor(spiegel, shortPages([]), 'fresh'));
  expect(
    must(await auditJournal({ ...spiegel, address: { ...spiegel.address, fetch: shortPages([]) } })).withheld,
  ).toEqual([]);
});
