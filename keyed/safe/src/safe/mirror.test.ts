import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { isUnreadable } from '@siegel/seal';
import { type ServerProcess, spawnServer } from '@siegel/testing';
import {
  classOfKind,
  decodeBody,
  decodeSequence,
  encodeLeaf,
  encodeSequence,
  FIRST_RECORD_KIND,
  hexOf,
  type Id,
} from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FINDING, ILSE, must, PASSWORD, Practice } from '../../test-support/practice.ts';
import type { Fetch } from '../server/server-request.ts';
import { mirrorContent, openMirrored } from './mirror.ts';
import { enterMirrorUser, makeMirrorUserKeys } from './mirror-user.ts';
import { Safe } from './safe.ts';
import type { SafeGiven } from './safe-given.ts';
import { sealNextVersion } from './write-records.ts';

let server: ServerProcess;
let folder: string;
let practice: Practice;
let desk: Safe;
let service: SafeGiven;
let person: Id;
let eintrag: Id;

const pagesIn = (name: string) => practice.pagesIn(name);

/** The service device with its own pages and, if given, a line that counts or lies. */
const aMirror = async (name: string, line: Fetch = fetch) =>
  must(await Safe.open({ ...service, pages: await pagesIn(name), address: { ...service.address, fetch: line } }));

const valueOf = async (safe: Safe, record: Id) => {
  const { opened } = must(await openMirrored(safe, record));
  return isUnreadable(opened) ? opened : opened.value;
};

/** A line that hands the mirror's answer through `change` and counts the requests. */
function aLine(change: (body: Uint8Array) => BodyInit) {
  const asked: string[] = [];
  const line: Fetch = async (url, init) => {
    const answer = await fetch(url, init);
    asked.push(url.slice(url.lastIndexOf('/') + 1));
    if (!url.endsWith('/mirror') || !answer.ok) return answer;
    return new Response(change(new Uint8Array(await answer.arrayBuffer())), { headers: answer.headers });
  };
  return { asked, line };
}

beforeAll(async () => {
  server = await spawnServer();
  folder = await mkdtemp(join(tmpdir(), 'siegel-mirror-'));
  practice = await Practice.found({ origin: server.url, foundingToken: await server.foundingToken(), folder });
  ({ desk, finding: eintrag } = practice);
  await desk.openPerson(hexOf(practice.personId));
  person = desk.records.recordsOfAkte(practice.personId).find(({ newest }) => newest.body.parts.length > 0)!.newest
    .body.record;
  // The next version changes one compartment: the other is carried and lies beside the first version.
  must(await desk.write([must(await sealNextVersion(desk, person, { ...ILSE, ort: 'Altdorf' }))]));
  must(await desk.sync());
  const wish = { account: 'spiegel', password: PASSWORD, name: 'Dienstgeraet', pages: await pagesIn('service') };
  service = must(await enterMirrorUser(desk, wish, await makeMirrorUserKeys()));
}, 60_000);

afterAll(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
  await rm(server.directory, { recursive: true, force: true });
});

test('[SF10] a service device fetches everything beside the journal in one request and opens records without asking', async () => {
  const { asked, line } = aLine((body) => body as BodyInit);
  const safe = await aMirror('ten', line);
  expect(must(await mirrorContent(safe))).toBe(safe.follower.head.size);
  expect(must(await mirrorContent(safe))).toBe(safe.follower.head.size);
  expect(asked.filter((path) => path === 'mirror')).toHaveLength(1);
  const before = asked.length;
  expect(await valueOf(safe, eintrag)).toEqual(FINDING);
  expect(await valueOf(safe, person)).toMatchObject({ ort: 'Altdorf', cave: 'Penicillin' });
  expect(asked).toHaveLength(before);
});

test('[SF10] a person does not mirror, whatever its rights', async () => {
  expect(await mirrorContent(desk)).toEqual({ ok: false, error: expect.objectContaining({ code: 'RIGHT_MISSING' }) });
});

test('[SF11] the mirror lies sealed on the device and goes on from where it is', async () => {
  const first = await aMirror('eleven');
  must(await mirrorContent(first));
  const pages = (await readdir(join(folder, 'eleven'))).filter((name) => name.startsWith('mirror.'));
  expect(pages).toHaveLength(1);
  const bodies = new Set<string>();
  const line: Fetch = (url, init) => {
    if (url.endsWith('/mirror')) bodies.add(init.body as string);
    return fetch(url, init);
  };
  const size = first.follower.head.size;
  const again = await aMirror('eleven', line);
  expect(await valueOf(again, eintrag)).toMatchObject({ text: 'RR 150/90' });
  must(await mirrorContent(again));
  const [asked] = [...bodies].map((body) => JSON.parse(body) as { from: number; to: number });
  expect(asked?.from ?? size).toBeGreaterThan(1);
});

test('[SF11] a page changed on the disk is fetched again', async () => {
  must(await mirrorContent(await aMirror('changed')));
  const file = join(folder, 'changed', 'mirror.000000000000');
  const bytes = await readFile(file);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(file, bytes);
  const again = await aMirror('changed');
  expect(await valueOf(again, eintrag)).toEqual({ unreadable: 'CONTENT_WITHHELD' });
  must(await mirrorContent(again));
  expect(await valueOf(again, eintrag)).toMatchObject({ text: 'RR 150/90' });
});

test('[SF12] what came before the line broke is kept, and the next request goes on behind it', async () => {
  const { line } = aLine((body) => body.slice(0, body.length - 40) as BodyInit);
  const safe = await aMirror('twelve', line);
  expect(await mirrorContent(safe)).toMatchObject({ ok: false, error: { code: 'CBOR_MALFORMED' } });
  expect(await valueOf(safe, eintrag)).toMatchObject({ text: 'RR 150/90' });
  const again = await aMirror('twelve');
  must(await mirrorContent(again));
  expect(await valueOf(again, person)).toMatchObject({ ort: 'Altdorf' });
});

test('[SF13] a part the server changed is refused when it is opened, and one it left out is withheld', async () => {
  const flipped = aLine((body) => {
    // Decoded bytes are views: the last byte of every part is its tag's.
    for (const item of decodeSequence(body) as [number, number, unknown, [number, Uint8Array][]][])
      for (const [, bytes] of item[3]) bytes[bytes.length - 1]! ^= 1;
    return body as BodyInit;
  });
  const changed = await aMirror('thirteen', flipped.line);
  must(await mirrorContent(changed));
  // Parts are found by the hash their descriptor names: changed bytes are no part at all.
  expect(await valueOf(changed, eintrag)).toEqual({ unreadable: 'CONTENT_WITHHELD' });
  const empty = await aMirror('fourteen', aLine(() => new Uint8Array(0) as BodyInit).line);
  must(await mirrorContent(empty));
  expect(await valueOf(empty, eintrag)).toEqual({ unreadable: 'CONTENT_WITHHELD' });
  expect(await openMirrored(empty, new Uint8Array(16))).toMatchObject({ ok: false, error: { code: 'AKTE_UNKNOWN' } });
});

test('[JN22] an entry of my site withheld once is still an alarm at the next start', async () => {
  const hiding: Fetch = async (url, init) => {
    const answer = await fetch(url, init);
    if (!url.includes('/journal?') || !answer.ok) return answer;
    const items = decodeSequence(new Uint8Array(await answer.arrayBuffer())) as [number, number, Uint8Array][];
    const at = items.findLastIndex((item) => item[0] === 3 && decodeBody(item[2]).kind >= FIRST_RECORD_KIND);
    const [, receivedAt, body] = items[at]!;
    const { site, kind } = decodeBody(body);
    const entryHash = new Uint8Array(createHash('sha256').update(body).digest());
    const leaf = encodeLeaf({ site, class: classOfKind(kind), receivedAt, entryHash });
    const hidden = encodeSequence([...items.slice(0, at), [2, leaf], ...items.slice(at + 1)]);
    return new Response(hidden as BodyInit, { headers: answer.headers });
  };
  const open = async (line: Fetch) =>
    Safe.open({ ...service, pages: await pagesIn('fifteen'), address: { ...service.address, fetch: line } });
  expect(await open(hiding)).toMatchObject({ ok: false, error: { code: 'CONTENT_WITHHELD' } });
  expect(await open(fetch)).toMatchObject({ ok: false, error: { code: 'CONTENT_WITHHELD' } });
});
