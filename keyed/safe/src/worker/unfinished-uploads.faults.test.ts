import { randomBytes } from 'node:crypto';
import type { LyingProxy } from '@siegel/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { SafeApi } from '../channel/safe-api.ts';

const MIB = 1024 * 1024;
let world: ServiceWorld;
let proxy: LyingProxy;
let personId: string;
beforeAll(async () => {
  world = await ServiceWorld.start();
  ({ proxy, personId } = world);
}, 60_000);
beforeEach(() => proxy.beHonest());
afterAll(() => world.end());

const bytesOf = async (file: Blob) => Buffer.from(await file.arrayBuffer());

/** Cut off in the middle, as by a closed browser: what is sent after `pieces` pieces never comes back, and the safe is left. */
async function cutOff(content: Uint8Array, name: string, pieces: number): Promise<SafeApi> {
  const before = await world.arrive('laptop');
  must(await before.openPerson(personId));
  let sent = 0;
  proxy.lie = (asked, honest) => {
    if (asked.method !== 'PUT' || sent++ < pieces) return honest();
    void before.lock();
    return { status: 503, headers: {}, body: new Uint8Array(0) };
  };
  const wish = { personId, file: new Blob([content as Uint8Array<ArrayBuffer>]), name, behandlungstag: '2026-11-22' };
  const left = await before.attachFile({ ...wish, transferId: name });
  expect(left.ok).toBe(false);
  await before.signOut();
  proxy.beHonest();
  const after = await world.arrive('laptop');
  must(await after.openPerson(personId));
  return after;
}
const putOf = () => proxy.asked.filter(({ method }) => method === 'PUT').map(({ path }) => path);
const attachBy = (by: SafeApi, content: Uint8Array, name: string) =>
  by.attachFile({
    transferId: `${name} again`,
    personId,
    file: new Blob([content as Uint8Array<ArrayBuffer>]),
    name,
    behandlungstag: '2026-11-22',
  });

test('[AT22] the same file chosen again after the browser was closed sends only what is missing', async () => {
  const content = randomBytes(36 * MIB);
  const by = await cutOff(content, 'CT.zip', 6);
  const [waiting] = await by.unfinishedUploads(personId);
  expect(waiting).toMatchObject({ name: 'CT.zip', transferId: 'CT.zip', sizeBytes: content.length });
  expect(await by.unfinishedUploads('00'.repeat(16))).toEqual([]);
  proxy.asked.length = 0;
  const attached = must(await attachBy(by, content, 'CT.zip'));
  // 36 MiB in sections of 255 chunks: pieces of 4, 4, 4, 4 | 4, 4, 4, 4 | 4, 1 MiB; six of them were there.
  expect(putOf().map((path) => path.split('offset=')[1])).toEqual(
    ['2', '3', '0', '1'].map((piece) => String(Number(piece) * 4 * MIB)),
  );
  const opened = must(await by.openFile({ transferId: 'o', recordId: attached.recordId }));
  expect((await bytesOf(opened.file)).equals(content)).toBe(true);
  expect(await by.unfinishedUploads(personId)).toEqual([]);
}, 60_000);

test('[AT22] [S1] another file of the same size gets a key of its own: no byte of it leaves under the nonces of the first', async () => {
  const content = randomBytes(20 * MIB);
  const by = await cutOff(content, 'Film.avi', 2);
  const other = Buffer.from(content);
  other.writeUInt8((other[0] ?? 0) ^ 1);
  const second = must(await attachBy(by, other, 'Film.avi')).recordId;
  const opened = must(await by.openFile({ transferId: 'o', recordId: second }));
  expect((await bytesOf(opened.file)).equals(other)).toBe(true);
  // The first one still waits, has its key, and lacks four pieces.
  expect(await by.unfinishedUploads(personId)).toMatchObject([{ name: 'Film.avi' }]);
  proxy.asked.length = 0;
  const first = must(await attachBy(by, content, 'Film.avi')).recordId;
  expect(putOf()).toHaveLength(4);
  const { eintraege } = must(await by.openPerson(personId));
  const [ofFirst, ofSecond] = [first, second].map(
    (id) => eintraege.find(({ recordId }) => recordId === id)?.value as Readonly<Record<string, unknown>> | undefined,
  );
  expect(ofFirst?.['dateischluessel']).toBeInstanceOf(Uint8Array);
  expect(ofFirst?.['dateischluessel']).not.toEqual(ofSecond?.['dateischluessel']);
}, 60_000);

test('[AT22] an upload that was cut off can be given up', async () => {
  const by = await cutOff(randomBytes(6 * MIB), 'Rest.bin', 1);
  const [waiting] = await by.unfinishedUploads(personId);
  await by.dropUpload(waiting?.uploadId ?? '');
  expect(await by.unfinishedUploads(personId)).toEqual([]);
});

test('[AT22] [AT12] what was cancelled by hand is not remembered', async () => {
  const service = await world.arrive('desk');
  must(await service.openPerson(personId));
  proxy.lie = async (asked, honest) => {
    if (asked.method === 'PUT') await service.cancelTransfer('doch nicht again');
    return honest();
  };
  const cancelled = await attachBy(service, randomBytes(10 * MIB), 'doch nicht');
  expect(cancelled).toEqual({ ok: false, error: { code: 'TRANSFER_CANCELLED' } });
  expect(await service.unfinishedUploads(personId)).toEqual([]);
});
