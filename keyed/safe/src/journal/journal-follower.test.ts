import { APPEND_POLICY } from '@siegel/akten';
import { strictVerify } from '@siegel/journal';
import {
  LyingServer,
  nodeVerify,
  pageStream as stream,
  sha256,
  testHasher,
  type TestMember,
  TestTenant,
} from '@siegel/testing';
import { type EntryPacket, WIRE_KINDS } from '@siegel/wire';
import { beforeEach, expect, test } from 'vitest';
import { JournalFollower, withheldLeaves } from './journal-follower.ts';
import type { PageItem } from './page-items.ts';

let tenant: TestTenant;
let server: LyingServer;
let follower: JournalFollower;
const AKTE = new Uint8Array(16).fill(7);

const follow = async (from = follower.head.size, change: (items: PageItem[]) => PageItem[] = (items) => items) =>
  follower.takePage(stream(change(await server.items(from))));
const write = (packets: readonly EntryPacket[], by: TestMember = tenant.first, seen = server.head) =>
  server.take(tenant.batch(packets, seen, by));
const aFollower = () =>
  new JournalFollower({
    tenant: tenant.tenant,
    hasher: testHasher,
    verify: strictVerify(nodeVerify),
    policy: APPEND_POLICY,
    orgPublic: tenant.kit.publicKey,
  });

beforeEach(async () => {
  tenant = new TestTenant('follower');
  server = new LyingServer(tenant);
  server.take(tenant.genesis());
  write([tenant.caseKey(AKTE), tenant.record(AKTE), tenant.record(AKTE)]);
  follower = aFollower();
  expect(await follow()).toMatchObject({ ok: true, value: { from: 0, to: 4, quarantined: [] } });
});

const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

test('[JN20] follows pages of 0, 1, 2 and 3 batches and stands under the signed head', async () => {
  for (let n = 0; n <= 3; n++) {
    for (let i = 0; i < n; i++) write([tenant.record(AKTE)]);
    expect(await follow()).toMatchObject({
      ok: true,
      value: { batches: Array.from({ length: n }, () => expect.anything()) },
    });
    expect(follower.head).toEqual(server.head);
  }
  expect(follower.columns.seqsOfAkte(AKTE)).toHaveLength(9);
});

test('[JN20] attributes every entry, and finds a batch signed by nobody entitled', async () => {
  for (const batch of follower.columns.batches.from(0)) expect(await follower.attributor.check(batch)).toEqual([]);
  const stranger = tenant.member();
  write([tenant.record(AKTE, { by: stranger, author: stranger.device })], stranger);
  write([tenant.record(AKTE)]);
  const report = await follow();
  expect(report).toMatchObject({ ok: true });
  const [forged, fine] = [...follower.columns.batches.from(follower.columns.batches.length - 2)];
  expect(await follower.attributor.check(forged!)).toEqual([{ seq: 4, code: 'STATEMENT_SIGNATURE_WRONG' }]);
  expect(await follower.attributor.check(fine!)).toEqual([]);
});

test('[JN21] refuses a shorter journal than the one it pinned', async () => {
  server.batches.pop();
  expect(await follow(1)).toEqual(refusal('LOG_SHORTENED'));
  expect(follower.head.size).toBe(4);
});

test('[JN21] refuses another history of the same length, and one that was changed further back', async () => {
  const last = server.batches.pop()!;
  write([tenant.caseKey(AKTE), tenant.record(AKTE), tenant.record(AKTE)]);
  expect(await follow(4)).toEqual(refusal('LOG_FORKED'));
  write([tenant.record(AKTE)]);
  expect(await follow(4)).toEqual(refusal('LOG_FORKED'));
  server.batches[1] = last;
  expect(await follow(4)).toMatchObject({ ok: true });
});

test('[JN21] refuses a checkpoint of another key, and of another log', async () => {
  server.logKey = tenant.member().deviceKey;
  expect(await follow()).toEqual(refusal('CHECKPOINT_WRONG'));
});

test('[JN21] refuses a dropped, added, swapped and changed entry, and falling times', async () => {
  write([tenant.record(AKTE), tenant.record(AKTE)]);
  write([tenant.record(AKTE)]);
  const fresh = (change: (items: PageItem[]) => PageItem[]) => follow(4, change);
  const swapped = (items: PageItem[]) => items.with(2, items[3]!).with(3, items[2]!);
  const later = (items: PageItem[]) =>
    items.map((item, i) => (i === 2 && item.item === 'entry' ? { ...item, receivedAt: item.receivedAt + 1 } : item));
  expect(await fresh((items) => items.toSpliced(2, 1))).toMatchObject({ ok: false });
  expect(await fresh((items) => items.toSpliced(2, 0, items[2]!))).toMatchObject({ ok: false });
  expect(await fresh(swapped)).toMatchObject({ ok: false });
  expect(await fresh(later)).toEqual(refusal('PROOF_WRONG'));
  expect(await fresh((items) => items.slice(0, -1))).toEqual(refusal('PROOF_WRONG'));
  expect(await fresh((items) => items.slice(1))).toEqual(refusal('LAYOUT_MALFORMED'));
  expect(follower.head.size).toBe(4);
  expect(follower.columns.size).toBe(4);
  expect(await fresh((items) => items)).toMatchObject({ ok: true });
});

test('[JN21] a refused page leaves no member behind', async () => {
  const member = tenant.member();
  write([tenant.entry({ kind: WIRE_KINDS.user, record: member.user, fields: tenant.userFields(member) })]);
  expect(await follow(4, (items) => items.concat(items[2]!))).toMatchObject({ ok: false });
  expect(follower.membership.userAt(member.user, 99)).toBeUndefined();
  expect(await follow()).toMatchObject({ ok: true });
  expect(follower.membership.userAt(member.user, 99)).toMatchObject({ active: true });
});

test('[JN22] a leaf of my site that comes without its body is an alarm; a foreign one is not', async () => {
  write([tenant.record(AKTE)]);
  server.batches.at(-1)!.hidden = true;
  const report = await follow();
  if (!report.ok) throw new Error(report.error.code);
  expect(
    withheldLeaves(report.value.hidden, { sites: [tenant.site], readsRecords: true, readsPersons: true }),
  ).toHaveLength(1);
  expect(
    withheldLeaves(report.value.hidden, { sites: [tenant.random(16)], readsRecords: true, readsPersons: true }),
  ).toHaveLength(0);
  expect(
    withheldLeaves(report.value.hidden, { sites: [tenant.site], readsRecords: false, readsPersons: false }),
  ).toHaveLength(0);
});

test('[JN23] a forged member is quarantined alone and never applied, the rest is taken', async () => {
  const intruder = tenant.member();
  const user = tenant.entry(
    { kind: WIRE_KINDS.user, record: intruder.user, fields: tenant.userFields(intruder), author: intruder.device },
    intruder,
  );
  server.take(tenant.batch([user], server.head, intruder));
  write([tenant.record(AKTE)]);
  const report = await follow();
  expect(report).toMatchObject({
    ok: true,
    value: { to: 6, quarantined: [{ seq: 4, code: 'STATEMENT_SIGNATURE_WRONG' }] },
  });
  expect(follower.membership.userAt(intruder.user, 99)).toBeUndefined();
});

test('[JN7] a journal that begins with somebody elses kit is refused', async () => {
  const other = new TestTenant('other', { tenant: tenant.tenant, instance: tenant.instance });
  const lie = new LyingServer(other);
  lie.take(other.genesis());
  const fresh = aFollower();
  const outcome = await fresh.takePage(stream(await lie.items()));
  expect(outcome).toEqual(refusal('GENESIS_WRONG'));
});

test('[JN9] an entry of the log key of a forbidden kind is quarantined on attribution', async () => {
  const log = { ...tenant.first, device: sha256(tenant.log.publicKey).slice(0, 16), deviceKey: tenant.log };
  write([tenant.record(AKTE, { author: log.device, by: log })], log);
  expect(await follow()).toMatchObject({ ok: true });
  expect(await follower.attributor.check(follower.columns.batches.at(-1)!)).toEqual([
    { seq: 4, code: 'KIND_NOT_ALLOWED' },
  ]);
});
