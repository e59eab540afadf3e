import { createTreeHasher, MerkleFrontier } from '@siegel/journal';
import { peekBody } from '@siegel/store';
import { headOfNote, type OfficeMember, sha256, TestOffice } from '@siegel/testing';
import {
  type CborValue,
  classOfKind,
  decodeCbor,
  decodeSequence,
  encodeLeaf,
  encodeSequence,
  hexOf,
  type Id,
  WIRE_KINDS,
  ZERO_ID,
} from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';
import { pageRange } from './journal-page.ts';
import { SequenceWriter } from './sequence-writer.ts';

let server: ServerForTest;
let office: TestOffice;
/** Same rights, but no site. */
let siteless: OfficeMember;
let otherSite: Id;
beforeAll(async () => {
  server = await startForTest();
  office = await TestOffice.found(server);
  siteless = await office.admit('ohnesitz', { sites: [], rights: ['read-records'] });
  otherSite = office.built.random(16);
});
afterAll(() => server.stop());

type Item = readonly CborValue[];
const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];
const fetchAkten = (akten: readonly Id[], over: object = {}, by: OfficeMember = office) =>
  by.client.call('POST', 'akten', { json: { akten: akten.map(hexOf), purpose: 'open', ...over } });
const itemsOf = (bytes: Uint8Array) => decodeSequence(bytes) as readonly Item[];

/** Open fields of the delivery entries from seq `from` on. */
async function deliveriesFrom(from: number): Promise<readonly { readonly [name: string]: CborValue }[]> {
  const items = (await office.client.journal(from)) as readonly Item[];
  return items
    .filter(([type, , body]) => type === 3 && peekBody(body as Uint8Array).kind === WIRE_KINDS.delivery)
    .map(([, , , open]) => decodeCbor((open as Uint8Array[])[1]!) as { readonly [name: string]: CborValue });
}

const tenant = () => {
  const found = server.context.tenants.find(office.client.tenant);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
};

test('[SY20] answers a page whose leaves give the root of its checkpoint', async () => {
  await office.akte(3);
  const hasher = createTreeHasher(sha256);
  for (const by of [office, siteless]) {
    const [head, ...items] = (await by.client.journal(0)) as readonly Item[];
    const [type, from, to, note] = head as [number, number, number, string];
    expect([type, from]).toEqual([0, 0]);
    const tree = MerkleFrontier.empty(hasher);
    let expected = 0;
    for (const item of items) {
      if (item[0] === 1) {
        expect(item[1]).toBe(tree.size);
        expected = tree.size + Number(item[2]);
        continue;
      }
      if (item[0] === 2) tree.append(hasher.leaf(item[1] as Uint8Array));
      if (item[0] === 3) tree.append(hasher.leaf(leafOf(item)));
      expect(tree.size).toBeLessThanOrEqual(expected);
    }
    expect(tree.size).toBe(to);
    const checkpoint = headOfNote(note);
    expect([checkpoint.size, hexOf(checkpoint.root)]).toEqual([to, hexOf(tree.root())]);
  }
});

function leafOf([, receivedAt, body]: Item): Uint8Array {
  const { kind, site } = peekBody(body as Uint8Array);
  return encodeLeaf({
    site,
    class: classOfKind(kind),
    receivedAt: receivedAt as number,
    entryHash: sha256(body as Uint8Array),
  });
}

test('[SY20, F5] gives a reader without the site and the log only leaves of records and log, and the whole house', async () => {
  const kinds = async (by: OfficeMember) =>
    ((await by.client.journal(0)) as readonly Item[])
      .filter(([type]) => type === 3)
      .map(([, , body]) => classOfKind(peekBody(body as Uint8Array).kind));
  const { akte } = await office.akte(1);
  await fetchAkten([akte]);
  expect(new Set(await kinds(office))).toEqual(new Set([0, 1, 2]));
  expect(new Set(await kinds(siteless))).toEqual(new Set([0]));
  const records = ((await siteless.client.journal(0)) as readonly Item[]).filter(([type]) => type === 2);
  expect(records.length).toBeGreaterThan(3);
});

test('[SY20] pages end at batch ends and begin where one ended', async () => {
  const { core, writer } = tenant();
  const { size } = writer.head;
  const first = await pageRange(core.store, 0, size, 3);
  expect(first).toEqual({ from: 0, to: 2 });
  const ack = await office.append([office.caseKey(office.built.random(16)), office.caseKey(office.built.random(16))]);
  expect(await pageRange(core.store, 0, size + 2, ack.firstSeq + 1)).toEqual({ from: 0, to: ack.firstSeq });
  const middle = await office.client.call('GET', `journal?from=${ack.firstSeq + 1}`);
  expect([middle.status, code(middle)]).toEqual([416, 'RANGE_UNKNOWN']);
  const beyond = await office.client.call('GET', `journal?from=${ack.firstSeq + 3}`);
  expect(code(beyond)).toBe('RANGE_UNKNOWN');
  const end = (await office.client.journal(ack.firstSeq + 2)) as readonly Item[];
  expect(end).toHaveLength(1);
  expect(code(await office.client.call('GET', 'journal?from=-1'))).toBe('MESSAGE_MALFORMED');
  expect(code(await office.client.call('GET', 'journal'))).toBe('MESSAGE_MALFORMED');
});

test('[SY20] says how long the journal is and gives at most the entries asked for', async () => {
  const { writer } = tenant();
  const answer = await office.client.call('GET', 'journal?from=0&most=2000');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('siegel-journal-size')).toBe(String(writer.head.size));
  for (const most of ['0', '1999', '200001', '-1', 'x'])
    expect(code(await office.client.call('GET', `journal?from=0&most=${most}`))).toBe('MESSAGE_MALFORMED');
});

test('[SY21, A8] answers wraps and envelopes of Akten after one delivery entry that names them', async () => {
  const one = await office.akte(2);
  const two = await office.akte(1);
  const from = office.head.size;
  const answer = await fetchAkten([one.akte, two.akte], { purpose: 'preload' });
  expect(answer.headers.get('content-type')).toBe('application/cbor-seq');
  const items = itemsOf(answer.bytes);
  expect(items.filter(([type]) => type === 4).map(([, akte]) => hexOf(akte as Id))).toEqual([
    hexOf(one.akte),
    hexOf(two.akte),
  ]);
  expect(items.filter(([type]) => type === 4).map(([, , wraps]) => (wraps as Item).length)).toEqual([1, 1]);
  const sent = [...one.packets, ...two.packets].flatMap(({ envelopes }) => envelopes.map((e) => hexOf(sha256(e))));
  const got = items.filter(([type]) => type === 5).map(([, , envelope]) => hexOf(sha256(envelope as Uint8Array)));
  expect(got.toSorted()).toEqual(sent.toSorted());
  const [delivery, ...more] = await deliveriesFrom(from);
  expect(more).toEqual([]);
  expect(delivery).toMatchObject({ purpose: 'preload', device: office.member.device });
  expect((delivery!['akten'] as Id[]).map(hexOf)).toEqual([hexOf(one.akte), hexOf(two.akte)]);
});

test('[SY21] answers earlier versions only when history is asked for', async () => {
  const { built } = office;
  const { akte, packets } = await office.akte(1);
  const record = packets[1]!.body;
  const envelope = built.envelope();
  const parts = [{ ...built.part(0, envelope), partVersion: 2 }];
  const over = { akte, site: built.site, parent: sha256(record), envelopes: [envelope], parts };
  await office.append([built.entry({ kind: 65, record: record.slice(22, 38), ...over })]);
  const envelopes = async (history: boolean) =>
    itemsOf((await fetchAkten([akte], { history })).bytes).filter(([type]) => type === 5).length;
  expect([await envelopes(false), await envelopes(true)]).toEqual([1, 2]);
});

test('[SY27, SV32, A8] answers an Akte that may not be read like one that does not exist, and delivers nothing', async () => {
  const { akte } = await office.akte(1);
  const elsewhere = office.built.random(16);
  const from = office.head.size;
  const foreignGroup = await office.akte(1, { groups: [office.built.random(16)] });
  const strictStammakte = await office.akte(1, { site: ZERO_ID, groups: [office.built.random(16)] });
  const unknown = await fetchAkten([elsewhere]);
  expect([unknown.status, code(unknown)]).toEqual([404, 'AKTE_UNKNOWN']);
  for (const answer of [
    await fetchAkten([akte], {}, siteless),
    await fetchAkten([foreignGroup.akte]),
    await fetchAkten([strictStammakte.akte]),
    await fetchAkten([akte, elsewhere]),
  ]) {
    expect(answer.status).toBe(unknown.status);
    expect(answer.bytes).toEqual(unknown.bytes);
  }
  expect(await deliveriesFrom(from)).toEqual([]);
  const unreadable = await office.admit('ohnelesen', { rights: [] });
  expect(code(await fetchAkten([akte], {}, unreadable))).toBe('AKTE_UNKNOWN');
  expect(code(await fetchAkten([akte], { purpose: 'export' }, await reader()))).toBe('RIGHT_MISSING');
});

let readerOnce: OfficeMember | undefined;
async function reader(): Promise<OfficeMember> {
  readerOnce ??= await office.admit('leserin', { rights: ['read-records'] });
  return readerOnce;
}

test('[SY21] reads each request by its schema', async () => {
  const akten = [hexOf(office.built.random(16))];
  for (const json of [
    { akten: [], purpose: 'open' },
    { akten, purpose: 'spy' },
    { akten: Array<string>(501).fill(akten[0]!), purpose: 'open' },
    { akten, purpose: 'open', more: 1 },
    { akten: ['zz'], purpose: 'open' },
  ])
    expect(code(await office.client.call('POST', 'akten', { json }))).toBe('MESSAGE_MALFORMED');
});

test('[SY22, SV31] answers identity parts of readable Stammakten, once in ten seconds per device', async () => {
  const stammakte = office.built.random(16);
  const person = office.built.entry({
    kind: 64,
    akte: stammakte,
    envelopes: [office.built.envelope()],
  });
  const strict = office.built.random(16);
  await office.append([
    office.caseKey(stammakte, { site: ZERO_ID }),
    person,
    office.caseKey(strict, { site: ZERO_ID, groups: [office.built.random(16)] }),
    office.built.entry({ kind: 64, akte: strict, envelopes: [office.built.envelope()] }),
  ]);
  const { client } = await reader();
  const from = office.head.size;
  const index = (sinceSeq: number) => client.call('POST', 'index', { json: { purpose: 'index', sinceSeq } });
  const items = itemsOf((await index(0)).bytes);
  expect(items.map(([type, akte]) => [type, hexOf(akte as Id)])).toEqual([
    [4, hexOf(stammakte)],
    [5, hexOf(stammakte)],
  ]);
  expect(sha256(items[1]?.[2] as Uint8Array)).toEqual(sha256(person.envelopes[0]!));
  const [delivery] = await deliveriesFrom(from);
  expect(delivery).toMatchObject({ purpose: 'index', from: 0, to: from });
  const tooSoon = await index(0);
  expect([tooSoon.status, code(tooSoon)]).toEqual([429, 'DELIVERY_TOO_OFTEN']);
  server.advance(10_000);
  expect(itemsOf((await index(from)).bytes)).toEqual([]);
  server.advance(10_000);
  expect(code(await index(from + 1000))).toBe('RANGE_UNKNOWN');
});

test('[SY23, SV31, SV32] answers everything beside a range to a device with the right to mirror', async () => {
  const { packets } = await office.akte(2);
  const to = office.head.size;
  const from = to - packets.length;
  const service = await office.admit('dienst', { userKind: 'service', rights: ['mirror'], sites: [] });
  const answer = await service.client.call('POST', 'mirror', { json: { purpose: 'mirror', from, to } });
  const items = itemsOf(answer.bytes);
  expect(items.map(([type, seq]) => [type, seq])).toEqual([
    [7, from],
    [7, from + 1],
    [7, from + 2],
  ]);
  expect(items[0]?.[2]).toHaveLength(1);
  const envelope = (items[1]![3] as Item[])[0]!;
  expect([envelope[0], hexOf(sha256(envelope[1] as Uint8Array))]).toEqual([
    0,
    hexOf(sha256(packets[1]!.envelopes[0]!)),
  ]);
  const deliveries = await deliveriesFrom(to);
  expect(deliveries.at(-1)).toMatchObject({ purpose: 'mirror', from, to, device: service.member.device });
  const wish = { json: { purpose: 'mirror', from: 0, to: 1 } };
  expect(code(await (await reader()).client.call('POST', 'mirror', wish))).toBe('RIGHT_MISSING');
  // The first user has the right, and is a person.
  expect(code(await office.client.call('POST', 'mirror', wish))).toBe('RIGHT_MISSING');
  const beyond = await service.client.call('POST', 'mirror', { json: { purpose: 'mirror', from: 0, to: to + 1000 } });
  expect(code(beyond)).toBe('RANGE_UNKNOWN');
});

test('[SY24] answers the wraps of group keys for the own user, with a delivery entry', async () => {
  const { client } = await reader();
  const from = office.head.size;
  const items = itemsOf((await client.call('GET', 'group-keys')).bytes);
  expect(items.length).toBeGreaterThan(0);
  for (const [type, group, version, wraps] of items) {
    expect([type, hexOf(group as Id), version]).toEqual([6, hexOf(office.group), 1]);
    for (const wrap of wraps as Item[]) expect(hexOf(wrap[1] as Id)).toBe(hexOf((await reader()).member.user));
  }
  const keys = (await deliveriesFrom(from)).filter(({ purpose }) => purpose === 'keys');
  expect(keys).toMatchObject([{ device: (await reader()).member.device }]);
});

test('[A8, T42] writes one delivery entry per request that got content, whoever asks at the same time', async () => {
  const { akte } = await office.akte(1);
  const from = office.head.size;
  const answers = await Promise.all(Array.from({ length: 40 }, () => fetchAkten([akte])));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(await deliveriesFrom(from)).toHaveLength(40);
});

test('[SY20] writes the same bytes as the sequence encoder of core/wire', () => {
  const writer = new SequenceWriter();
  const expected: CborValue[] = [];
  for (const length of [0, 23, 24, 255, 256, 65_535, 65_536, 300_000]) {
    const bytes = office.built.random(length);
    writer.array(3);
    writer.uint(length);
    writer.bytes(bytes);
    writer.null();
    expected.push([length, bytes, null]);
  }
  for (const value of [0xffff_ffff, 0x1_0000_0000, Number.MAX_SAFE_INTEGER]) {
    writer.uint(value);
    expected.push(value);
  }
  expect(Buffer.concat(writer.takeAll()).equals(Buffer.from(encodeSequence(expected)))).toBe(true);
});

test('[SY27] gives an unknown site no body', async () => {
  const reader2 = await office.admit('anderswo', { sites: [otherSite], rights: ['read-records'] });
  const { akte } = await office.akte(1);
  expect(code(await fetchAkten([akte], {}, reader2))).toBe('AKTE_UNKNOWN');
});

test('[RO20] [SY21] [SY27] hands whoever sees persons only what says who they are, and nothing of an Akte at a site', async () => {
  const clerk = await office.admit('empfangsblick', { rights: ['read-persons'] });
  const { built, group } = office;
  /** A Stammakte with a part of each compartment; the organisation opens all of it, or some compartments. */
  const stammakte = async (isWhole: boolean) => {
    const akte = built.random(16);
    const named = { group, compartment: 'identity', keyId: sha256(akte) };
    const over = isWhole ? { groups: [group] } : { groups: [built.random(16)], parts: [named] };
    const key = office.caseKey(akte, { site: ZERO_ID, ...over });
    const envelopes = [0, 1, 2, 3].map(() => built.envelope());
    const person = built.entry({ kind: 64, record: built.random(16), akte, site: ZERO_ID, envelopes });
    await office.append([key, person]);
    return { akte, envelopes: envelopes.map((envelope) => hexOf(sha256(envelope))) };
  };
  const own = await stammakte(true);
  const part = await stammakte(false);
  for (const { akte, envelopes } of [own, part]) {
    const got = itemsOf((await fetchAkten([akte], { history: true }, clerk)).bytes).filter(([type]) => type === 5);
    const hashes = got.map(([, , envelope]) => hexOf(sha256(envelope as Uint8Array)));
    expect(hashes.toSorted()).toEqual([envelopes[0], envelopes[3]].toSorted());
    // Files lie in Akten, and are no part of who somebody is.
    expect(code(await clerk.client.call('POST', 'blobs', { json: {} }))).toBe('RIGHT_MISSING');
  }
  const { akte } = await office.akte(1);
  expect(code(await fetchAkten([akte], {}, clerk))).toBe('AKTE_UNKNOWN');
  const none = await office.admit('garnichts', { rights: ['read-log'] });
  expect(code(await fetchAkten([own.akte], {}, none))).toBe('AKTE_UNKNOWN');
  // Of the journal the house and Stammakten in full, of everything else the leaves.
  const items = (await clerk.client.journal(0)) as readonly Item[];
  const sites = items
    .filter(([type, , body]) => type === 3 && peekBody(body as Uint8Array).kind >= 64)
    .map(([, , body]) => hexOf(peekBody(body as Uint8Array).site));
  expect(new Set(sites)).toEqual(new Set([hexOf(ZERO_ID)]));
  const answer = await clerk.client.call('POST', 'index', { json: { purpose: 'index', sinceSeq: 0 } });
  const akten = itemsOf(answer.bytes).filter(([type]) => type === 5);
  expect(akten.length).toBeGreaterThanOrEqual(1);
  const identities = new Set(akten.map(([, , envelope]) => hexOf(sha256(envelope as Uint8Array))));
  expect(identities).toContain(own.envelopes[0]);
  for (const { envelopes } of [own, part])
    for (const clinical of envelopes.slice(1)) expect(identities).not.toContain(clinical);
});

test('[SY28] [SY27] hands out the appointments of a day and nothing else of their Akten, with one delivery entry', async () => {
  const from = office.head.size;
  const { built } = office;
  const fields = { tag: '2026-11-24', von: 540, minuten: 15, ressourcen: [], zustand: 'erwartet' };
  const akten: Id[] = [];
  const appointments: { readonly record: Id; readonly hash: string }[] = [];
  for (let i = 0; i < 2; i++) {
    const { akte } = await office.akte(3);
    const envelopes = [built.envelope()];
    const record = built.random(16);
    await office.append([built.entry({ kind: 75, record, akte, site: built.site, envelopes, fields })]);
    akten.push(akte);
    appointments.push({ record, hash: hexOf(sha256(envelopes[0]!)) });
  }
  const ask = (over: object, by?: OfficeMember) =>
    fetchAkten(akten, { purpose: 'day', appointments: appointments.map(({ record }) => hexOf(record)), ...over }, by);
  const answer = await ask({});
  const items = itemsOf(answer.bytes);
  expect(items.filter(([type]) => type === 4)).toHaveLength(2);
  expect(items.filter(([type]) => type === 5).map(([, , envelope]) => hexOf(sha256(envelope as Uint8Array)))).toEqual(
    appointments.map(({ hash }) => hash),
  );
  const deliveries = await deliveriesFrom(from);
  expect(deliveries.filter(({ purpose }) => purpose === 'day')).toHaveLength(1);
  // Named as an appointment, a finding still does not leave.
  const { akte, packets } = await office.akte(2);
  const records = packets.map(({ body }) => hexOf(peekBody(body).record));
  const other = await fetchAkten([akte], { purpose: 'day', appointments: records });
  expect(itemsOf(other.bytes).filter(([type]) => type === 5)).toEqual([]);
  expect(code(await fetchAkten([akte], { appointments: [] }))).toBe('MESSAGE_MALFORMED');
  expect(code(await fetchAkten([akte], { purpose: 'day' }))).toBe('MESSAGE_MALFORMED');
  expect(code(await ask({}, siteless))).toBe('AKTE_UNKNOWN');
});
