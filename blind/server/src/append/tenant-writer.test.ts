import type { OpenedBatch } from '@siegel/journal';
import { StoreError } from '@siegel/store';
import { sha256, TestOffice } from '@siegel/testing';
import { type AppendRequest, appendRequestToItems, decodeBody, encodeSequence, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { readAppend } from './read-append.ts';

let server: ServerForTest;
let office: TestOffice;
let tenant: Tenant;
beforeAll(async () => {
  server = await startForTest();
  office = await TestOffice.found(server);
  const found = server.context.tenants.find(office.client.tenant);
  if (!found.ok) throw new Error(found.error.code);
  tenant = found.value;
});
afterAll(() => server.stop());

const opened = (request: AppendRequest): OpenedBatch => {
  const batch = readAppend(encodeSequence(appendRequestToItems(request)));
  if (!batch.ok) throw new Error(batch.error.code);
  return batch.value;
};
const records = (akte: Uint8Array, count: number) =>
  Array.from({ length: count }, () => opened(office.built.batch([office.built.record(akte)], office.head)));

test('[SY10, SV30] puts everything that waits into one commit and proves each batch under its head', async () => {
  const { akte } = await office.akte(0);
  let commits = 0;
  tenant.writer.onHead(() => commits++);
  const acks = await Promise.all(records(akte, 100).map((batch) => tenant.writer.append(batch)));
  expect(commits).toBe(1);
  expect(new Set(acks.map((ack) => ack.ok && ack.value.head.note)).size).toBe(1);
  const seqs = acks.map((ack) => (ack.ok ? ack.value.firstSeq : -1));
  expect(seqs).toEqual(Array.from({ length: 100 }, (_, i) => (seqs[0] ?? 0) + i));
});

test('[A7] sees a release of the same commit', async () => {
  const { built } = office;
  const { akte, packets } = await office.akte(1);
  const record = packets[1]!.body;
  const target = record.slice(22, 38);
  const fields = { target, entryHash: sha256(record), partHashes: packets[1]!.envelopes.map(sha256) };
  const release = built.entry({ kind: WIRE_KINDS.freigabe, akte, site: built.site, coSign: 'user', fields });
  const envelope = built.envelope();
  const parts = [{ ...built.part(0, envelope), partVersion: 2 }];
  const change = built.entry({
    kind: 65,
    record: target,
    akte,
    site: built.site,
    parent: sha256(record),
    envelopes: [envelope],
    parts,
  });
  const [first, second] = await Promise.all(
    [release, change].map((packet) => tenant.writer.append(opened(built.batch([packet], office.head)))),
  );
  expect(first?.ok).toBe(true);
  expect(second).toMatchObject({ ok: false, error: { code: 'RECORD_FROZEN' } });
});

test('[JN13] never lets receivedAt fall when the clock is set back', async () => {
  const { akte } = await office.akte(0);
  const [first] = await Promise.all(records(akte, 1).map((batch) => tenant.writer.append(batch)));
  server.advance(-3_600_000);
  const [second] = await Promise.all(records(akte, 1).map((batch) => tenant.writer.append(batch)));
  server.advance(3_600_000);
  if (first?.ok !== true || second?.ok !== true) throw new Error('refused');
  expect(second.value.receivedAt).toBeGreaterThanOrEqual(first.value.receivedAt);
});

test('[A4, SV30] refuses all jobs of a commit that the disk refuses, forgets them, and goes on', async () => {
  const { built } = office;
  const { akte } = await office.akte(0);
  const before = tenant.writer.head;
  const member = built.member();
  const user = built.entry({ kind: WIRE_KINDS.user, record: member.user, fields: built.userFields(member) });
  const batches = [...records(akte, 3), opened(built.batch([user], office.head))];
  const { store } = tenant.core;
  const original = { ...store };
  // The disk refuses at the end, when everything has been checked and written.
  const write: typeof store.write = (work) =>
    original.write(async (tx) => {
      await work(tx);
      throw new StoreError({ code: 'DISK_FULL' });
    });
  Object.assign(store, { write });
  const refused = await Promise.all(batches.map((batch) => tenant.writer.append(batch)));
  Object.assign(store, original);
  for (const outcome of refused) expect(outcome).toEqual({ ok: false, error: { code: 'DISK_FULL' } });
  expect(tenant.writer.head).toEqual(before);
  expect(tenant.core.membership.userAt(member.user, Number.MAX_SAFE_INTEGER)).toBeUndefined();
  const taken = await Promise.all(batches.map((batch) => tenant.writer.append(batch)));
  expect(taken.map((outcome) => outcome.ok)).toEqual([true, true, true, true]);
  expect(taken.map((outcome) => outcome.ok && outcome.value.firstSeq)[0]).toBe(before.size);
});

test('[JN8] forgets the members of a batch whose co-signature is wrong', async () => {
  const { built } = office;
  const member = built.member();
  const impostor = { ...built.first, userKey: built.member().userKey };
  const fields = built.userFields(member);
  const user = built.entry({ kind: WIRE_KINDS.user, record: member.user, fields }, impostor);
  const outcome = await tenant.writer.append(opened(built.batch([user], office.head)));
  expect(outcome).toEqual({ ok: false, error: { code: 'CO_SIGNATURE_WRONG' } });
  expect(tenant.core.membership.userAt(member.user, Number.MAX_SAFE_INTEGER)).toBeUndefined();
});

test('[SV13] says nothing of a failed commit but its code', () => {
  const failed = server.lines.filter((line) => line.includes('"failed"'));
  expect(failed).toHaveLength(1);
  expect(Object.keys(JSON.parse(failed[0] ?? '') as object).sort()).toEqual(
    ['code', 'count', 'detail', 'level', 'msg', 'tenant', 'time'].sort(),
  );
});

test('[ST19] what the server writes itself is not found by its hash, and its record ids begin with the time', async () => {
  const { packets } = await office.akte(1);
  const fields = () => ({ device: office.built.random(16), purpose: 'open', address: '::1' });
  const wish = { kind: WIRE_KINDS.delivery, fields, refusal: async () => undefined, read: async () => undefined };
  expect(await tenant.writer.writeServerEntry(wish)).toMatchObject({ ok: true });
  const { store } = tenant.core;
  const row = await store.entryAt(store.treeHead().size - 1);
  const body = decodeBody(row?.body ?? new Uint8Array());
  expect(body.kind).toBe(WIRE_KINDS.delivery);
  const [own, client] = await store.seqsOfHashes([sha256(row?.body ?? new Uint8Array()), sha256(packets[1]!.body)]);
  expect(own).toBeUndefined();
  expect(client).toBeGreaterThan(0);
  const view = new DataView(body.record.buffer, body.record.byteOffset);
  expect(view.getUint16(0) * 2 ** 32 + view.getUint32(2)).toBe(row?.receivedAt);
  expect(await store.fullCheck()).toMatchObject({ findings: [] });
});
