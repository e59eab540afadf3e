import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildEntry, isUnreadable, platformRandom, userCoSigner } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import { type ErrorCode, ERRORS, hexOf, PROTOCOL_VERSION, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EMPTY_BROWSER } from '../../test-support/empty-browser.ts';
import { FINDING, must, PASSWORD, Practice } from '../../test-support/practice.ts';
import type { SafeApi } from '../channel/safe-api.ts';
import type { SafeStatus } from '../channel/sign-in-api.ts';
import type { PageStore } from '../local/page-store.ts';
import type { Fetch } from '../server/server-request.ts';
import { createSafeService } from '../worker/safe-service.ts';
import { preloadToday } from '../worker/preload-today.ts';
import { Safe } from './safe.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;
let isDown = false;
let asked: string[] = [];
let personId: string;

const line: Fetch = (url, init) => {
  asked.push(`${url.slice(url.lastIndexOf('/') + 1)} ${typeof init.body === 'string' ? init.body : ''}`);
  return isDown ? Promise.reject(new TypeError('no line')) : fetch(url, init);
};

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-offline-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  personId = hexOf(practice.personId);
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

beforeEach(() => {
  isDown = false;
  asked = [];
});

/** A start of the founder's device: the same keys and pages, a safe of its own. */
async function start(now: () => number = Date.now, pages?: PageStore): Promise<Safe> {
  const { given } = practice.founded;
  const own = { ...given, now, ...(pages === undefined ? {} : { pages }) };
  return must(await Safe.open({ ...own, address: { ...given.address, fetch: line } }));
}

const textsIn = async (safe: Safe, person: string) =>
  must(await safe.openPerson(person)).map(({ opened }) => (isUnreadable(opened) ? opened.unreadable : opened.value));

interface Fillable {
  readonly pages: PageStore;
  isFull: (name: string) => boolean;
  onRemove: (name: string) => void;
}

/** Pages that find no room while `isFull`. */
function fillable(pages: PageStore): Fillable {
  const disk: Fillable = {
    onRemove: () => undefined,
    isFull: (name: string) => name === '',
    pages: {
      read: (name: string) => pages.read(name),
      list: (prefix: string) => pages.list(prefix),
      remove: (name: string) => {
        disk.onRemove(name);
        return pages.remove(name);
      },
      write: (name: string, bytes: Uint8Array) =>
        disk.isFull(name)
          ? Promise.reject(Object.assign(new Error('full'), { name: 'QuotaExceededError' }))
          : pages.write(name, bytes),
    },
  };
  return disk;
}

test('[OF1] [OF3] an opened Akte is read without a line, after a restart too, and says since when', async () => {
  const clock = Date.parse('2026-11-24T09:00:00Z');
  const first = await start(() => clock);
  expect(await textsIn(first, personId)).toContainEqual(expect.objectContaining({ text: FINDING.text }));
  expect(first.akten.copyTimeOf(personId)).toBeUndefined();
  await expect.poll(() => first.akten.persons).toContain(personId);
  await first.close();
  isDown = true;
  const later = await start(() => clock + 3_600_000);
  expect(await textsIn(later, personId)).toContainEqual(expect.objectContaining({ text: FINDING.text }));
  expect(later.akten.copyTimeOf(personId)).toBe(clock);
  isDown = false;
  must(await later.openPerson(personId));
  expect(later.akten.copyTimeOf(personId)).toBeUndefined();
});

test('[OF1] an Akte nobody has opened here is not there without a line', async () => {
  const other = await practice.addPerson('Ohnekopie', 'nie geöffnet');
  const safe = await start();
  isDown = true;
  expect(await safe.openPerson(hexOf(other.personId))).toMatchObject({ ok: false, error: { code: 'OFFLINE' } });
});

test('[OF4] Akten written in today are fetched ahead in one request, and not again within the hour', async () => {
  const today = await practice.addPerson('Heute', 'heute geschrieben');
  const safe = await start();
  asked = [];
  expect(must(await preloadToday(safe))).toBeGreaterThan(0);
  const preloads = asked.filter((each) => each.startsWith('akten'));
  expect(preloads).toHaveLength(1);
  expect(preloads[0]).toContain('"purpose":"preload"');
  expect(must(await preloadToday(safe))).toBe(0);
  isDown = true;
  expect(await textsIn(safe, hexOf(today.personId))).toContainEqual(
    expect.objectContaining({ text: 'heute geschrieben' }),
  );
  const tomorrow = await start(() => Date.now() + 86_400_000);
  isDown = false;
  expect(must(await preloadToday(tomorrow))).toBe(0);
});

test('[OF5] an erasure takes the copies off a device that did not make it, and from its reader', async () => {
  const gone = await practice.addPerson('Vergessen', 'wird gelöscht');
  const safe = await start();
  for (const person of [hexOf(gone.personId), personId]) must(await safe.openPerson(person));
  await expect.poll(() => safe.akten.persons).toContain(hexOf(gone.personId));
  await eraseAkten(hexOf(gone.personId));
  must(await safe.sync());
  expect(safe.akten.persons).toEqual([]);
  isDown = true;
  const later = await start();
  expect(await later.openPerson(hexOf(gone.personId))).toMatchObject({ ok: false });
});

test('[OF10] a full device gives up its copies first, then refuses a text before it is sent, and loses nothing', async () => {
  const disk = fillable(practice.founded.given.pages);
  const service = await aService(disk.pages);
  let status: SafeStatus | undefined;
  service.watchStatus((now) => (status = now));
  must(await service.openPerson(personId));
  await expect.poll(() => disk.pages.list('akten.')).not.toEqual([]);
  const note = (text: string) => ({ personId, kind: 'note' as const, value: { behandlungstag: '2026-11-24', text } });
  disk.isFull = (name) => name.startsWith('outbox.') && copies > 0;
  let copies = 1;
  disk.onRemove = (name) => {
    if (name.startsWith('akten.')) copies = 0;
  };
  expect(must(await service.writeEintrag(note('Kopien machen Platz')))).toMatchObject({ saved: true });
  expect(copies).toBe(0);
  disk.isFull = () => true;
  asked = [];
  expect(await service.writeEintrag(note('kein Platz'))).toMatchObject({ ok: false, error: { code: 'DEVICE_FULL' } });
  expect(asked.filter((each) => each.startsWith('append'))).toEqual([]);
  await service.sendWaiting();
  expect(status).toMatchObject({ phase: 'ready', deviceFull: true, queued: 0 });
  disk.isFull = () => false;
  expect(must(await service.writeEintrag(note('wieder Platz')))).toMatchObject({ saved: true });
  expect(status).toMatchObject({ deviceFull: false });
  await service.lock();
  // The journal was left out while there was no room, without a gap: the next start follows it from where it was kept.
  const next = await start();
  expect(await textsIn(next, personId)).toContainEqual(expect.objectContaining({ text: 'wieder Platz' }));
});

test('[OF6] what waits is listed with person, text and state', async () => {
  const service = await aService(practice.founded.given.pages);
  must(await service.openPerson(personId));
  isDown = true;
  const value = { behandlungstag: '2026-11-24', text: 'wartet auf die Leitung' };
  must(await service.writeEintrag({ personId, kind: 'note', value }));
  expect(await service.waitingEntries()).toMatchObject([
    { personId, personName: 'Brandt, Ilse', kuerzel: 'NOT', summary: 'wartet auf die Leitung', state: 'queued' },
  ]);
  isDown = false;
  await service.sendWaiting();
  expect(await service.waitingEntries()).toEqual([]);
  await service.lock();
});

test('[OF12] [T44] a server that is older or newer leaves everything readable and what is written waiting', async () => {
  const { status: httpStatus, de, en } = ERRORS.PROTOCOL_OUTDATED;
  const headers = (by: number) => ({ 'siegel-protocol': String(PROTOCOL_VERSION + by) });
  const refusal = { code: 'PROTOCOL_OUTDATED', de, en };
  const gaps: readonly (readonly [ErrorCode, () => Response])[] = [
    ['SERVER_OUTDATED', () => new Response(new Uint8Array(0), { headers: headers(-1) })],
    ['PROTOCOL_OUTDATED', () => Response.json(refusal, { status: httpStatus, headers: headers(1) })],
    // Taken for an answer, this would say that all is written.
    ['PROTOCOL_OUTDATED', () => new Response(new Uint8Array(0), { headers: headers(1) })],
  ];
  for (const [gap, answer] of gaps) {
    let isApart = false;
    const sent: RequestInit['body'][] = [];
    const apart: Fetch = (url, init) => {
      if (!isApart) return line(url, init);
      sent.push(init.body);
      return Promise.resolve(answer());
    };
    const service = await aService(practice.founded.given.pages, apart);
    let status: SafeStatus | undefined;
    service.watchStatus((now) => (status = now));
    must(await service.openPerson(personId));
    isApart = true;
    const value = { behandlungstag: '2026-11-24', text: `geschrieben bei ${gap}` };
    expect(must(await service.writeEintrag({ personId, kind: 'note', value }))).toMatchObject({ saved: false });
    expect(status).toMatchObject({ phase: 'ready', versionGap: gap, queued: 1 });
    // Asked again and again, it gets the same sealed bytes: there is no other form for an old server or a new one (A3).
    await service.sendWaiting();
    const bodies = sent.map((body) => (body instanceof Uint8Array ? Buffer.from(body).toString('latin1') : ''));
    expect(bodies.some((body) => body.length > 0)).toBe(true);
    expect(bodies.filter((body) => body.includes('geschrieben'))).toEqual([]);
    isApart = false;
    await service.sendWaiting();
    expect(status).toMatchObject({ phase: 'ready', queued: 0 });
    expect(status).not.toHaveProperty('versionGap');
    await service.lock();
  }
});

/** Erases all Akten of a person, from the desk. */
async function eraseAkten(person: string): Promise<void> {
  const { desk } = practice;
  must(await desk.sync());
  const { columns } = desk.follower;
  const akten = desk.directory.aktenOfPerson(person);
  const entries = akten.flatMap(({ akte }) => columns.seqsOfAkte(akte).map((seq) => columns.hashAt(seq).slice()));
  const draft = { kind: WIRE_KINDS.tombstone, schemaVersion: 1, record: platformRandom(16) };
  const open = { entries, reason: 'request' };
  must(await desk.write([await buildEntry({ ...draft, open, coSigners: [userCoSigner(desk.author)] }, desk.author)]));
}

/** The workspace's service over the founder's device. */
async function aService(pages: PageStore, fetchIt: Fetch = line): Promise<SafeApi> {
  const service = createSafeService({
    origin: server.url,
    fetch: fetchIt,
    ...EMPTY_BROWSER,
    devices: { read: async () => practice.founded.given.device, write: async () => undefined },
    pagesOf: async () => pages,
    now: Date.now,
    clientVersion: '0.1.0',
  });
  must(await service.signIn({ account: 'lindner', password: PASSWORD }));
  return service;
}
