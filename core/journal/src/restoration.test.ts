import { MemoryJournal, type TestMember, TestTenant } from '@siegel/testing';
import { type EntryPacket, WIRE_KINDS } from '@siegel/wire';
import { beforeEach, expect, test } from 'vitest';
import type { Fields } from './member-states.ts';

let tenant: TestTenant;
let journal: MemoryJournal;
/** Somebody who has lost everything, and the keys their new browser made. */
let jana: TestMember;
let fresh: TestMember;

beforeEach(async () => {
  tenant = new TestTenant('restoration');
  journal = new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
  expect(await journal.append(tenant.genesis())).toMatchObject({ ok: true });
  jana = await aMember({ rights: ['read-records'] });
  fresh = { ...tenant.member(), user: jana.user };
});

const append = (packets: readonly EntryPacket[], by = tenant.first) =>
  journal.append(tenant.batch(packets, journal.head, by));
const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) as unknown });

async function aMember(over: Fields = {}): Promise<TestMember> {
  const member = tenant.member();
  const user = tenant.entry({ kind: WIRE_KINDS.user, record: member.user, fields: tenant.userFields(member, over) });
  expect(await append([user, newDevice(member, tenant.first, member)])).toMatchObject({ ok: true });
  return member;
}

function newDevice(of: TestMember, by: TestMember, coSigner: TestMember): EntryPacket {
  return tenant.entry({ kind: WIRE_KINDS.device, record: of.device, fields: tenant.deviceFields(of), coSigner }, by);
}

function deviceOut(of: TestMember): EntryPacket {
  const head = journal.headOf(of.device);
  const before = journal.entries.findLast(({ entryHash }) => entryHash === head?.entryHash)?.fields ?? {};
  const fields = { ...before, state: 'removed' };
  return tenant.entry({ kind: WIRE_KINDS.device, record: of.device, parent: head?.entryHash ?? null, fields });
}

const newKeys = (over: Fields = {}, by = tenant.first, keys = fresh) =>
  tenant.entry(
    {
      kind: WIRE_KINDS.user,
      record: keys.user,
      parent: journal.headOf(keys.user)?.entryHash ?? null,
      fields: tenant.userFields(keys, { rights: ['read-records'], ...over }),
    },
    by,
  );
const keysOf = (member: TestMember) => journal.membership.userAt(member.user, journal.head.size)?.ed25519Public;

test('[JN19] an administrator gives somebody new keys once all their devices are out; then the new device enters itself', async () => {
  expect(await append([deviceOut(jana), newKeys()])).toMatchObject({ ok: true });
  expect(keysOf(jana)).toEqual(fresh.userKey.publicKey);
  // The lost key enters no device any more, the new one does.
  const thief = { ...tenant.member(), user: jana.user, userKey: jana.userKey };
  expect(await append([newDevice(thief, thief, thief)], thief)).toMatchObject({ ok: false });
  expect(await append([newDevice(fresh, fresh, fresh)], fresh)).toMatchObject({ ok: true });
});

test('[JN19] not as long as a device is in, and nothing else changes with it', async () => {
  expect(await append([newKeys()])).toEqual(refusal('RIGHT_MISSING'));
  expect(await append([newKeys(), deviceOut(jana)])).toEqual(refusal('RIGHT_MISSING'));
  for (const over of [
    { rights: ['read-records', 'administer'] },
    { sites: [] },
    { roles: [tenant.random(16)] },
    { state: 'removed' },
    { userKind: 'service' },
  ])
    expect(await append([deviceOut(jana), newKeys(over)])).toEqual(refusal('RIGHT_MISSING'));
  // One half alone is a change of keys, too.
  const half = { ed25519Public: jana.userKey.publicKey };
  expect(await append([newKeys(half)])).toEqual(refusal('RIGHT_MISSING'));
  expect(keysOf(jana)).toEqual(jana.userKey.publicKey);
});

test('[JN19] without the right to administer nobody is restored, nor is who has left or a service', async () => {
  const colleague = await aMember({ rights: ['read-records', 'write-records'] });
  expect(await append([deviceOut(jana)])).toMatchObject({ ok: true });
  expect(await append([newKeys({}, colleague)], colleague)).toEqual(refusal('RIGHT_MISSING'));
  const service = await aMember({ userKind: 'service', rights: [] });
  const ofService = { ...tenant.member(), user: service.user };
  expect(
    await append([deviceOut(service), newKeys({ userKind: 'service', rights: [] }, tenant.first, ofService)]),
  ).toEqual(refusal('RIGHT_MISSING'));
  const kept = { parent: journal.headOf(jana.user)?.entryHash ?? null };
  const gone = tenant.userFields(jana, { rights: ['read-records'], state: 'removed' });
  expect(
    await append([tenant.entry({ kind: WIRE_KINDS.user, record: jana.user, ...kept, fields: gone })]),
  ).toMatchObject({ ok: true });
  expect(await append([newKeys()])).toEqual(refusal('RIGHT_MISSING'));
  expect(await append([newKeys({ state: 'removed' })])).toEqual(refusal('RIGHT_MISSING'));
});

test('[JN19] nobody restores themselves: own new keys take the own old key, or the kit', async () => {
  const own = { ...tenant.member(), user: tenant.first.user };
  const keys = newKeys({}, own, own);
  expect(await append([keys], own)).toMatchObject({ ok: false });
  const stolen = { ...own, device: tenant.first.device, deviceKey: tenant.first.deviceKey };
  expect(await append([newKeys({}, stolen, own)], stolen)).toMatchObject({ ok: false });
});

test('[JN8] an administrator gives nobody a device: a new one takes the signature of its owner', async () => {
  const planted = { ...tenant.member(), user: jana.user };
  expect(await append([newDevice(planted, tenant.first, tenant.first)])).toEqual(refusal('CO_SIGNATURE_WRONG'));
  expect(await append([newDevice(planted, tenant.first, jana)])).toMatchObject({ ok: true });
});
