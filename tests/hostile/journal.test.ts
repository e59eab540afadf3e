import { APPEND_POLICY } from '@siegel/akten';
import { strictVerify } from '@siegel/journal';
import { JournalFollower, type PageItem, SeenHeads, withheldLeaves } from '@siegel/safe';
import { LyingServer, nodeVerify, pageStream, sha256, testHasher, type TestMember, TestTenant } from '@siegel/testing';
import { decodeBody, encodeBody, type EntryPacket, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import { beforeEach, expect, test } from 'vitest';

// What a malicious server must not achieve with the journal (crypto.md; threat model M3). Each attack is made with
// everything such a server has: all stored bytes, the log key, and the freedom to answer anything.

let tenant: TestTenant;
let server: LyingServer;
let victim: JournalFollower;
const AKTE = new Uint8Array(16).fill(7);

const aVictim = () =>
  new JournalFollower({
    tenant: tenant.tenant,
    hasher: testHasher,
    verify: strictVerify(nodeVerify),
    policy: APPEND_POLICY,
    orgPublic: tenant.kit.publicKey,
  });
const write = (packets: readonly EntryPacket[], by: TestMember = tenant.first) =>
  server.take(tenant.batch(packets, server.head, by));
const follow = async (change: (items: PageItem[]) => PageItem[] = (items) => items) =>
  victim.takePage(pageStream(change(await server.items(victim.head.size))));
const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

/** Seqs and codes the victim holds back after checking everything it was given. */
async function quarantined() {
  const found = [];
  for (const batch of victim.columns.batches.from(0)) found.push(...(await victim.attributor.check(batch)));
  return found;
}

beforeEach(async () => {
  tenant = new TestTenant('hostile');
  server = new LyingServer(tenant);
  server.take(tenant.genesis());
  write([tenant.caseKey(AKTE), tenant.record(AKTE), tenant.record(AKTE)]);
  victim = aVictim();
  expect(await follow()).toMatchObject({ ok: true });
  expect(await quarantined()).toEqual([]);
});

test('[X5] attack 1: hiding the tail from a device that saw it is found', async () => {
  server.batches.pop();
  const items = await server.items(1);
  expect(await victim.takePage(pageStream(items))).toEqual(refused('LOG_SHORTENED'));
});

test('[X5] attack 2: showing two devices different histories is found when the log grows', async () => {
  write([tenant.record(AKTE)]);
  const fork = server.batches.pop()!;
  write([tenant.record(AKTE)]);
  expect(await follow()).toMatchObject({ ok: true });
  server.batches.pop();
  server.batches.push(fork);
  write([tenant.record(AKTE)]);
  expect(await follow()).toEqual(refused('LOG_FORKED'));
});

test('[X5] attack 3: bringing back an older database and going on from there is found', async () => {
  const old = [...server.batches];
  write([tenant.record(AKTE), tenant.record(AKTE)]);
  expect(await follow()).toMatchObject({ ok: true });
  server.batches = old;
  for (let i = 0; i < 3; i++) write([tenant.record(AKTE)]);
  expect(await follow()).toEqual(refused('LOG_FORKED'));
});

test('[X5] attack 4: dropping, repeating and reordering entries inside a signed batch is found', async () => {
  write([tenant.record(AKTE), tenant.record(AKTE), tenant.record(AKTE)]);
  const [kept] = server.batches.slice(-1);
  const { packets } = kept!.request;
  const [a, b, c] = packets as [EntryPacket, EntryPacket, EntryPacket];
  for (const changed of [
    [a, b],
    [a, b, b],
    [b, a, c],
    [a, b, c, c],
  ]) {
    kept!.request = { ...kept!.request, packets: changed };
    expect(await follow(), String(changed.length)).toMatchObject({ ok: false });
  }
  kept!.request = { ...kept!.request, packets };
  expect(await follow()).toMatchObject({ ok: true });
});

test('[X5] attack 5: an entry under the name of a real device, signed by the server, is held back', async () => {
  const forger = { ...tenant.first, deviceKey: tenant.log };
  write([tenant.record(AKTE)], forger);
  expect(await follow()).toMatchObject({ ok: true });
  expect(await quarantined()).toEqual([{ seq: 4, code: 'STATEMENT_SIGNATURE_WRONG' }]);
});

test('[X5] attack 6: a member, device or group added by the server never becomes one', async () => {
  const intruder = tenant.member();
  const user = { kind: WIRE_KINDS.user, record: intruder.user, fields: tenant.userFields(intruder) };
  const device = { kind: WIRE_KINDS.device, record: intruder.device, fields: tenant.deviceFields(intruder) };
  const group = { kind: WIRE_KINDS.group, record: tenant.random(16), fields: { groupKind: 'team', state: 'active' } };
  const forger = { ...tenant.first, deviceKey: tenant.log, userKey: tenant.log };
  write([tenant.entry(user, forger), tenant.entry(device, forger), tenant.entry(group, forger)], forger);
  const report = await follow();
  expect(report.ok && report.value.quarantined.map((q) => q.code)).toEqual(Array(3).fill('STATEMENT_SIGNATURE_WRONG'));
  expect(victim.membership.userAt(intruder.user, 99)).toBeUndefined();
  expect(victim.membership.deviceAt(intruder.device, 99)).toBeUndefined();
  expect(victim.membership.groupsAt(99)).toHaveLength(0);
});

test('[X5] attack 7: entries the log key may not write are held back', async () => {
  const log = { ...tenant.first, device: sha256(tenant.log.publicKey).slice(0, 16), deviceKey: tenant.log };
  const role = tenant.entry({
    kind: WIRE_KINDS.role,
    author: log.device,
    fields: { rights: ['administer'] },
    coSign: 'none',
  });
  write([role], log);
  write([tenant.record(AKTE, { author: log.device, by: log })], log);
  const report = await follow();
  expect(report.ok && report.value.quarantined).toEqual([{ seq: 4, code: 'KIND_NOT_ALLOWED' }]);
  expect(await quarantined()).toEqual([
    { seq: 4, code: 'KIND_NOT_ALLOWED' },
    { seq: 5, code: 'KIND_NOT_ALLOWED' },
  ]);
});

test('[X5] attack 8: swapping a public key in an entry of a member is found', async () => {
  const member = tenant.member();
  const packet = tenant.entry({ kind: WIRE_KINDS.user, record: member.user, fields: tenant.userFields(member) });
  write([packet]);
  const other = tenant.entry({
    kind: WIRE_KINDS.user,
    record: member.user,
    fields: tenant.userFields(tenant.member()),
  });
  server.batches.at(-1)!.request = { ...server.batches.at(-1)!.request, packets: [{ ...packet, open: other.open }] };
  expect(await follow()).toEqual(refused('OPEN_FIELDS_MISMATCH'));
});

test('[X5] attack 9: an organisation of the server own making is not ours', async () => {
  const fake = new TestTenant('fake', { tenant: tenant.tenant, instance: tenant.instance });
  const lie = new LyingServer(fake);
  lie.take(fake.genesis());
  expect(await aVictim().takePage(pageStream(await lie.items()))).toEqual(refused('GENESIS_WRONG'));
});

test('[X5] attack 10: calling my own entries foreign is an alarm', async () => {
  write([tenant.record(AKTE)]);
  server.batches.at(-1)!.hidden = true;
  const report = await follow();
  expect(
    report.ok && withheldLeaves(report.value.hidden, { sites: [tenant.site], readsRecords: true, readsPersons: true }),
  ).toHaveLength(1);
});

test('[X5] attack 11: relabelling site or class of a leaf changes the tree and is found', async () => {
  write([tenant.record(AKTE)]);
  server.batches.at(-1)!.hidden = true;
  const relabel = (change: object) => (items: PageItem[]) =>
    items.map((item) => (item.item === 'leaf' ? { ...item, leaf: { ...item.leaf, ...change } } : item));
  expect(await follow(relabel({ site: tenant.random(16) }))).toEqual(refused('LOG_FORKED'));
  expect(await follow(relabel({ class: 2 }))).toEqual(refused('LOG_FORKED'));
});

test('[X5] attack 12: one poisoned entry does not stop the others', async () => {
  const forger = { ...tenant.first, deviceKey: tenant.log };
  write([tenant.record(AKTE)], forger);
  for (let i = 0; i < 3; i++) write([tenant.record(AKTE)]);
  expect(await follow()).toMatchObject({ ok: true, value: { to: 8 } });
  expect(await quarantined()).toHaveLength(1);
});

test('[X5] attack 13: writing as a reader is held back although the server took it', async () => {
  const reader = tenant.member();
  const user = tenant.entry({
    kind: WIRE_KINDS.user,
    record: reader.user,
    fields: tenant.userFields(reader, { rights: ['read-records'] }),
  });
  const device = tenant.entry({
    kind: WIRE_KINDS.device,
    record: reader.device,
    fields: tenant.deviceFields(reader),
    coSigner: reader,
  });
  write([user, device]);
  write([tenant.record(AKTE, { author: reader.device, by: reader })], reader);
  expect(await follow()).toMatchObject({ ok: true });
  expect(await quarantined()).toEqual([{ seq: 6, code: 'RIGHT_MISSING' }]);
});

test('[X5] attack 14: weaker floors, a second genesis and a restore epoch without the kit are held back', async () => {
  const weak = { argonMemoryKiB: 65_536, argonPasses: 3, passwordLength: 8 };
  const policy = tenant.entry({ kind: WIRE_KINDS.policy, fields: { floors: { ...weak, argonMemoryKiB: 8 } } });
  write([policy]);
  write([tenant.genesisEntry()]);
  const epoch = {
    oldSize: 4,
    restoredSize: 1,
    restoredRoot: tenant.random(32),
    logPublic: tenant.log.publicKey,
    instance: tenant.random(16),
    reason: 'loss',
  };
  write([tenant.entry({ kind: WIRE_KINDS.restoreEpoch, fields: epoch })]);
  const report = await follow();
  expect(report.ok && report.value.quarantined.map((q) => q.seq)).toEqual([4, 5, 6]);
  expect(victim.membership.logAt(99)?.instance).toEqual(tenant.instance);
});

test('[X5] attack 15: a batch of another instance (a restored copy) is held back', async () => {
  const copy = new TestTenant('hostile', { instance: tenant.random(16) });
  server.take(copy.batch([copy.record(AKTE)], server.head));
  expect(await follow()).toMatchObject({ ok: true });
  expect(await quarantined()).toEqual([{ seq: 4, code: 'STATEMENT_SIGNATURE_WRONG' }]);
});

test('[X5] attack 16: an older version of a record put behind the newer one is held back', async () => {
  const record = tenant.random(16);
  const first = tenant.record(AKTE, { record });
  write([first]);
  const envelope = tenant.envelope();
  write([
    tenant.record(AKTE, {
      record,
      parent: sha256(first.body),
      envelopes: [envelope],
      parts: [tenant.part(0, envelope, tenant.first, 2)],
    }),
  ]);
  server.batches.push(server.batches.at(-2)!);
  expect(await follow()).toMatchObject({ ok: true });
  expect(await quarantined()).toEqual([{ seq: 6, code: 'ENTRY_STALE' }]);
});

test('[X5] attack 17: moving a signed entry to another Akte, site or tenant breaks its signature', async () => {
  const other = tenant.random(16);
  const packet = tenant.record(AKTE);
  write([packet]);
  const body = decodeBody(packet.body);
  for (const change of [{ akte: other }, { site: ZERO_ID }, { tenant: other }]) {
    const moved = { ...packet, body: encodeBody({ ...body, ...change }) };
    server.batches.at(-1)!.request = { ...server.batches.at(-1)!.request, packets: [moved] };
    expect(await follow(), Object.keys(change)[0]).toMatchObject({ ok: false });
  }
});

test('[X5] [JN25] attack 18: a head another author had seen on a forked log is found', async () => {
  const fork = sha256(tenant.tenant);
  server.take(tenant.batch([tenant.record(AKTE)], { size: 4, root: fork }));
  expect(await follow()).toMatchObject({ ok: true });
  const seen = new SeenHeads(victim.columns, testHasher);
  const verdicts = [...victim.columns.batches.from(0)].map((batch) => seen.isOnTree(batch, (seq) => seen.leafOf(seq)));
  expect(verdicts).toEqual([true, true, false]);
});

test('[X5] [JN23] attack 19: a signed body without a valid layout is held back alone', async () => {
  const good = tenant.record(AKTE);
  const broken = { ...good, body: good.body.slice(0, -1) };
  server.take(tenant.batch([broken, tenant.record(AKTE)], server.head));
  expect(await follow()).toMatchObject({ ok: true });
  expect(await quarantined()).toEqual([{ seq: 4, code: 'LAYOUT_MALFORMED' }]);
});
