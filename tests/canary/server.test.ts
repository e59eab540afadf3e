import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundTenant, Safe, sealEintrag, sealNewPerson } from '@siegel/safe';
import { FilePageStore } from '@siegel/safe/node';
import { createSqliteEngine, readBoxKeyFile } from '@siegel/store';
import {
  type CanaryHit,
  type Marker,
  markerOf,
  markerSearch,
  planted,
  processMemory,
  searchMarkers,
  type ServerProcess,
  spawnServer,
} from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const MARKERS = 100;
const STEM = 'Kanarienvögelchen-';
const markers: Marker[] = Array.from({ length: MARKERS }, (_, i) =>
  markerOf(`${STEM}${i}-Öß€-${(i * 7919).toString(36)}-sichtbar`),
);
const text = (i: number) => (markers[i % MARKERS] as Marker).text;

let server: ServerProcess;
let folder: string;
/** Every body that went over the wire, both ways. */
const wire: Buffer[] = [];

async function recordingFetch(url: string, init: RequestInit): Promise<Response> {
  const body = init.body as string | Uint8Array | undefined;
  wire.push(
    Buffer.from(`${init.method ?? 'GET'} ${url}\n`),
    body === undefined ? Buffer.alloc(0) : Buffer.from(body as Uint8Array),
  );
  const response = await fetch(url, init);
  wire.push(Buffer.from(await response.clone().arrayBuffer()));
  return response;
}

function must<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly code: string } },
): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-canary-'));
  const founded = must(
    await foundTenant({
      origin: server.url,
      fetch: recordingFetch,
      foundingToken: await server.foundingToken(),
      account: 'lindner',
      password: text(0),
      profile: 'practice',
      organisationName: text(1),
      siteName: text(2),
      founderName: text(3),
      pages: await FilePageStore.open(join(folder, 'desk')),
      now: Date.now,
    }),
  );
  const safe = must(await Safe.open(founded.given));
  for (let i = 4; i < MARKERS; i += 6) {
    const person = { familienname: text(i), vorname: text(i + 1), strasse: text(i + 2), cave: text(i + 3) };
    const made = must(await sealNewPerson(safe, person, { site: founded.founding.site }));
    const place = { akte: made.akte, site: founded.founding.site, key: made.akteKey };
    const note = await sealEintrag(
      safe,
      { kind: 'note', value: { behandlungstag: '2026-11-22', text: text(i + 4) } },
      place,
    );
    const file = { behandlungstag: '2026-11-22', dateiname: `${text(i + 5)}.pdf`, titel: text(i + 5), blobIds: [] };
    const document = await sealEintrag(safe, { kind: 'document', value: file }, place);
    must(await safe.write([...made.packets, note.packet, document.packet]));
  }
  must(await safe.sync());
  must(await safe.loadIndex());
  expect(safe.index.search(text(4).slice(0, 12)).total).toBeGreaterThan(0);
}, 120_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

async function filesBelow(root: string): Promise<[string, Buffer][]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(
      async ({ parentPath, name }): Promise<[string, Buffer]> => [name, await readFile(join(parentPath, name))],
    ),
  );
}

test('[A2] [T22] the search has teeth: a marker planted in any form is found', () => {
  for (const form of markers[7]?.forms.keys() ?? []) {
    const needle = markers[7]?.forms.get(form) as Buffer;
    const hits = searchMarkers('planted', Buffer.concat([Buffer.alloc(99, 3), needle, Buffer.alloc(99, 4)]), markers);
    expect(
      hits.map((hit) => hit.marker),
      form,
    ).toContain(markers[7]?.text);
  }
  const forms = new Set(
    searchMarkers('planted', planted(markers[8] as Marker), markers).map(({ where, form }) => `${where} ${form}`),
  );
  expect([...forms].some((form) => form.includes('gzip'))).toBe(true);
});

test('[A2] [T22] nothing the server keeps, logs or sends is readable', async () => {
  const hits: CanaryHit[] = [];
  for (const [name, bytes] of await filesBelow(server.directory))
    hits.push(...searchMarkers(`file ${name}`, bytes, markers));
  hits.push(...searchMarkers('log', Buffer.from(server.log()), markers));
  hits.push(...searchMarkers('wire', Buffer.concat(wire), markers));
  expect(hits).toEqual([]);
  expect(wire.length).toBeGreaterThan(50);
});

test('[A2] [T22] the memory of the running server holds nothing readable, and a marker that was sent open is found', async () => {
  const account = markerOf('kanarienkonto-das-der-server-kennen-darf');
  await fetch(`${server.url}/v1/t/${await tenantHex()}/login/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: account.text, startLoginRequest: 'x' }),
  });
  const hits: CanaryHit[] = [];
  const search = markerSearch(markers);
  let seen = false;
  let bytes = 0;
  for await (const piece of processMemory(server.child.pid as number)) {
    bytes += piece.length;
    seen ||= piece.includes(account.text);
    hits.push(...search('memory', piece));
  }
  console.info(`${Math.round(bytes / 1024 / 1024)} MiB of memory searched for ${MARKERS} markers`);
  expect(hits).toEqual([]);
  expect(seen, 'the search of memory has teeth').toBe(true);
}, 120_000);

async function tenantHex(): Promise<string> {
  const answer = (await (await fetch(`${server.url}/v1/tenant`)).json()) as { readonly tenant: string };
  return answer.tenant;
}

test('[A2] [T22] the database, opened with its key, holds nothing readable, and a planted plaintext field is found', async () => {
  await server.end();
  const key = await readBoxKeyFile(server.boxKeyFile);
  if (!key.ok) throw new Error(key.error.code);
  const engine = createSqliteEngine({ directory: server.directory, boxKey: key.value });
  const [tenant] = await engine.tenants();
  const opened = await engine.openTenant(tenant as Uint8Array);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  const size = await store.size();
  const pieces: Buffer[] = [];
  for await (const rows of store.entriesFrom(0, size))
    for (const { body, open } of rows) pieces.push(Buffer.from(body), Buffer.from(open?.bytes ?? []));
  for await (const rows of store.contentOfRange(0, size))
    for (const { wraps, envelopes } of rows)
      pieces.push(...wraps.map(({ bytes }) => Buffer.from(bytes)), ...envelopes.map(({ bytes }) => Buffer.from(bytes)));
  expect(searchMarkers('database', Buffer.concat(pieces), markers)).toEqual([]);
  await store.write((tx) => tx.putSecret('planted', Buffer.from(`Befund: ${text(9)}`)));
  const planted = Buffer.from((await store.secret('planted')) ?? []);
  expect(searchMarkers('database', Buffer.concat([...pieces, planted]), markers)).toHaveLength(1);
  await engine.close();
});
