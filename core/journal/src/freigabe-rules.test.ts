import { MemoryJournal, sha256, TestTenant, type TestMember } from '@siegel/testing';
import { policyRecordId } from '@siegel/akten';
import { type CborValue, decodeBody, type EntryPacket, type Hash, type Id, WIRE_KINDS } from '@siegel/wire';
import { beforeEach, expect, test } from 'vitest';

const AKTE = new Uint8Array(16).fill(7);
const NOTE = 65;
const TASK = 72;
const NACHTRAG = 74;

let tenant: TestTenant;
let journal: MemoryJournal;
let policyHead: Hash | null;

beforeEach(async () => {
  tenant = new TestTenant('freigabe');
  journal = new MemoryJournal(tenant.tenant, tenant.instance, tenant.log.publicKey);
  policyHead = null;
  expect(await journal.append(tenant.genesis())).toMatchObject({ ok: true });
  expect(await append([tenant.caseKey(AKTE)])).toBe('ok');
});

/** 'ok', or the code of the refusal. */
async function append(packets: readonly EntryPacket[], by = tenant.first): Promise<string> {
  const outcome = await journal.append(tenant.batch(packets, journal.head, by));
  return outcome.ok ? 'ok' : outcome.error.code;
}

async function aMember(rights: readonly string[] = ['write-records', 'freigeben']): Promise<TestMember> {
  const member = tenant.member();
  const user = tenant.entry({
    kind: WIRE_KINDS.user,
    record: member.user,
    fields: tenant.userFields(member, { rights: [...rights] }),
  });
  const device = tenant.entry({
    kind: WIRE_KINDS.device,
    record: member.device,
    fields: tenant.deviceFields(member),
    coSigner: member,
  });
  expect(await append([user, device])).toBe('ok');
  return member;
}

async function rules(changes: { readonly [name: string]: CborValue }): Promise<void> {
  const floors = { argonMemoryKiB: 65_536, argonPasses: 3, passwordLength: 15 };
  const record = policyRecordId(tenant.tenant, sha256);
  const wish = { kind: WIRE_KINDS.policy, record, parent: policyHead, fields: { floors, ...changes } };
  const packet = tenant.entry(wish);
  expect(await append([packet])).toBe('ok');
  policyHead = sha256(packet.body);
}

async function anEintrag(kind = NOTE, by = tenant.first): Promise<EntryPacket> {
  const packet = tenant.record(AKTE, { kind, by });
  expect(await append([packet], by)).toBe('ok');
  return packet;
}

function changeOf(before: EntryPacket, by = tenant.first): EntryPacket {
  const { record, kind, parts } = decodeBody(before.body);
  const envelope = tenant.envelope();
  const part = tenant.part(0, envelope, by, (parts[0]?.partVersion ?? 0) + 1);
  return tenant.record(AKTE, { kind, record, parent: sha256(before.body), envelopes: [envelope], parts: [part], by });
}

interface Over {
  readonly by?: TestMember;
  readonly fields?: { readonly [name: string]: CborValue };
  readonly kind?: number;
  readonly akte?: Id;
}

function freigabe(of: EntryPacket, { by = tenant.first, fields = {}, kind, akte = AKTE }: Over = {}): EntryPacket {
  const { record, parts } = decodeBody(of.body);
  const hashes = kind === undefined ? { partHashes: parts.map(({ envelopeHash }) => envelopeHash) } : {};
  const all = { target: record, entryHash: sha256(of.body), ...hashes, ...fields };
  return tenant.entry({ kind: kind ?? WIRE_KINDS.freigabe, akte, site: tenant.site, coSign: 'user', fields: all }, by);
}

function nachtrag(of: EntryPacket, akte = AKTE): EntryPacket {
  return tenant.record(akte, { kind: NACHTRAG, fields: { target: decodeBody(of.body).record } });
}

test('[FG2] [F1] a Freigabe of exactly the newest version is taken, and nothing changes the record after it', async () => {
  const eintrag = await anEintrag();
  expect(await append([freigabe(eintrag)])).toBe('ok');
  expect(await append([changeOf(eintrag)])).toBe('RECORD_FROZEN');
  const again = tenant.record(AKTE, { record: decodeBody(eintrag.body).record });
  expect(await append([again])).toBe('RECORD_FROZEN');
  expect(await append([freigabe(eintrag)])).toBe('FREIGABE_DONE');
});

test('[FG7] a release and a change in one batch, in either order, do not pass each other', async () => {
  const eintrag = await anEintrag();
  expect(await append([freigabe(eintrag), changeOf(eintrag)])).toBe('RECORD_FROZEN');
  expect(await append([changeOf(eintrag), freigabe(eintrag)])).toBe('FREIGABE_STALE');
  expect(journal.isReleased(decodeBody(eintrag.body).record)).toBe(false);
});

test('[FG2] refuses an older version, invented hashes, and part hashes of anything else', async () => {
  const eintrag = await anEintrag();
  const change = changeOf(eintrag);
  expect(await append([change])).toBe('ok');
  expect(await append([freigabe(eintrag)])).toBe('FREIGABE_STALE');
  for (const partHashes of [[], [sha256(AKTE)], [sha256(change.envelopes[0]!), sha256(AKTE)]])
    expect(await append([freigabe(change, { fields: { partHashes } })])).toBe('FREIGABE_STALE');
  expect(await append([freigabe(change, { fields: { entryHash: sha256(AKTE) } })])).toBe('FREIGABE_STALE');
  expect(await append([freigabe(change)])).toBe('ok');
});

test('[FG3] refuses what nobody releases: tasks, records elsewhere, records of a run nobody sees', async () => {
  expect(await append([freigabe(await anEintrag(TASK))])).toBe('FREIGABE_NOT_POSSIBLE');
  const other = new Uint8Array(16).fill(9);
  expect(await append([tenant.caseKey(other)])).toBe('ok');
  expect(await append([freigabe(await anEintrag(), { akte: other })])).toBe('FREIGABE_NOT_POSSIBLE');
  const unknown = { fields: { target: tenant.random(16) } };
  expect(await append([freigabe(await anEintrag(), unknown)])).toBe('FREIGABE_NOT_POSSIBLE');
  const run = tenant.random(16);
  const opening = tenant.entry({ kind: WIRE_KINDS.run, record: run, fields: { state: 'open', purpose: 'import' } });
  expect(await append([opening])).toBe('ok');
  const imported = tenant.record(AKTE, { run });
  expect(await append([imported])).toBe('ok');
  expect(await append([freigabe(imported)])).toBe('FREIGABE_NOT_POSSIBLE');
});

test('[FG2] takes a Freigabe only from who has the right at that seq, and only with that signature', async () => {
  const eintrag = await anEintrag();
  const writer = await aMember(['write-records']);
  expect(await append([freigabe(eintrag, { by: writer })], writer)).toBe('RIGHT_MISSING');
  const doctor = await aMember();
  const lost = tenant.entry({
    kind: WIRE_KINDS.user,
    record: doctor.user,
    parent: journal.headOf(doctor.user)!.entryHash,
    fields: tenant.userFields(doctor, { rights: ['write-records'] }),
  });
  const signedBefore = freigabe(eintrag, { by: doctor });
  expect(await append([lost])).toBe('ok');
  expect(await append([signedBefore], doctor)).toBe('RIGHT_MISSING');
  const { akte, record, parts } = decodeBody(eintrag.body);
  const fields = { target: record, entryHash: sha256(eintrag.body), partHashes: [parts[0]!.envelopeHash] };
  const unsigned = tenant.entry({ kind: WIRE_KINDS.freigabe, akte, site: tenant.site, fields });
  expect(await append([unsigned])).toBe('CO_SIGNATURE_WRONG');
});

test('[FG4] with two responsible two different users release the same version; a version between them voids the first', async () => {
  await rules({ freigabeResponsible: 'two' });
  const doctor = await aMember();
  const eintrag = await anEintrag();
  expect(await append([freigabe(eintrag)])).toBe('FREIGABE_RULE');
  const first = freigabe(eintrag, { fields: { step: 'first' } });
  expect(await append([first])).toBe('ok');
  expect(journal.isReleased(decodeBody(eintrag.body).record)).toBe(false);
  const second = { step: 'second', first: sha256(first.body) };
  expect(await append([freigabe(eintrag, { fields: second })])).toBe('FREIGABE_SAME_USER');
  expect(await append([freigabe(eintrag, { by: doctor, fields: { step: 'second' } })], doctor)).toBe('FREIGABE_RULE');
  const change = changeOf(eintrag);
  expect(await append([change])).toBe('ok');
  expect(await append([freigabe(change, { by: doctor, fields: second })], doctor)).toBe('FREIGABE_STALE');
  const anew = freigabe(change, { fields: { step: 'first' } });
  expect(await append([anew])).toBe('ok');
  const last = freigabe(change, { by: doctor, fields: { step: 'second', first: sha256(anew.body) } });
  expect(await append([last], doctor)).toBe('ok');
  expect(await append([changeOf(change)])).toBe('RECORD_FROZEN');
});

test('[FG4] a second Freigabe cannot name a Freigabe of another record, nor a second one', async () => {
  await rules({ freigabeResponsible: 'two' });
  const doctor = await aMember();
  const [eintrag, other] = [await anEintrag(), await anEintrag()];
  const first = freigabe(other, { fields: { step: 'first' } });
  expect(await append([first])).toBe('ok');
  const named = (hash: Hash) => ({ by: doctor, fields: { step: 'second', first: hash } });
  expect(await append([freigabe(eintrag, named(sha256(first.body)))], doctor)).toBe('FREIGABE_STALE');
  expect(await append([freigabe(eintrag, named(sha256(eintrag.body)))], doctor)).toBe('FREIGABE_RULE');
  const second = freigabe(other, named(sha256(first.body)));
  expect(await append([second], doctor)).toBe('ok');
  expect(await append([freigabe(eintrag, { fields: { step: 'second', first: sha256(second.body) } })])).toBe(
    'FREIGABE_RULE',
  );
});

test('[FG5] a rule counts from its seq on: what is released stays so, what was signed for another rule is signed anew', async () => {
  const [eintrag, later] = [await anEintrag(), await anEintrag()];
  expect(await append([freigabe(eintrag)])).toBe('ok');
  await rules({ freigabeResponsible: 'two' });
  expect(await append([changeOf(eintrag)])).toBe('RECORD_FROZEN');
  const first = freigabe(later, { fields: { step: 'first' } });
  expect(await append([first])).toBe('ok');
  await rules({ freigabeResponsible: 'one' });
  expect(journal.isReleased(decodeBody(later.body).record)).toBe(false);
  expect(await append([freigabe(later, { fields: { step: 'first' } })])).toBe('FREIGABE_RULE');
  expect(await append([freigabe(later)])).toBe('ok');
});

test('[FG5] where the own Eintrag is released by somebody else, its author cannot', async () => {
  await rules({ freigabeOwn: 'forbidden' });
  const doctor = await aMember();
  const eintrag = await anEintrag();
  expect(await append([freigabe(eintrag)])).toBe('FREIGABE_OWN');
  expect(await append([freigabe(eintrag, { by: doctor })], doctor)).toBe('ok');
});

test('[FG6] presents and returns only the newest version that is not released; a presentation is withdrawn by its next version', async () => {
  const eintrag = await anEintrag();
  const vorgelegt = WIRE_KINDS.freigabeVorgelegt;
  const presented = freigabe(eintrag, { kind: vorgelegt });
  expect(await append([presented])).toBe('ok');
  const change = changeOf(eintrag);
  expect(await append([change])).toBe('ok');
  expect(await append([freigabe(eintrag, { kind: vorgelegt })])).toBe('FREIGABE_STALE');
  expect(await append([freigabe(eintrag, { kind: WIRE_KINDS.freigabeZurueckgegeben })])).toBe('FREIGABE_STALE');
  const { record } = decodeBody(presented.body);
  const fields = { target: decodeBody(eintrag.body).record, entryHash: sha256(eintrag.body), state: 'withdrawn' };
  const parent = sha256(presented.body);
  const withdrawn = tenant.entry({ kind: vorgelegt, record, parent, akte: AKTE, site: tenant.site, fields });
  expect(await append([withdrawn])).toBe('ok');
  expect(await append([freigabe(change, { kind: WIRE_KINDS.freigabeZurueckgegeben })])).toBe('ok');
  expect(await append([freigabe(change)])).toBe('ok');
  for (const kind of [vorgelegt, WIRE_KINDS.freigabeZurueckgegeben])
    expect(await append([freigabe(change, { kind })])).toBe('FREIGABE_DONE');
});

test('[FG8] a Nachtrag stands under a released Eintrag of its Akte, and is released itself', async () => {
  const eintrag = await anEintrag();
  expect(await append([nachtrag(eintrag)])).toBe('NACHTRAG_TARGET_WRONG');
  expect(await append([freigabe(eintrag)])).toBe('ok');
  const added = nachtrag(eintrag);
  expect(await append([added])).toBe('ok');
  expect(await append([freigabe(added)])).toBe('ok');
  expect(await append([nachtrag(added)])).toBe('NACHTRAG_TARGET_WRONG');
  const other = new Uint8Array(16).fill(9);
  expect(await append([tenant.caseKey(other)])).toBe('ok');
  expect(await append([nachtrag(eintrag, other)])).toBe('NACHTRAG_TARGET_WRONG');
});

test('[FG9] [F3] only what is released is released to the person, and a date belongs to "at a date"', async () => {
  const eintrag = await anEintrag();
  const { record } = decodeBody(eintrag.body);
  const toPerson = (fields: { readonly [name: string]: CborValue }) =>
    tenant.entry({
      kind: WIRE_KINDS.patientenFreigabe,
      akte: AKTE,
      site: tenant.site,
      fields: { target: record, ...fields },
    });
  expect(await append([toPerson({ when: 'now' })])).toBe('FREIGABE_MISSING');
  expect(await append([freigabe(eintrag), toPerson({ when: 'atDate', at: 1_800_000_000_000 })])).toBe('ok');
  expect(await append([toPerson({ when: 'atDate' })])).toBe('FREIGABE_RULE');
  expect(await append([toPerson({ when: 'never', at: 1_800_000_000_000 })])).toBe('FREIGABE_RULE');
  expect(await append([toPerson({ when: 'afterTalk' })])).toBe('ok');
});

test('[FG2] a Freigabe is never changed, and never of another tenant or replayed as something new', async () => {
  const eintrag = await anEintrag();
  const released = freigabe(eintrag);
  expect(await append([released])).toBe('ok');
  const { record } = decodeBody(released.body);
  const fields = { target: record, entryHash: sha256(eintrag.body), partHashes: [] };
  const parent = sha256(released.body);
  const change = { kind: WIRE_KINDS.freigabe, record, parent, akte: AKTE, site: tenant.site, fields };
  expect(await append([tenant.entry({ ...change, coSign: 'user' })])).toBe('RECORD_FROZEN');
  expect(await append([released])).toBe('ENTRY_STALE');
});
