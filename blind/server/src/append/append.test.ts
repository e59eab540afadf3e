import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { createTreeHasher, verifyCheckpoint, verifyRange, checkpointOrigin } from '@siegel/journal';
import {
  appendRequestToItems,
  bytesOfHex,
  encodeLeaf,
  encodeSequence,
  hexOf,
  type Id,
  SUITE,
  WIRE_KINDS,
  classOfKind,
} from '@siegel/wire';
import { nodeVerify, type ServerProcess, sha256, spawnServer, TestOffice } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

let server: ServerProcess;
let office: TestOffice;
beforeAll(async () => {
  server = await spawnServer();
  office = await TestOffice.found(server);
});
afterAll(async () => {
  await server.end();
  await rm(server.directory, { recursive: true, force: true });
});

const sent = (request: Parameters<TestOffice['client']['append']>[0]) => encodeSequence(appendRequestToItems(request));
const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];
const akteWith = (records: number) => office.akte(records);

test('[SY10, JN24] acknowledges a batch with its place, a signed checkpoint and a range proof', async () => {
  const { built, client } = office;
  const akte = built.random(16);
  const packets = [office.caseKey(akte), built.record(akte), built.record(akte)];
  const ack = await client.appended(built.batch(packets, office.head));
  const log = { origin: checkpointOrigin(built.tenant, built.instance), publicKey: built.log.publicKey };
  const note = new TextEncoder().encode(ack.checkpoint);
  const checkpoint = await verifyCheckpoint(note, log, { sha256, verify: nodeVerify });
  expect(checkpoint.ok).toBe(true);
  if (!checkpoint.ok) return;
  const hasher = createTreeHasher(sha256);
  const leafHashes = packets.map((packet, i) =>
    hasher.leaf(
      encodeLeaf({
        site: built.site,
        class: classOfKind(i === 0 ? WIRE_KINDS.caseKey : 65),
        receivedAt: ack.receivedAt,
        entryHash: sha256(packet.body),
      }),
    ),
  );
  const bytes = (list: readonly string[]) => list.map((hash) => new Uint8Array(Buffer.from(hash, 'base64url')));
  const proof = { left: bytes(ack.left), right: bytes(ack.right) };
  expect(verifyRange(hasher, { first: ack.firstSeq, leafHashes }, checkpoint.value, proof)).toBe(true);
});

test('[SY11, JN5] answers the same bytes with the same place, one after the other and at once', async () => {
  const { built, client } = office;
  const { akte } = await akteWith(0);
  const request = built.batch([built.record(akte), built.record(akte)], office.head);
  const first = await client.appended(request);
  const again = await client.appended(request);
  expect([again.firstSeq, again.receivedAt]).toEqual([first.firstSeq, first.receivedAt]);
  const twin = built.batch([built.record(akte)], office.head);
  const answers = await Promise.all(Array.from({ length: 8 }, () => client.appended(twin)));
  expect(new Set(answers.map(({ firstSeq }) => firstSeq)).size).toBe(1);
  const next = await client.appended(built.batch([built.record(akte)], office.head));
  expect(next.firstSeq).toBe((answers[0]?.firstSeq ?? 0) + 1);
});

test('[JN1, JN4] refuses single batches of a commit and takes the others', async () => {
  const { built, client } = office;
  const { akte, packets } = await akteWith(1);
  const record = packets[1]!;
  const newVersion = () => {
    const envelope = built.envelope();
    const parts = [{ ...built.part(0, envelope), partVersion: 2 }];
    const body = { parent: sha256(record.body), parts, envelopes: [envelope], akte, site: built.site };
    return built.entry({ kind: 65, record: recordOf(record.body), ...body });
  };
  const good = Array.from({ length: 12 }, () => built.batch([built.record(akte)], office.head));
  const racing = Array.from({ length: 6 }, () => built.batch([newVersion()], office.head));
  const answers = await Promise.all([...good, ...racing].map((request) => client.append(request)));
  expect(answers.slice(0, 12).map(({ status }) => status)).toEqual(Array<number>(12).fill(200));
  const raced = answers.slice(12);
  expect(raced.filter(({ status }) => status === 200)).toHaveLength(1);
  const refused = raced.filter(({ status }) => status !== 200);
  expect(refused.map(code)).toEqual(Array<string>(5).fill('ENTRY_STALE'));
  for (const { json } of refused) expect(json?.['stale']).toHaveLength(1);
});

/** Bytes of the record id in a body (kind below 256: WR11). */
function recordOf(body: Uint8Array): Id {
  return body.slice(22, 38);
}

test('[JN1] refuses what does not belong together, each with its code', async () => {
  const { built, client, head } = office;
  const { akte } = await akteWith(0);
  const request = built.batch([built.record(akte)], office.head);
  const flipped = { ...request.statement, signature: request.statement.signature.map((b, i) => (i === 3 ? b ^ 1 : b)) };
  const foreign = await TestOffice.found(server, 'neighbour');
  const cases: [string, Parameters<typeof client.append>[0]][] = [
    ['STATEMENT_SIGNATURE_WRONG', { ...request, statement: flipped }],
    ['STATEMENT_MISMATCH', { ...request, packets: [built.record(akte)] }],
    ['TENANT_FOREIGN', foreign.built.batch([foreign.built.record(akte)], foreign.head)],
    ['SEEN_HEAD_FOREIGN', built.batch([built.record(akte)], { size: 2, root: built.random(32) })],
    ['SEEN_HEAD_FOREIGN', built.batch([built.record(akte)], { ...head, size: head.size + 1000 })],
    ['CLOCK_SKEW', built.batch([built.record(akte, { authoredAt: Date.now() + 25 * 3_600_000 })], office.head)],
    ['CASE_KEY_MISSING', built.batch([built.record(built.random(16))], office.head)],
    ['KIND_NOT_ALLOWED', built.batch([built.entry({ kind: WIRE_KINDS.delivery })], office.head)],
    ['ENVELOPE_MALFORMED', built.batch([built.record(akte, { envelopes: [plain(built.random(80))] })], office.head)],
  ];
  for (const [expected, wrong] of cases) expect(code(await client.append(wrong))).toBe(expected);
  const stranger = { ...built.member(), device: built.random(16) };
  expect(code(await client.append(built.batch([built.record(akte, { by: stranger })], office.head, stranger)))).toBe(
    'AUTHOR_MISMATCH',
  );
});

/** Bytes that do not begin with the suite. */
function plain(bytes: Uint8Array): Uint8Array {
  return bytes.with(0, SUITE + 1);
}

test('[JN1, SY31] refuses bytes that are no request, and too many of them', async () => {
  const { client, built } = office;
  const { akte } = await akteWith(0);
  const request = sent(built.batch([built.record(akte)], office.head));
  const post = (cbor: Uint8Array) => client.call('POST', 'append', { cbor });
  expect(code(await post(request.subarray(0, request.length - 1)))).toBe('CBOR_MALFORMED');
  expect(code(await post(Uint8Array.of(0xff)))).toBe('CBOR_MALFORMED');
  expect(code(await post(Uint8Array.of(0x80)))).toBe('LAYOUT_MALFORMED');
  expect(code(await post(new Uint8Array(0)))).toBe('LAYOUT_MALFORMED');
  const tooLarge = await announce(17 * 1024 * 1024);
  expect(tooLarge).toContain('HTTP/1.1 413');
  expect(tooLarge).toContain('REQUEST_TOO_LARGE');
  const json = await client.call('POST', 'append', { json: {} });
  expect([json.status, code(json)]).toEqual([415, 'MEDIA_TYPE_WRONG']);
});

/** Headers of an append of that many bytes, and what the server says before it has seen one of them. */
function announce(contentLength: number): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(`${appendHead(contentLength)}\r\n\r\n`));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('utf8')));
    socket.on('close', () => resolve(answer));
  });
}

function appendHead(contentLength: number): string {
  return [
    `POST /v1/t/${office.client.tenant}/append HTTP/1.1`,
    'host: localhost',
    `authorization: Bearer ${String(office.client.token)}`,
    'content-type: application/cbor-seq',
    `content-length: ${contentLength}`,
  ].join('\r\n');
}

test('[JN10] refuses an envelope that is not the one described', async () => {
  const { built, client } = office;
  const { akte } = await akteWith(0);
  const packet = built.record(akte);
  const other = built.envelope(packet.envelopes[0]!.length);
  const answer = await client.append({
    ...built.batch([packet], office.head),
    packets: [{ ...packet, envelopes: [other] }],
  });
  expect(code(answer)).toBe('ENVELOPE_MISMATCH');
});

test('[JN8] refuses a co-signature that is wrong, and takes the right one afterwards', async () => {
  const { built, client } = office;
  const member = built.member();
  const impostor = { ...built.first, userKey: built.member().userKey };
  const user = built.entry({ kind: WIRE_KINDS.user, record: member.user, fields: built.userFields(member) }, impostor);
  expect(code(await client.append(built.batch([user], office.head)))).toBe('CO_SIGNATURE_WRONG');
  const right = built.entry({ kind: WIRE_KINDS.user, record: member.user, fields: built.userFields(member) });
  expect((await client.append(built.batch([right], office.head))).status).toBe(200);
});

test('[JN11] refuses a reader who writes', async () => {
  const reader = await office.admit('leserin', { rights: ['read-records'] });
  const { akte } = await akteWith(0);
  const answer = await reader.client.append(
    office.built.batch([office.built.record(akte, { by: reader.member })], office.head, reader.member),
  );
  expect(code(answer)).toBe('RIGHT_MISSING');
});

test('[A7] takes no new version of a released record', async () => {
  const { built, client } = office;
  const { akte, packets } = await akteWith(1);
  const record = packets[1]!;
  const target = recordOf(record.body);
  const fields = { target, entryHash: sha256(record.body), partHashes: record.envelopes.map(sha256) };
  await office.append([built.entry({ kind: WIRE_KINDS.freigabe, akte, site: built.site, coSign: 'user', fields })]);
  const envelope = built.envelope();
  const parts = [{ ...built.part(0, envelope), partVersion: 2 }];
  const change = { record: target, akte, site: built.site, parent: sha256(record.body), envelopes: [envelope], parts };
  const answer = await client.append(built.batch([built.entry({ kind: 65, ...change })], office.head));
  expect([answer.status, code(answer)]).toEqual([409, 'RECORD_FROZEN']);
});

test('[JN42] erases content by a tombstone, and only content of records', async () => {
  const { built, client } = office;
  const { akte, packets } = await akteWith(2);
  const tombstone = (entries: readonly Uint8Array[]) =>
    built.entry({ kind: WIRE_KINDS.tombstone, fields: { entries: [...entries], reason: 'request' } });
  const fetchAkte = async () =>
    (await client.call('POST', 'akten', { json: { akten: [hexOf(akte)], purpose: 'open' } })).bytes.length;
  const before = await fetchAkte();
  await office.append([tombstone([sha256(packets[1]!.body)])]);
  const after = await fetchAkte();
  expect(before - after).toBeGreaterThan(300);
  const unknown = await client.append(built.batch([tombstone([built.random(32)])], office.head));
  expect(code(unknown)).toBe('RANGE_UNKNOWN');
  const items = await client.journal(0);
  const genesis = (items.find((item) => (item as unknown[])[0] === 3) as unknown[])[2] as Uint8Array;
  const ofHouse = await client.append(built.batch([tombstone([sha256(genesis)])], office.head));
  expect(code(ofHouse)).toBe('KIND_NOT_ALLOWED');
});

test('[A4, JN15] keeps every acknowledged entry when the process is killed', async () => {
  const own = await spawnServer();
  const killed = await TestOffice.found(own, 'killed');
  const { built, client } = killed;
  const { akte } = await killed.akte(0);
  const acked: number[] = [];
  const writing = Array.from({ length: 200 }, () =>
    client.append(built.batch([built.record(akte)], killed.head)).then(
      ({ status, json }) => {
        if (status === 200) acked.push(Number(json?.['firstSeq']));
        if (acked.length === 60) own.child.kill('SIGKILL');
      },
      () => undefined,
    ),
  );
  await Promise.all(writing);
  await own.end('SIGKILL');
  expect(acked.length).toBeGreaterThanOrEqual(60);
  const again = await spawnServer({ directory: own.directory });
  const survivor = new (client.constructor as typeof import('@siegel/testing').ServerClient)(
    again.url,
    client.tenant,
    bytesOfHex(hexOf(client.instance)) as Id,
  );
  survivor.token = client.token;
  const [page] = await survivor.journal(0);
  expect((page as number[])[2]).toBeGreaterThan(Math.max(...acked));
  await again.end();
  await rm(own.directory, { recursive: true, force: true });
});

test('[SY11, SV13] survives requests that are cut off, and takes the same bytes afterwards', async () => {
  const { built, client } = office;
  const { akte } = await akteWith(0);
  const request = built.batch([built.record(akte)], office.head);
  const body = Buffer.from(sent(request));
  for (const bytes of [0, 1, body.length - 1]) {
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.write(`${appendHead(body.length)}\r\n\r\n`);
        socket.write(body.subarray(0, bytes), () => socket.destroy());
      });
      socket.on('close', () => resolve());
    });
  }
  expect((await client.append(request)).status).toBe(200);
});
