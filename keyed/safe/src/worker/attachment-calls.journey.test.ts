import { randomBytes } from 'node:crypto';
import type { LyingProxy } from '@siegel/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SECRET, talkativeJpeg } from '../../test-support/pictures.ts';
import { must } from '../../test-support/practice.ts';
import { ServiceWorld } from '../../test-support/service-world.ts';
import type { TransferState } from '../channel/attachment-api.ts';
import type { SafeApi } from '../channel/safe-api.ts';

const MIB = 1024 * 1024;
let world: ServiceWorld;
let proxy: LyingProxy;
let service: SafeApi;
let personId: string;
let transfers: readonly TransferState[] = [];
const states: string[] = [];

beforeAll(async () => {
  world = await ServiceWorld.start();
  ({ proxy, personId } = world);
  service = await world.arrive('desk');
  must(await service.openPerson(personId));
  service.watchTransfers((now) => {
    transfers = now;
    states.push(...now.map(({ state }) => state));
  });
}, 60_000);
beforeEach(() => proxy.beHonest());
afterAll(() => world.end());

const attach = (file: Uint8Array, name: string, transferId = name) =>
  service.attachFile({
    transferId,
    personId,
    file: new Blob([file as Uint8Array<ArrayBuffer>]),
    name,
    behandlungstag: '2026-11-22',
  });
const open = async (recordId: string) => must(await service.openFile({ transferId: 'open', recordId }));
const bytesOf = async (file: Blob) => Buffer.from(await file.arrayBuffer());

test('[AT10] [AT13] [S1] attaches a photograph without what it said beside itself, and the server learns no word of it', async () => {
  const attached = must(await attach(talkativeJpeg(6), 'Wunde Brandt Ilse.jpg'));
  expect(attached).toMatchObject({ saved: true, cleaning: 'cleaned' });
  const view = must(await service.openPerson(personId));
  const row = view.eintraege.find(({ recordId }) => recordId === attached.recordId);
  expect(row).toMatchObject({ kind: 'document', kuerzel: 'DOK', summary: 'Wunde Brandt Ilse.jpg' });
  const opened = await open(attached.recordId);
  expect(opened).toMatchObject({ name: 'Wunde Brandt Ilse.jpg', shownAs: 'picture' });
  expect(opened.file.type).toBe('image/jpeg');
  expect((await bytesOf(opened.file)).toString('latin1')).not.toContain(SECRET);
  const sent = proxy.asked.map(({ body, url }) => url + Buffer.from(body).toString('latin1')).join('\n');
  for (const word of ['Wunde', 'Brandt', 'image/jpeg', SECRET]) expect(sent).not.toContain(word);
});

test('[AT11] [AT18] seals a file of several sections and opens it again; one changed byte and nothing of it is handed out', async () => {
  const content = randomBytes(40 * MIB + 77);
  const attached = must(await attach(content, 'Herzkatheter.avi'));
  const pieces = proxy.asked.filter(({ method }) => method === 'PUT');
  expect(new Set(pieces.map(({ path }) => path.split('?')[0])).size).toBe(3);
  const opened = await open(attached.recordId);
  expect(opened).toMatchObject({ name: 'Herzkatheter.avi', shownAs: 'nothing' });
  expect(opened.file.type).toBe('application/octet-stream');
  expect((await bytesOf(opened.file)).equals(content)).toBe(true);
  const last = pieces.at(-1)?.path.split('?')[0];
  proxy.lie = async (asked, honest) => {
    const answer = await honest();
    return asked.path === last ? { ...answer, body: answer.body.with(5, (answer.body[5] ?? 0) ^ 1) } : answer;
  };
  const changed = await service.openFile({ transferId: 'open', recordId: attached.recordId });
  expect(changed).toEqual({ ok: false, error: { code: 'OPEN_TAMPERED' } });
});

test('[AT12] goes on where the server is after it was killed in the middle of an upload', async () => {
  const content = randomBytes(20 * MIB);
  let pieces = 0;
  let restarted: Promise<void> | undefined;
  proxy.lie = async (asked, honest) => {
    if (asked.method === 'PUT' && ++pieces === 3) {
      await world.server.end('SIGKILL');
      restarted ??= world.restart();
    }
    return honest();
  };
  const attached = must(await attach(content, 'MRT.zip'));
  await restarted;
  expect(states).toContain('waiting');
  const offsets = proxy.asked.filter(({ method }) => method === 'PUT').map(({ path }) => path.split('offset=')[1]);
  // The third piece was on its way when the server died; nothing before it is sent twice.
  expect(offsets.slice(0, 5)).toEqual(['0', String(4 * MIB), String(8 * MIB), String(8 * MIB), String(12 * MIB)]);
  expect((await bytesOf((await open(attached.recordId)).file)).equals(content)).toBe(true);
  expect(transfers).toEqual([]);
}, 60_000);

test('[AT12] leaves no record of a cancelled upload', async () => {
  const before = must(await service.openPerson(personId)).eintraege.length;
  proxy.lie = async (asked, honest) => {
    if (asked.method === 'PUT') await service.cancelTransfer('weg');
    return honest();
  };
  const cancelled = await attach(randomBytes(10 * MIB), 'weg.bin', 'weg');
  expect(cancelled).toEqual({ ok: false, error: { code: 'TRANSFER_CANCELLED' } });
  expect(must(await service.openPerson(personId)).eintraege).toHaveLength(before);
  expect(transfers).toEqual([]);
});

test('[AT12] ends a waiting upload as soon as it is cancelled', async () => {
  proxy.lie = (asked, honest) =>
    asked.path.startsWith('blobs') ? Promise.resolve({ status: 503, headers: {}, body: new Uint8Array(0) }) : honest();
  const running = attach(randomBytes(1000), 'wartet.bin', 'wartet');
  await expect.poll(() => transfers.map(({ state }) => state)).toEqual(['waiting']);
  await service.cancelTransfer('wartet');
  expect(await running).toEqual({ ok: false, error: { code: 'TRANSFER_CANCELLED' } });
});

test('[AT19] refuses a file beyond 2 GB before anything is sent', async () => {
  const huge = { size: 2 * 1024 ** 3 + 1 } as Blob;
  const wish = { transferId: 'x', personId, file: huge, name: 'x', behandlungstag: '2026-11-22' };
  expect(await service.attachFile(wish)).toEqual({ ok: false, error: { code: 'ATTACHMENT_TOO_LARGE' } });
  expect(proxy.asked.filter(({ path }) => path.startsWith('blobs'))).toEqual([]);
});

test('[AT12] says that a file is gone that was taken away while it was read', async () => {
  const gone = new Blob(['x'.repeat(100)]);
  gone.slice = () =>
    ({
      arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
    }) as unknown as Blob;
  const wish = { transferId: 'g', personId, file: gone, name: 'g', behandlungstag: '2026-11-22' };
  expect(await service.attachFile(wish)).toEqual({ ok: false, error: { code: 'ATTACHMENT_UNREADABLE' } });
});
