import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CanaryHit,
  type Marker,
  markerOf,
  processMemory,
  searchMarkers,
  type ServerProcess,
} from '@siegel/testing';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  emptyServer,
  FOUNDER,
  found,
  keepKit,
  type KeptKit,
  nameFounder,
  nameHouse,
  openPage,
  ORGANISATION,
  PASSWORD,
} from '../journey/first-run-world.ts';

let server: ServerProcess;
let profile: string;
let context: BrowserContext;
let page: Page;
let kit: KeptKit;
const wire: Buffer[] = [];
let sealedDraft: Draft;

beforeAll(async () => {
  server = await emptyServer();
  profile = await mkdtemp(join(tmpdir(), 'siegel-profile-'));
  context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    locale: 'de-DE',
  });
  context.on('request', (request) => {
    wire.push(Buffer.from(`${request.method()} ${request.url()}\n`), request.postDataBuffer() ?? Buffer.alloc(0));
  });
  ({ page } = await openPage(context));
  await page.goto(`${server.url}/#einrichten=${await server.foundingToken()}`);
  await nameHouse(page);
  await nameFounder(page);
  await page.getByRole('heading', { name: 'Organisationsschlüssel sichern' }).waitFor();
  sealedDraft = await draftOf(page);
  kit = await keepKit(page);
  await found(page);
  await page.getByText('Alles gespeichert').waitFor();
}, 120_000);

afterAll(async () => {
  await context.close();
  await server.end('SIGKILL');
  for (const folder of [profile, server.directory]) await rm(folder, { recursive: true, force: true });
});

interface Draft {
  readonly names: readonly string[];
  readonly bytes: readonly number[];
  readonly isKeyHidden: boolean;
}

/** What lies in the database of a begun founding. */
function draftOf(on: Page): Promise<Draft> {
  return on.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('IndexedDB'));
      });
    const db = await done(indexedDB.open('siegel-founding'));
    const store = () => db.transaction('pages').objectStore('pages');
    const names = (await done(store().getAllKeys())) as string[];
    const bytes = (await done(store().get('draft'))) as Uint8Array | undefined;
    const key = (await done(store().get('vault-key'))) as CryptoKey | undefined;
    db.close();
    return { names, bytes: [...(bytes ?? [])], isKeyHidden: key?.extractable === false };
  });
}

/** Everything that must be nowhere, in the forms a search knows: seed, file, words, password, names. */
function secrets(): readonly Marker[] {
  const seed = /Schluessel: ([0-9a-f]{64})/.exec(kit.file)?.[1] ?? '';
  const texts = [seed, seed.toUpperCase(), kit.words.join(' '), kit.words.slice(0, 4).join(' '), PASSWORD];
  return texts.map((text) => markerOf(text));
}
const rawSeed = () => Buffer.from(/Schluessel: ([0-9a-f]{64})/.exec(kit.file)?.[1] ?? '', 'hex');

function hitsIn(where: string, bytes: Buffer, markers: readonly Marker[]): CanaryHit[] {
  const raw = bytes.includes(rawSeed()) ? [{ where, form: 'raw', marker: 'seed' }] : [];
  return [...searchMarkers(where, bytes, [...markers]), ...raw];
}

async function filesBelow(root: string): Promise<[string, Buffer][]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }): Promise<[string, Buffer]> => {
      const bytes = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0));
      return [join(parentPath, name), bytes];
    }),
  );
}

test('[FR9] the search has teeth: a planted seed, word list or password is found', () => {
  const planted = [rawSeed(), Buffer.from(kit.words.join(' ')), Buffer.from(PASSWORD)];
  for (const bytes of planted) expect(hitsIn('planted', bytes, secrets()).length).toBeGreaterThan(0);
  expect(rawSeed()).toHaveLength(32);
});

test('[FR9] [A2] the server gets neither kit nor words nor password, and names only sealed', async () => {
  const markers = [...secrets(), markerOf(ORGANISATION), markerOf(FOUNDER)];
  const hits = hitsIn('wire', Buffer.concat(wire), markers);
  for (const [name, bytes] of await filesBelow(server.directory)) hits.push(...hitsIn(name, bytes, markers));
  hits.push(...hitsIn('log', Buffer.from(server.log()), markers));
  for await (const piece of processMemory(server.child.pid as number)) hits.push(...hitsIn('memory', piece, markers));
  expect(hits).toEqual([]);
  expect(wire.length).toBeGreaterThan(10);
}, 120_000);

test('[FR2] [FR9] a begun founding lies sealed under a hidden key; after the wizard it is gone, and no storage holds the kit', async () => {
  expect([...sealedDraft.names].toSorted()).toEqual(['draft', 'vault-key']);
  expect(sealedDraft.isKeyHidden).toBe(true);
  expect(hitsIn('draft', Buffer.from(sealedDraft.bytes), secrets())).toEqual([]);
  expect(await draftOf(page)).toMatchObject({ names: [] });
  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  );
  const { cookies } = await context.storageState();
  const hits = hitsIn('page storage', Buffer.from(stored + JSON.stringify(cookies)), secrets());
  await context.close();
  for (const [name, bytes] of await filesBelow(profile)) hits.push(...hitsIn(name, bytes, secrets()));
  expect(hits).toEqual([]);
}, 60_000);
