import { groupKeyRecordId } from '@siegel/akten';
import { MemoryJournal, sha256, type TestMember, TestTenant } from '@siegel/testing';
import { type EntryPacket, WIRE_KINDS } from '@siegel/wire';
import { beforeEach, expect, test } from 'vitest';
import type { Fields } from './member-states.ts';
import { SUPPORT_MOST_MS } from './support-rules.ts';

const HOUR_MS = 3_600_000;

let tenant: TestTenant;
let journal: MemoryJournal;
let support: TestMember;
let untilMs: number;

beforeEach(async () => {
  tenant = new TestTenant('support');
  journal = new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
  expect(await journal.append(tenant.genesis())).toMatchObject({ ok: true });
  support = tenant.member();
  untilMs = journal.receivedAt + HOUR_MS;
});

const append = (packets: readonly EntryPacket[], by = tenant.first) =>
  journal.append(tenant.batch(packets, journal.head, by));
const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) as unknown });
const version = (over: Fields = {}, by = tenant.first) =>
  tenant.entry(
    {
      kind: WIRE_KINDS.user,
      record: support.user,
      parent: journal.headOf(support.user)?.entryHash ?? null,
      fields: tenant.userFields(support, {
        userKind: 'support',
        rights: [],
        supportUntil: untilMs,
        supportAreas: ['akten', 'technical'],
        ...over,
      }),
    },
    by,
  );
const ownDevice = (of = support) =>
  tenant.entry({ kind: WIRE_KINDS.device, record: of.device, fields: tenant.deviceFields(of) }, of);

test('[SU2] support is admitted without rights, for sites and areas, for a week at most', async () => {
  const wrong: readonly Fields[] = [
    { rights: ['read-records'] },
    { roles: [tenant.random(16)] },
    { sites: [] },
    { supportAreas: [] },
    { supportUntil: journal.receivedAt },
    { supportUntil: journal.receivedAt + SUPPORT_MOST_MS + 1 },
    { userKind: 'person' },
    { state: 'removed' },
  ];
  for (const over of wrong) expect(await append([version(over)])).toEqual(refusal('RIGHT_MISSING'));
  expect(await append([version({ supportAreas: ['everything'] })])).toEqual(refusal('OPEN_FIELDS_NOT_DECLARED'));
  expect(await append([version({ supportUntil: journal.receivedAt + SUPPORT_MOST_MS })])).toMatchObject({ ok: true });
  const admitted = journal.membership.userAt(support.user, journal.head.size);
  expect(admitted?.support).toEqual({
    untilMs: journal.receivedAt + SUPPORT_MOST_MS,
    areas: ['akten', 'technical'],
  });
});

test('[SU2] only an administrator admits, and a colleague never becomes support or the reverse', async () => {
  const nurse = tenant.member();
  const rights = ['write-records'];
  const user = { kind: WIRE_KINDS.user, record: nurse.user, fields: tenant.userFields(nurse, { rights }) };
  const device = {
    kind: WIRE_KINDS.device,
    record: nurse.device,
    fields: tenant.deviceFields(nurse),
    coSigner: nurse,
  };
  expect(await append([tenant.entry(user), tenant.entry(device)])).toMatchObject({ ok: true });
  expect(await append([version({}, nurse)], nurse)).toEqual(refusal('RIGHT_MISSING'));
  const parent = journal.headOf(nurse.user)?.entryHash ?? null;
  const asSupport = { userKind: 'support', rights: [], supportUntil: untilMs, supportAreas: ['akten'] };
  const turned = { ...user, parent, fields: tenant.userFields(nurse, asSupport) };
  expect(await append([tenant.entry(turned)])).toEqual(refusal('RIGHT_MISSING'));
  expect(await append([version()])).toMatchObject({ ok: true });
  const asPerson = tenant.userFields(support, { rights: ['administer'] });
  const next = { parent: journal.headOf(support.user)?.entryHash ?? null };
  expect(
    await append([tenant.entry({ kind: WIRE_KINDS.user, record: support.user, ...next, fields: asPerson })]),
  ).toEqual(refusal('RIGHT_MISSING'));
});

test('[SU2] the time only gets shorter; sites, areas and keys stay; who is out stays out', async () => {
  expect(await append([version()])).toMatchObject({ ok: true });
  const wrong: readonly Fields[] = [
    { supportUntil: untilMs + 1 },
    { supportAreas: ['akten', 'technical', 'house'] },
    { sites: [tenant.site, tenant.random(16)] },
    { ed25519Public: tenant.random(32) },
  ];
  for (const over of wrong) expect(await append([version(over)])).toEqual(refusal('RIGHT_MISSING'));
  untilMs -= HOUR_MS / 2;
  expect(await append([version()])).toMatchObject({ ok: true });
  expect(await append([version({ state: 'removed' })])).toMatchObject({ ok: true });
  expect(await append([version()])).toEqual(refusal('RIGHT_MISSING'));
});

test('[SU4] support enters its own device and writes nothing else', async () => {
  expect(await append([version()])).toMatchObject({ ok: true });
  expect(await append([ownDevice()], support)).toMatchObject({ ok: true });
  const akte = tenant.random(16);
  expect(await append([tenant.caseKey(akte)])).toMatchObject({ ok: true });
  const attestation = {
    logSize: 1,
    root: tenant.random(32),
    siteScope: [],
    akteRoot: tenant.random(32),
    houseRoot: tenant.random(32),
  };
  for (const packet of [
    tenant.record(akte, { by: support }),
    tenant.entry({ kind: WIRE_KINDS.opening, akte, site: tenant.site, fields: { purpose: 'open' } }, support),
    tenant.entry({ kind: WIRE_KINDS.attestation, fields: attestation }, support),
    version({ supportUntil: untilMs - 1 }, support),
    ownDevice({ ...support, device: tenant.random(16) }),
  ])
    expect(await append([packet], support)).toMatchObject({ ok: false });
  expect(journal.membership.rightsAt(support.user, journal.head.size).size).toBe(0);
});

test('[SU4] nobody wraps a group key for support', async () => {
  expect(await append([version()])).toMatchObject({ ok: true });
  const group = tenant.random(16);
  const entered = tenant.entry({
    kind: WIRE_KINDS.group,
    record: group,
    fields: { groupKind: 'team', state: 'active' },
  });
  expect(await append([entered])).toMatchObject({ ok: true });
  const key = (members: readonly Uint8Array[]) =>
    tenant.entry({
      kind: WIRE_KINDS.groupKey,
      record: groupKeyRecordId(group, sha256),
      fields: {
        group,
        version: 1,
        keyId: tenant.random(32),
        inboxPublic: tenant.random(1216),
        members: [...members],
      },
    });
  expect(await append([key([tenant.first.user, support.user])])).toEqual(refusal('RIGHT_MISSING'));
  expect(await append([key([tenant.first.user])])).toMatchObject({ ok: true });
});

test('[SU5] at its time it is over, by the time the server took the entry in', async () => {
  expect(await append([version()])).toMatchObject({ ok: true });
  journal.receivedAt = untilMs;
  expect(await append([ownDevice()], support)).toEqual(refusal('SUPPORT_ENDED'));
  journal.receivedAt = untilMs - 1;
  expect(await append([ownDevice()], support)).toMatchObject({ ok: true });
});
