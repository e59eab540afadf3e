import { MemoryJournal, sha256, TestTenant } from '@siegel/testing';
import { caseKeyRecordId } from '@siegel/akten';
import {
  type CborValue,
  decodeBody,
  encodeBody,
  type EntryPacket,
  equalBytes,
  SIGNER,
  WIRE_KINDS,
  ZERO_ID,
} from '@siegel/wire';
import { beforeEach, expect, test } from 'vitest';

let tenant: TestTenant;
let journal: MemoryJournal;
const AKTE = new Uint8Array(16).fill(7);

beforeEach(async () => {
  tenant = new TestTenant('check-batch');
  journal = new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
  expect(await journal.append(tenant.genesis())).toMatchObject({ ok: true });
});

const append = (packets: readonly EntryPacket[], by = tenant.first) =>
  journal.append(tenant.batch(packets, journal.head, by));
const hashOf = (packet: EntryPacket) => sha256(packet.body);
const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

async function anAkte(): Promise<EntryPacket> {
  const packet = tenant.caseKey(AKTE);
  expect(await append([packet])).toMatchObject({ ok: true });
  return packet;
}

/** A new member with rights of its own, entered by the first user. */
async function aMember(over: Parameters<TestTenant['userFields']>[1] = {}) {
  const member = tenant.member();
  const user = tenant.entry({ kind: WIRE_KINDS.user, record: member.user, fields: tenant.userFields(member, over) });
  const device = tenant.entry({
    kind: WIRE_KINDS.device,
    record: member.device,
    fields: tenant.deviceFields(member),
    coSigner: member,
  });
  expect(await append([user, device])).toMatchObject({ ok: true });
  return member;
}

test('[JN1] takes batches of 1, 2 and 3 entries and gives them consecutive seqs', async () => {
  await anAkte();
  for (let n = 1; n <= 3; n++) {
    const firstSeq = journal.head.size;
    expect(await append(Array.from({ length: n }, () => tenant.record(AKTE)))).toEqual({
      ok: true,
      value: { firstSeq },
    });
    expect(journal.head.size).toBe(firstSeq + n);
  }
});

test('[JN1] refuses a batch as a whole when entries are dropped, added or swapped', async () => {
  await anAkte();
  const request = tenant.batch([tenant.record(AKTE), tenant.record(AKTE)], journal.head);
  const [a, b] = request.packets as [EntryPacket, EntryPacket];
  for (const packets of [[a], [b, a], [a, b, tenant.record(AKTE)], [a, a]])
    expect(await journal.append({ ...request, packets })).toEqual(refusal('STATEMENT_MISMATCH'));
  expect(journal.head.size).toBe(2);
});

test('[JN1] refuses a statement signed by another key, and one for another tenant or instance', async () => {
  await anAkte();
  const request = tenant.batch([tenant.record(AKTE)], journal.head);
  const forged = tenant.member().deviceKey.sign(request.statement.bytes);
  expect(await journal.append({ ...request, statement: { ...request.statement, signature: forged } })).toEqual(
    refusal('STATEMENT_SIGNATURE_WRONG'),
  );
  const elsewhere = new TestTenant('check-batch', { instance: tenant.random(16) });
  expect(await journal.append(elsewhere.batch([elsewhere.caseKey(tenant.random(16))], journal.head))).toEqual(
    refusal('INSTANCE_FOREIGN'),
  );
  const foreign = new TestTenant('foreign');
  expect(await journal.append(foreign.batch([foreign.record(AKTE)], journal.head))).toEqual(refusal('TENANT_FOREIGN'));
});

test('[JN2] refuses a seen head that is not on the tree, in size or in root', async () => {
  await anAkte();
  const packets = [tenant.record(AKTE)];
  const { size, root } = journal.head;
  expect(await journal.append(tenant.batch(packets, { size: size + 1, root }))).toEqual(refusal('SEEN_HEAD_FOREIGN'));
  expect(await journal.append(tenant.batch(packets, { size, root: sha256(root) }))).toEqual(
    refusal('SEEN_HEAD_FOREIGN'),
  );
  expect(await journal.append(tenant.batch(packets, { size: 1, root: journal.roots[1]! }))).toMatchObject({ ok: true });
});

test('[JN3] refuses an entry that names another author, and an unknown kind', async () => {
  await anAkte();
  const other = await aMember();
  expect(await append([tenant.record(AKTE, { author: other.device })])).toEqual(refusal('AUTHOR_MISMATCH'));
  expect(await append([tenant.record(AKTE, { kind: 30 })])).toEqual(refusal('KIND_UNKNOWN'));
});

test('[JN4] refuses a stale parent and names every stale entry, also within the batch', async () => {
  await anAkte();
  const record = tenant.random(16);
  const first = tenant.record(AKTE, { record });
  expect(await append([first])).toMatchObject({ ok: true });
  const twice = tenant.record(AKTE, { record });
  const unknownParent = tenant.record(AKTE, { parent: sha256(AKTE) });
  const fine = tenant.record(AKTE);
  const outcome = await append([twice, fine, unknownParent]);
  expect(outcome).toEqual({
    ok: false,
    error: { code: 'ENTRY_STALE', facts: { count: 2 }, stale: [hashOf(twice), hashOf(unknownParent)] },
  });
  expect(await append([fine])).toMatchObject({ ok: true });
});

test('[JN4] refuses a change of a version that is no longer the newest', async () => {
  await anAkte();
  const record = tenant.random(16);
  const first = tenant.record(AKTE, { record });
  const change = () => {
    const envelope = tenant.envelope();
    const parts = [tenant.part(0, envelope, tenant.first, 2)];
    return tenant.record(AKTE, { record, parent: hashOf(first), envelopes: [envelope], parts });
  };
  expect(await append([first])).toMatchObject({ ok: true });
  expect(await append([change()])).toMatchObject({ ok: true });
  const late = change();
  expect(await append([late])).toMatchObject({ ok: false, error: { code: 'ENTRY_STALE', stale: [hashOf(late)] } });
});

test('[JN4] a later entry of a batch may name an earlier one as its parent', async () => {
  await anAkte();
  const record = tenant.random(16);
  const first = tenant.record(AKTE, { record });
  const envelope = tenant.envelope();
  const second = tenant.record(AKTE, {
    record,
    parent: hashOf(first),
    envelopes: [envelope],
    parts: [tenant.part(0, envelope, tenant.first, 2)],
  });
  expect(await append([first, second])).toMatchObject({ ok: true });
  expect(journal.headOf(record)?.entryHash).toEqual(hashOf(second));
});

test('[JN6] carries parts without a key, takes new ones one version further, refuses everything else', async () => {
  await anAkte();
  const record = tenant.random(16);
  const envelopes = [tenant.envelope(), tenant.envelope()];
  const first = tenant.record(AKTE, { record, envelopes });
  expect(await append([first])).toMatchObject({ ok: true });
  const [identity, clinical] = decodeBody(first.body).parts as [
    ReturnType<TestTenant['part']>,
    ReturnType<TestTenant['part']>,
  ];
  const fresh = tenant.envelope();
  const version = (parts: ReturnType<TestTenant['part']>[], sealed: Uint8Array[]) =>
    tenant.record(AKTE, { record, parent: hashOf(first), parts, envelopes: sealed });
  const next = tenant.part(0, fresh, tenant.first, 2);
  const refused: [string, EntryPacket][] = [
    ['part version 3', version([{ ...next, partVersion: 3 }, clinical], [fresh])],
    ['part version 1 again', version([{ ...next, partVersion: 1 }, clinical], [fresh])],
    ['sealed by another device', version([{ ...next, sealingDevice: tenant.random(16) }, clinical], [fresh])],
    ['carried with another key id', version([{ ...identity, keyId: tenant.random(32) }, clinical], [])],
    ['carried with another size', version([{ ...identity, sizeBytes: 7 }, clinical], [])],
  ];
  for (const [why, packet] of refused) expect(await append([packet]), why).toEqual(refusal('PART_RULE_BROKEN'));
  expect(await append([version([next, clinical], [fresh])])).toMatchObject({ ok: true });
});

test('[JN6] refuses a record that changes its kind, its Akte or its site', async () => {
  await anAkte();
  const other = tenant.random(16);
  expect(await append([tenant.caseKey(other)])).toMatchObject({ ok: true });
  const record = tenant.random(16);
  const first = tenant.record(AKTE, { record });
  expect(await append([first])).toMatchObject({ ok: true });
  const parts = decodeBody(first.body).parts;
  const change = { record, parent: hashOf(first), parts, envelopes: [] };
  expect(await append([tenant.record(AKTE, { ...change, kind: 66 })])).toEqual(refusal('PART_RULE_BROKEN'));
  expect(await append([tenant.record(other, change)])).toEqual(refusal('PART_RULE_BROKEN'));
  expect(await append([tenant.record(AKTE, { ...change, site: ZERO_ID })])).toEqual(refusal('AKTE_UNKNOWN'));
});

test('[JN7] accepts one genesis only, signed by kit, user and device', async () => {
  const fresh = () => new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
  expect(await append([tenant.genesisEntry()])).toMatchObject({ ok: false });
  expect(await fresh().append(tenant.batch([tenant.caseKey(AKTE)], { size: 0, root: journal.roots[0]! }))).toEqual(
    refusal('GENESIS_WRONG'),
  );
  const good = tenant.genesis();
  const body = decodeBody(good.packets[0]!.body);
  for (const [why, coSignatures] of [
    ['no kit', body.coSignatures.slice(1)],
    ['no user', body.coSignatures.slice(0, 1)],
    ['none', []],
    ['kit twice', [body.coSignatures[0]!, body.coSignatures[0]!]],
    [
      'kit signature of somebody else',
      [{ ...body.coSignatures[0]!, signature: tenant.member().userKey.sign(new Uint8Array(1)) }, body.coSignatures[1]!],
    ],
  ] as const) {
    const packet = { ...good.packets[0]!, body: encodeBody({ ...body, coSignatures }) };
    const outcome = await fresh().append(tenant.batch([packet], { size: 0, root: journal.roots[0]! }));
    expect(outcome.ok, why).toBe(false);
  }
  const otherLog = tenant.genesis({ logPublic: tenant.random(32) });
  expect(await fresh().append(otherLog)).toEqual(refusal('GENESIS_WRONG'));
  const weak = tenant.genesis({ floors: { argonMemoryKiB: 1024, argonPasses: 3, passwordLength: 15 } });
  expect(await fresh().append(weak)).toEqual(refusal('OPEN_FIELDS_NOT_DECLARED'));
});

test('[JN8] house entries need the co-signature of a user, and it must be theirs', async () => {
  const member = tenant.member();
  const fields = tenant.userFields(member);
  const wish = { kind: WIRE_KINDS.user, record: member.user, fields };
  expect(await append([tenant.entry({ ...wish, coSign: 'none' })])).toEqual(refusal('CO_SIGNATURE_WRONG'));
  const good = tenant.entry(wish);
  const body = decodeBody(good.body);
  const forged = {
    ...body,
    coSignatures: [{ ...body.coSignatures[0]!, signature: member.userKey.sign(new Uint8Array(3)) }],
  };
  expect(await append([{ ...good, body: encodeBody(forged) }])).toEqual(refusal('STATEMENT_SIGNATURE_WRONG'));
  const stranger = {
    ...body,
    coSignatures: [{ signer: SIGNER.user, signerId: member.user, signature: new Uint8Array(64) }],
  };
  expect(await append([{ ...good, body: encodeBody(stranger) }])).toEqual(refusal('CO_SIGNATURE_WRONG'));
});

test('[JN8] a kit signature is refused where the kit has nothing to say', async () => {
  const role = tenant.entry({ kind: WIRE_KINDS.role, fields: { rights: ['export'] }, coSign: 'kit' });
  expect(await append([role])).toEqual(refusal('CO_SIGNATURE_WRONG'));
});

test('[JN9] refuses server kinds from a device and device kinds from the log key', async () => {
  await anAkte();
  const delivery = { device: tenant.first.device, purpose: 'open', akten: [AKTE], address: '127.0.0.1' };
  expect(
    await append([tenant.entry({ kind: WIRE_KINDS.delivery, akte: AKTE, site: tenant.site, fields: delivery })]),
  ).toEqual(refusal('KIND_NOT_ALLOWED'));
  const log = { ...tenant.first, device: sha256(tenant.log.publicKey).slice(0, 16), deviceKey: tenant.log };
  expect(await append([tenant.record(AKTE, { author: log.device, envelopes: [] })], log)).toEqual(
    refusal('KIND_NOT_ALLOWED'),
  );
  const byLog = tenant.entry({ kind: WIRE_KINDS.delivery, author: log.device, fields: delivery });
  expect(await append([byLog], log)).toMatchObject({ ok: true });
});

test('[JN10] [WR21] refuses missing, surplus, unsealed and wrongly sized envelopes, and undeclared open fields', async () => {
  await anAkte();
  const good = tenant.record(AKTE);
  const [envelope] = good.envelopes as [Uint8Array];
  const unsealed = new TextEncoder().encode('Befund: Diabetes mellitus Typ 2, HbA1c 7,9 %. Bitte Kontrolle.');
  const cases: [string, EntryPacket][] = [
    ['ENVELOPE_MISMATCH', { ...good, envelopes: [] }],
    ['ENVELOPE_MISMATCH', { ...good, envelopes: [envelope, envelope] }],
    ['ENVELOPE_MISMATCH', { ...good, envelopes: [envelope.subarray(1)] }],
    ['ENVELOPE_MALFORMED', tenant.record(AKTE, { envelopes: [unsealed] })],
    ['ENVELOPE_MALFORMED', tenant.record(AKTE, { envelopes: [new Uint8Array(29).fill(1)] })],
    ['OPEN_FIELDS_NOT_DECLARED', tenant.record(AKTE, { fields: { befundtext: 'Diabetes' } })],
  ];
  for (const [code, packet] of cases) expect(await append([packet])).toEqual(refusal(code));
});

test('[JN11] refuses writers without the right, without the site, removed ones and unknown devices', async () => {
  await anAkte();
  const reader = await aMember({ rights: ['read-records'] });
  expect(await append([tenant.record(AKTE, { by: reader, author: reader.device })], reader)).toEqual(
    refusal('RIGHT_MISSING'),
  );
  const elsewhere = await aMember({ sites: [] });
  expect(await append([tenant.record(AKTE, { by: elsewhere, author: elsewhere.device })], elsewhere)).toEqual(
    refusal('RIGHT_MISSING'),
  );
  const stranger = tenant.member();
  expect(await append([tenant.record(AKTE, { by: stranger, author: stranger.device })], stranger)).toEqual(
    refusal('DEVICE_NOT_APPROVED'),
  );
  const leaver = await aMember();
  const head = journal.headOf(leaver.user)!;
  const removed = tenant.entry({
    kind: WIRE_KINDS.user,
    record: leaver.user,
    parent: head.entryHash,
    fields: tenant.userFields(leaver, { state: 'removed' }),
  });
  expect(await append([removed])).toMatchObject({ ok: true });
  expect(await append([tenant.record(AKTE, { by: leaver, author: leaver.device })], leaver)).toEqual(
    refusal('RIGHT_MISSING'),
  );
});

test('[JN11] a user renews its own keys but never its own rights, sites or state', async () => {
  const member = await aMember({ rights: ['write-records'] });
  const head = journal.headOf(member.user)!;
  const change = (over: Parameters<TestTenant['userFields']>[1]) =>
    tenant.entry(
      {
        kind: WIRE_KINDS.user,
        record: member.user,
        parent: head.entryHash,
        author: member.device,
        fields: tenant.userFields(member, over),
      },
      member,
    );
  for (const over of [
    { rights: ['write-records', 'administer'] },
    { rights: ['write-records'], sites: [] },
    { rights: ['write-records'], userKind: 'service' },
  ])
    expect(await append([change(over)], member)).toEqual(refusal('RIGHT_MISSING'));
  expect(await append([change({ rights: ['write-records'] })], member)).toMatchObject({ ok: true });
});

test('[JN11] earlier entries of a batch count for later ones, and a refused batch leaves no member behind', async () => {
  const member = tenant.member();
  const user = tenant.entry({ kind: WIRE_KINDS.user, record: member.user, fields: tenant.userFields(member) });
  const device = tenant.entry({
    kind: WIRE_KINDS.device,
    record: member.device,
    fields: tenant.deviceFields(member),
    coSigner: member,
  });
  const broken = tenant.record(AKTE);
  expect(await append([user, device, broken])).toEqual(refusal('CASE_KEY_MISSING'));
  expect(journal.membership.userAt(member.user, 99)).toBeUndefined();
  expect(await append([device])).toEqual(refusal('RIGHT_MISSING'));
  expect(await append([user, device])).toMatchObject({ ok: true });
});

test('[JN11] a device keeps its key and its user, and a removed one does not come back', async () => {
  const member = await aMember();
  let parent = journal.headOf(member.device)!.entryHash;
  const before = journal.entries.findLast((e) => equalBytes(e.body.record, member.device))?.fields ?? {};
  const change = (over: Parameters<TestTenant['deviceFields']>[1]) =>
    tenant.entry({ kind: WIRE_KINDS.device, record: member.device, parent, fields: { ...before, ...over } });
  expect(await append([change({ ed25519Public: tenant.random(32) })])).toEqual(refusal('RIGHT_MISSING'));
  expect(await append([change({ user: tenant.first.user })])).toEqual(refusal('RIGHT_MISSING'));
  expect(await append([change({ state: 'removed' })])).toMatchObject({ ok: true });
  parent = journal.headOf(member.device)!.entryHash;
  expect(await append([change({ state: 'active' })])).toEqual(refusal('RIGHT_MISSING'));
});

test('[JN18] floors only rise, unless the kit signs, and other rules change with the right to administer', async () => {
  const floors = { argonMemoryKiB: 65_536, argonPasses: 3, passwordLength: 15 };
  const record = tenant.random(16);
  const parent = () => journal.headOf(record)?.entryHash ?? null;
  const policy = (fields: object) =>
    tenant.entry({ kind: WIRE_KINDS.policy, record, parent: parent(), fields: { floors, ...fields } });
  expect(journal.membership.policyAt(99)).toMatchObject({ floors, isOfflineSlotAllowed: true });
  for (const name of ['argonMemoryKiB', 'argonPasses', 'passwordLength'] as const)
    expect(await append([policy({ floors: { ...floors, [name]: floors[name] - 1 } })])).toMatchObject({ ok: false });
  expect(await append([policy({ offlineSlot: 'forbidden' })])).toMatchObject({ ok: true });
  expect(journal.membership.policyAt(99)?.isOfflineSlotAllowed).toBe(false);
  const higher = { ...floors, passwordLength: 16 };
  expect(await append([policy({ floors: higher, offlineSlot: 'allowed' })])).toMatchObject({ ok: true });
  expect(journal.membership.policyAt(99)).toMatchObject({ floors: higher, isOfflineSlotAllowed: true });
  expect(await append([policy({})])).toEqual(refusal('RIGHT_MISSING'));
  expect(await append([policy({ offlineSlot: 'never' })])).toEqual(refusal('OPEN_FIELDS_NOT_DECLARED'));
});

test('[PW2] a floor is never dropped, and no rule for passwords lies below one', async () => {
  const floors = { argonMemoryKiB: 65_536, argonPasses: 3, passwordLength: 15 };
  const record = tenant.random(16);
  const policy = (fields: { readonly [name: string]: CborValue }) =>
    tenant.entry({ kind: WIRE_KINDS.policy, record, parent: journal.headOf(record)?.entryHash ?? null, fields });
  const higher = { ...floors, passwordStrength: 10 };
  expect(await append([policy({ floors: higher })])).toMatchObject({ ok: true });
  expect(await append([policy({ floors })])).toEqual(refusal('RIGHT_MISSING'));
  for (const password of [{ length: 14 }, { strength: 9 }])
    expect(await append([policy({ floors: higher, password })])).toEqual(refusal('PASSWORD_RULE_BELOW_FLOOR'));
  const password = { length: 15, strength: 10, kinds: ['digit'], validDays: 180, history: 5 };
  expect(await append([policy({ floors: higher, password })])).toMatchObject({ ok: true });
  expect(journal.membership.policyAt(99)?.rules['password']).toEqual(password);
});

test('[JN12] the first entry of an Akte is its case key', async () => {
  expect(await append([tenant.record(AKTE)])).toEqual(refusal('CASE_KEY_MISSING'));
  expect(await append([tenant.caseKey(AKTE), tenant.record(AKTE)])).toMatchObject({ ok: true });
  expect(journal.akteOf(AKTE)).toMatchObject({ stammakte: false });
  expect(caseKeyRecordId(AKTE, sha256)).toHaveLength(16);
});

test('[JN13] refuses a clock more than a day ahead and takes late entries', async () => {
  await anAkte();
  const day = 86_400_000;
  expect(await append([tenant.record(AKTE, { authoredAt: journal.receivedAt + day + 1 })])).toEqual(
    refusal('CLOCK_SKEW'),
  );
  expect(await append([tenant.record(AKTE, { authoredAt: journal.receivedAt + day })])).toMatchObject({ ok: true });
  expect(await append([tenant.record(AKTE, { authoredAt: journal.receivedAt - 30 * day })])).toMatchObject({
    ok: true,
  });
});

test('[SL43] a rotation on stale state is refused', async () => {
  const group = tenant.random(16);
  const entered = tenant.entry({
    kind: WIRE_KINDS.group,
    record: group,
    fields: { groupKind: 'team', state: 'active' },
  });
  const first = tenant.groupKey(group);
  expect(await append([entered, first])).toMatchObject({ ok: true });
  const second = tenant.groupKey(group, { version: 2, parent: hashOf(first) });
  expect(await append([second])).toMatchObject({ ok: true });
  expect(await append([tenant.groupKey(group, { version: 2, parent: hashOf(first) })])).toEqual(refusal('ENTRY_STALE'));
  expect(await append([tenant.groupKey(group, { version: 2, parent: hashOf(second) })])).toEqual(
    refusal('ENTRY_STALE'),
  );
  expect(await append([tenant.groupKey(group, { version: 4, parent: hashOf(second) })])).toEqual(
    refusal('ENTRY_STALE'),
  );
});

test('[JN41] entries of a run need an open run, which its own device ends once', async () => {
  await anAkte();
  const run = tenant.random(16);
  expect(await append([tenant.record(AKTE, { run })])).toEqual(refusal('KIND_NOT_ALLOWED'));
  const opened = tenant.entry({ kind: WIRE_KINDS.run, record: run, fields: { state: 'open', purpose: 'import' } });
  expect(await append([opened, tenant.record(AKTE, { run })])).toMatchObject({ ok: true });
  const closed = tenant.entry({
    kind: WIRE_KINDS.run,
    record: run,
    parent: hashOf(opened),
    fields: { state: 'closed', purpose: 'import', count: 1 },
  });
  expect(await append([closed])).toMatchObject({ ok: true });
  expect(await append([tenant.record(AKTE, { run })])).toEqual(refusal('KIND_NOT_ALLOWED'));
});

test('[JN16] a device enters itself with the co-signature of its user, and writes in the same batch', async () => {
  await anAkte();
  const fresh = { ...tenant.member(), user: tenant.first.user, userKey: tenant.first.userKey };
  const wish = {
    kind: WIRE_KINDS.device,
    record: fresh.device,
    author: fresh.device,
    fields: tenant.deviceFields(fresh),
  };
  const entered = tenant.entry(wish, fresh);
  expect(await append([tenant.entry({ ...wish, coSign: 'none' }, fresh)], fresh)).toEqual(
    refusal('CO_SIGNATURE_WRONG'),
  );
  const thief = { ...fresh, userKey: tenant.member().userKey };
  expect(await append([tenant.entry(wish, thief)], thief)).toEqual(refusal('STATEMENT_SIGNATURE_WRONG'));
  const otherKey = { ...fresh, deviceKey: tenant.member().deviceKey };
  expect(await append([entered], otherKey)).toEqual(refusal('STATEMENT_SIGNATURE_WRONG'));
  const ofNobody = tenant.member();
  const stranger = { ...wish, fields: { ...wish.fields, user: ofNobody.user } };
  expect(await append([tenant.entry(stranger, { ...fresh, user: ofNobody.user })], fresh)).toMatchObject({ ok: false });
  expect(await append([entered, tenant.record(AKTE, { author: fresh.device, by: fresh })], fresh)).toMatchObject({
    ok: true,
  });
});

test('[JN31] an attestation needs the co-signature of the user who verified', async () => {
  const { size, root } = journal.head;
  const fields = { logSize: size, root, siteScope: [tenant.site], akteRoot: sha256(root) };
  const wish = { kind: WIRE_KINDS.attestation, fields };
  expect(await append([tenant.entry({ ...wish, coSign: 'none' })])).toEqual(refusal('CO_SIGNATURE_WRONG'));
  expect(await append([tenant.entry({ ...wish, coSign: 'kit' })])).toEqual(refusal('CO_SIGNATURE_WRONG'));
  expect(await append([tenant.entry(wish)])).toMatchObject({ ok: true });
});
