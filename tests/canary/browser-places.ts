import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSqliteEngine, readBoxKeyFile } from '@siegel/store';
import { processMemory } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import type { Page } from 'playwright-core';
import { tenantDatabaseKey } from '../../blind/store/src/box-key.ts';
import { openConnection } from '../../blind/store/src/sqlite/connection.ts';
import { type BrowserWorld, filesBelow, newTemporaryFiles, type OpenedProfile, type Seen } from './browser-world.ts';

/** A place where something readable could lie: its pieces, each with a name for the report. */
export type Place = () => AsyncIterable<readonly [where: string, bytes: Buffer]>;

/** What a kernel or a runtime leaves in the folder a program was started in. */
const CRASH_FILE = /^(?:core(?:\.\d+)?|report\..*\.json|.*\.(?:dmp|heapsnapshot))$/;

async function* once(where: string, text: string | Buffer): ReturnType<Place> {
  yield await Promise.resolve([where, Buffer.from(text as string)] as const);
}

/** What the server side has, while it runs. */
export function serverPlaces({ server, tap, output, temporary }: BrowserWorld): Readonly<Record<string, Place>> {
  return {
    'data folder': () => filesBelow(server.directory),
    'temporary folder': () => filesBelow(temporary),
    log: () => once('log', server.log() + output()),
    'wire, asked': () => once('asked', tap.asked),
    'wire, answered': () => once('answered', tap.answered),
    memory: async function* () {
      for await (const piece of processMemory(server.child.pid as number)) yield ['memory', piece];
    },
    'open answers': async function* () {
      for (const path of ['/health', '/v1/tenant', '/demo', '/', '/gibt-es-nicht'])
        yield [path, Buffer.from(await (await fetch(`${server.url}${path}`)).arrayBuffer())];
    },
    'crash files': async function* () {
      for (const entry of await readdir(process.cwd(), { withFileTypes: true }))
        if (entry.isFile() && CRASH_FILE.test(entry.name)) yield [entry.name, await readFile(entry.name)];
    },
  };
}

/** Every row of every table of the tenant's database, as its box key opens it; the server must have ended. */
export async function* openedDatabase({ server }: BrowserWorld): ReturnType<Place> {
  const boxKey = await readBoxKeyFile(server.boxKeyFile);
  if (!boxKey.ok) throw new Error(boxKey.error.code);
  const engine = createSqliteEngine({ directory: server.directory, boxKey: boxKey.value });
  const tenants = await engine.tenants();
  await engine.close();
  for (const tenant of tenants) {
    const path = join(server.directory, 'tenants', hexOf(tenant), 'journal.db');
    const db = openConnection(path, tenantDatabaseKey(boxKey.value, tenant), { readonly: true });
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
    for (const table of tables)
      for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().iterate() as Iterable<unknown[]>)
        yield [
          table,
          Buffer.concat(row.map((cell) => (cell instanceof Uint8Array ? cell : Buffer.from(String(cell))))),
        ];
    db.close();
  }
}

/** What a locked or signed-out page still has. */
export function pagePlaces({ page, context }: OpenedProfile): Readonly<Record<string, Place>> {
  return {
    page: async function* () {
      for (const open of context.pages()) yield ['page', Buffer.from(await open.evaluate(textOfPage))];
    },
    'page storage': async function* () {
      const { cookies } = await context.storageState();
      yield ['page storage', Buffer.from((await page.evaluate(textOfStorage)) + JSON.stringify(cookies))];
    },
    databases: async function* () {
      yield ['databases', Buffer.from(await page.evaluate(textOfDatabases), 'latin1')];
    },
    caches: async function* () {
      yield ['caches', Buffer.from(await page.evaluate(textOfCaches), 'latin1')];
    },
    clipboard: async function* () {
      await page.bringToFront();
      yield ['clipboard', Buffer.from(await page.evaluate(() => navigator.clipboard.readText()))];
    },
  };
}

/** What the browser has shown or noted outside its pages. */
export function seenPlaces({ addresses, console, notifications }: Seen): Readonly<Record<string, Place>> {
  return {
    'addresses and titles': () => once('addresses', addresses.join('\n')),
    console: () => once('console', console.join('\n')),
    notifications: () => once('notifications', notifications.join('\n')),
  };
}

/** What lies on the disk of the device once the browser is closed; what the user has saved lies elsewhere. */
export function diskPlaces(world: BrowserWorld): Readonly<Record<string, Place>> {
  return {
    'profile folder': () => filesBelow(world.profile),
    'temporary folder': () => filesBelow(world.temporary),
    'downloads folder': () => filesBelow(world.downloads),
    'other temporary files': () => newTemporaryFiles(world),
  };
}

function textOfPage(): string {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')];
  const typed = fields.map(({ value }) => value);
  return [document.title, location.href, document.referrer, document.documentElement.outerHTML, ...typed].join('\n');
}

function textOfStorage(): string {
  return JSON.stringify([
    Object.entries(localStorage),
    Object.entries(sessionStorage),
    history.state,
    performance.getEntries().map(({ name }) => name),
  ]);
}

/** Every record of every database, its bytes one letter each. */
async function textOfDatabases(): Promise<string> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('IndexedDB'));
    });
  const lettersOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const shown = (_key: string, value: unknown) =>
    ArrayBuffer.isView(value)
      ? lettersOf(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      : value instanceof ArrayBuffer
        ? lettersOf(new Uint8Array(value))
        : value;
  const parts: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name ?? ''));
    for (const store of db.objectStoreNames) {
      const rows = db.transaction(store).objectStore(store);
      parts.push(`${name} ${store}`, JSON.stringify(await done(rows.getAllKeys()), shown));
      for (const value of (await done(db.transaction(store).objectStore(store).getAll())) as unknown[])
        parts.push(
          ArrayBuffer.isView(value) || value instanceof ArrayBuffer
            ? String(shown('', value))
            : JSON.stringify(value, shown),
        );
    }
    db.close();
  }
  return parts.join('\n');
}

async function textOfCaches(): Promise<string> {
  const parts: string[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      const bytes = new Uint8Array((await answer?.arrayBuffer()) ?? new ArrayBuffer(0));
      parts.push(request.url, JSON.stringify([...(answer?.headers ?? [])]));
      for (let at = 0; at < bytes.length; at += 8_192)
        parts.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
    }
  }
  return parts.join('');
}

/** Leaves `text` in every place of a browser that a program could leave it in. */
export async function leaveEverywhere(page: Page, text: string): Promise<void> {
  const saved = page.waitForEvent('download');
  await page.evaluate(async (left) => {
    localStorage.setItem('planted', left);
    sessionStorage.setItem('planted', left);
    document.cookie = `planted=${encodeURIComponent(left)}; Max-Age=600`;
    await (await caches.open('planted')).put('/planted', new Response(left));
    await new Promise<void>((resolve) => {
      const request = indexedDB.open('planted');
      request.onupgradeneeded = () => request.result.createObjectStore('rows');
      request.onsuccess = () => {
        const writing = request.result.transaction('rows', 'readwrite');
        writing.objectStore('rows').put(new TextEncoder().encode(left), 1);
        writing.oncomplete = () => {
          request.result.close();
          resolve();
        };
      };
    });
    await navigator.clipboard.writeText(left);
    new Notification(left);
    console.info(left);
    document.body.append(left);
    document.title = left;
    history.pushState(left, '', `/?${encodeURIComponent(left)}`);
    await fetch(`/health?${encodeURIComponent(left)}`, { method: 'POST', body: left });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([left]));
    link.download = 'planted.txt';
    link.click();
  }, text);
  await (await saved).path();
}
