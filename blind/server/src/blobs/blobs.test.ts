import { createHash } from 'node:crypto';
import { type OfficeMember, sha256, TestOffice } from '@siegel/testing';
import { hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';
import { byteRangeOf } from './byte-range.ts';

let server: ServerForTest;
let office: TestOffice;
let siteless: OfficeMember;
let akte: Id;
beforeAll(async () => {
  server = await startForTest();
  office = await TestOffice.found(server);
  siteless = await office.admit('ohnesitz', { sites: [], rights: ['read-records', 'write-records'] });
  ({ akte } = await office.akte(0));
});
afterAll(() => server.stop());

const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const start = (hash: string, sizeBytes: number, of: Id = akte) =>
  office.client.call('POST', 'blobs', { json: { akte: hexOf(of), hash, sizeBytes } });
const put = (hash: string, offset: number, bytes: Uint8Array, by: OfficeMember = office) =>
  by.client.call('PUT', `blobs/${hash}?offset=${offset}`, { bytes });

async function upload(bytes: Uint8Array): Promise<string> {
  const hash = hashOf(bytes);
  await start(hash, bytes.length);
  const done = await put(hash, 0, bytes);
  if (done.json?.['complete'] !== true) throw new Error(JSON.stringify(done.json));
  return hash;
}

test('[SY12] takes an attachment in pieces and goes on where it was interrupted', async () => {
  const bytes = office.built.random(300_000);
  const hash = hashOf(bytes);
  expect((await start(hash, bytes.length)).json).toEqual({ hash, offset: 0, complete: false });
  expect((await put(hash, 0, bytes.subarray(0, 100_000))).json).toEqual({ hash, offset: 100_000, complete: false });
  // The answer was lost: the client asks, and sends the piece again.
  expect((await start(hash, bytes.length)).json).toMatchObject({ offset: 100_000 });
  const again = await put(hash, 0, bytes.subarray(0, 100_000));
  expect([again.status, code(again)]).toEqual([409, 'BLOB_OFFSET_WRONG']);
  expect(again.json?.['facts']).toEqual({ offset: 100_000 });
  const ahead = await put(hash, 200_000, bytes.subarray(200_000));
  expect(code(ahead)).toBe('BLOB_OFFSET_WRONG');
  expect((await put(hash, 100_000, bytes.subarray(100_000))).json).toEqual({ hash, offset: 300_000, complete: true });
  expect((await start(hash, bytes.length)).json).toMatchObject({ complete: true });
});

test('[SY12] throws away what does not fit its hash, and more than was announced', async () => {
  const bytes = office.built.random(1000);
  const hash = hashOf(bytes);
  await start(hash, bytes.length);
  const damaged = await put(hash, 0, bytes.with(5, (bytes[5] ?? 0) ^ 1));
  expect([damaged.status, code(damaged)]).toEqual([400, 'BLOB_HASH_WRONG']);
  expect((await put(hash, 0, bytes)).json).toMatchObject({ complete: true });
  const short = hashOf(bytes.subarray(1));
  await start(short, 10);
  expect(code(await put(short, 0, bytes.subarray(0, 20)))).toBe('MESSAGE_MALFORMED');
  const oversized = await put(short, 0, new Uint8Array(4 * 1024 * 1024 + 1));
  expect([oversized.status, code(oversized)]).toEqual([413, 'REQUEST_TOO_LARGE']);
  expect(code(await office.client.call('PUT', `blobs/${short}?offset=x`, { bytes }))).toBe('MESSAGE_MALFORMED');
});

test('[SY12] refuses a record that names an attachment which is incomplete, unknown or of another Akte', async () => {
  const { built, client } = office;
  const bytes = built.random(5000);
  const hash = hashOf(bytes);
  await start(hash, bytes.length);
  const naming = (blob: string, of: Id = akte) =>
    built.batch([built.record(of, { kind: 71, fields: { blobIds: [Buffer.from(blob, 'hex')] } })], office.head);
  expect(code(await client.append(naming(hash)))).toBe('BLOB_UNKNOWN');
  expect(code(await client.append(naming(hashOf(built.random(1)))))).toBe('BLOB_UNKNOWN');
  await put(hash, 0, bytes);
  const { akte: other } = await office.akte(0);
  expect(code(await client.append(naming(hash, other)))).toBe('BLOB_UNKNOWN');
  expect((await client.append(naming(hash))).status).toBe(200);
});

test('[SY25, SV31, A8] reads ranges of a complete attachment after a delivery entry', async () => {
  const bytes = office.built.random(200_000);
  const hash = await upload(bytes);
  const before = Number(((await office.client.journal(0)) as readonly unknown[][])[0]?.[2]);
  const whole = await office.client.call('GET', `blobs/${hash}`);
  expect([whole.status, hashOf(whole.bytes)]).toEqual([200, hash]);
  const part = await office.client.call('GET', `blobs/${hash}`, undefined, { range: 'bytes=1000-1999' });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 1000-1999/200000']);
  expect(Buffer.from(part.bytes).equals(Buffer.from(bytes.subarray(1000, 2000)))).toBe(true);
  const beyond = await office.client.call('GET', `blobs/${hash}`, undefined, { range: 'bytes=200000-' });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */200000']);
  const after = Number(((await office.client.journal(0)) as readonly unknown[][])[0]?.[2]);
  expect(after - before).toBe(2);
});

test('[SY25] understands one range, nothing more', () => {
  expect(byteRangeOf(undefined, 10)).toEqual({ start: 0, end: 10 });
  expect(byteRangeOf('bytes=2-4', 10)).toEqual({ start: 2, end: 5 });
  expect(byteRangeOf('bytes=2-', 10)).toEqual({ start: 2, end: 10 });
  expect(byteRangeOf('bytes=-3', 10)).toEqual({ start: 7, end: 10 });
  expect(byteRangeOf('bytes=-30', 10)).toEqual({ start: 0, end: 10 });
  for (const wrong of ['bytes=-', 'bytes=5-2', 'bytes=10-', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=a-b', 'bytes=-0'])
    expect(byteRangeOf(wrong, 10)).toBeUndefined();
});

test('[SY27] answers an attachment of a foreign Akte like one that does not exist', async () => {
  const hash = await upload(office.built.random(100));
  const foreign = await siteless.client.call('GET', `blobs/${hash}`);
  const unknown = await siteless.client.call('GET', `blobs/${hashOf(office.built.random(3))}`);
  expect([foreign.status, code(foreign)]).toEqual([404, 'BLOB_UNKNOWN']);
  expect(foreign.bytes).toEqual(unknown.bytes);
  const bytes = office.built.random(10);
  await start(hashOf(bytes), 10);
  expect(code(await put(hashOf(bytes), 0, bytes, siteless))).toBe('BLOB_UNKNOWN');
  const json = { akte: hexOf(akte), hash: hashOf(bytes), sizeBytes: 10 };
  expect(code(await siteless.client.call('POST', 'blobs', { json }))).toBe('AKTE_UNKNOWN');
});

test('[JN42] removes the attachments that only erased entries name', async () => {
  const { built } = office;
  const [gone, kept] = [await upload(built.random(400)), await upload(built.random(500))];
  const ids = (...hashes: string[]) => ({ blobIds: hashes.map((hash) => Buffer.from(hash, 'hex')) });
  const first = built.record(akte, { kind: 71, fields: ids(gone, kept) });
  const second = built.record(akte, { kind: 71, fields: ids(kept) });
  await office.append([first, second]);
  const fields = { entries: [sha256(first.body)], reason: 'request' };
  await office.append([built.entry({ kind: WIRE_KINDS.tombstone, fields })]);
  expect((await office.client.call('GET', `blobs/${gone}`)).status).toBe(404);
  expect((await office.client.call('GET', `blobs/${kept}`)).status).toBe(200);
});
