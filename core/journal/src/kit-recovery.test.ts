import { MemoryJournal, type TestMember, TestTenant } from '@siegel/testing';
import { type EntryPacket, WIRE_KINDS } from '@siegel/wire';
import { beforeEach, expect, test } from 'vitest';

let tenant: TestTenant;
let journal: MemoryJournal;
/** The first user with fresh keys, on a fresh device. */
let fresh: TestMember;

beforeEach(async () => {
  tenant = new TestTenant('kit-recovery');
  journal = new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
  expect(await journal.append(tenant.genesis())).toMatchObject({ ok: true });
  fresh = { ...tenant.member(), user: tenant.first.user };
});

const append = (packets: readonly EntryPacket[], by: TestMember) =>
  journal.append(tenant.batch(packets, journal.head, by));
const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) as unknown });
/** A signature that is none; the journal in memory has one code for all of them. */
const FORGED = refusal('STATEMENT_SIGNATURE_WRONG');
const device = (coSign: 'kit' | 'user', of = fresh, by = tenant) =>
  by.entry({ kind: WIRE_KINDS.device, record: of.device, fields: tenant.deviceFields(of), coSign }, of);
const userKeys = (coSign: 'kit' | 'user', of = fresh, by = tenant) =>
  by.entry({ kind: WIRE_KINDS.user, record: of.user, fields: tenant.userFields(of), coSign }, of);
const deviceOut = (signed: TestMember) =>
  tenant.entry(
    {
      kind: WIRE_KINDS.device,
      record: tenant.first.device,
      fields: { ...tenant.deviceFields(tenant.first), state: 'removed' },
    },
    signed,
  );

test('[JN17] the kit lets a device of a user in and gives that user new keys; from there on these sign', async () => {
  expect(await append([device('kit')], fresh)).toMatchObject({ ok: true });
  expect(await append([userKeys('kit')], fresh)).toMatchObject({ ok: true });
  const membership = journal.membership.userAt(fresh.user, journal.head.size);
  expect(membership?.ed25519Public).toEqual(fresh.userKey.publicKey);
  const group = tenant.random(16);
  const fields = { groupKind: 'team', state: 'active' };
  const entry = { kind: WIRE_KINDS.group, record: group, fields };
  expect(await append([tenant.entry(entry, { ...fresh, userKey: tenant.first.userKey })], fresh)).toEqual(FORGED);
  expect(await append([tenant.entry(entry, fresh)], fresh)).toMatchObject({ ok: true });
});

test('[JN17] both may come in one batch, and the old device goes out behind them', async () => {
  const { ed25519Public, xwingPublic } = journal.membership.deviceAt(tenant.first.device, 1) ?? {};
  const removal = tenant.entry(
    {
      kind: WIRE_KINDS.device,
      record: tenant.first.device,
      fields: {
        user: fresh.user,
        ed25519Public: ed25519Public ?? new Uint8Array(32),
        xwingPublic: xwingPublic ?? new Uint8Array(1216),
        state: 'removed',
      },
    },
    fresh,
  );
  expect(await append([device('kit'), userKeys('kit'), removal], fresh)).toMatchObject({ ok: true });
  expect(journal.membership.deviceAt(tenant.first.device, journal.head.size)?.active).toBe(false);
  expect(await append([deviceOut(tenant.first)], tenant.first)).toMatchObject({ ok: false });
});

test('[JN17] another kit, a foreign user and every other entry are refused', async () => {
  const forger = new TestTenant('another kit', { tenant: tenant.tenant, instance: tenant.instance });
  expect(await append([device('kit', fresh, forger)], fresh)).toEqual(FORGED);
  const other = tenant.member();
  expect(await append([device('kit', other)], other)).toEqual(refusal('RIGHT_MISSING'));
  expect(await append([device('kit')], fresh)).toMatchObject({ ok: true });
  const colleague = tenant.entry(
    { kind: WIRE_KINDS.user, record: other.user, fields: tenant.userFields(other), coSign: 'kit' },
    fresh,
  );
  expect(await append([colleague], fresh)).toEqual(refusal('CO_SIGNATURE_WRONG'));
  expect(await append([userKeys('kit', fresh, forger)], fresh)).toEqual(FORGED);
  const second = { ...tenant.member(), user: fresh.user };
  const entered = { kind: WIRE_KINDS.device, record: second.device, fields: tenant.deviceFields(second) };
  expect(await append([tenant.entry({ ...entered, coSign: 'kit' }, fresh)], fresh)).toEqual(
    refusal('CO_SIGNATURE_WRONG'),
  );
  const fields = { groupKind: 'team', state: 'active' };
  const group = { kind: WIRE_KINDS.group, record: tenant.random(16), fields };
  expect(await append([tenant.entry({ ...group, coSign: 'kit' }, fresh)], fresh)).toEqual(
    refusal('CO_SIGNATURE_WRONG'),
  );
});
