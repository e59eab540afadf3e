import { type OfficeMember, ServerClient, TestOffice } from '@siegel/testing';
import { type CborValue, decodeCbor, hexOf, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

const HOUR_MS = 3_600_000;

let server: ServerForTest;
let office: TestOffice;
beforeAll(async () => {
  server = await startForTest({ limits: { registerPerMinute: 1000, signInPerMinute: 1000 } });
  office = await TestOffice.found(server);
});
afterAll(() => server.stop());

const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];
const tenant = () => server.context.tenants.all()[0]!;

let count = 0;
/** Shorter than a session may stay unused (AZ11). */
const SHORT_MS = 600_000;

/** Somebody of support who is in, with a device that has entered itself. */
async function admit(areas: readonly string[] = ['akten', 'house', 'technical'], forMs = HOUR_MS) {
  const { built } = office;
  const member = built.member();
  const fields = built.userFields(member, {
    userKind: 'support',
    rights: [],
    supportUntil: Date.now() + forMs,
    supportAreas: [...areas],
  });
  await office.append([built.entry({ kind: WIRE_KINDS.user, record: member.user, fields })]);
  const client = new ServerClient(server.url, office.client.tenant, office.client.instance);
  const support: OfficeMember = { member, client, account: `hilfe${++count}`, password: 'Hilfe von aussen 1' };
  await office.inviteAndRegister(support);
  await client.login(support.account, support.password);
  const device = built.entry(
    { kind: WIRE_KINDS.device, record: member.device, fields: built.deviceFields(member) },
    member,
  );
  const { appendRequestToItems, encodeSequence } = await import('@siegel/wire');
  const cbor = encodeSequence(appendRequestToItems(built.batch([device], office.head, member)));
  expect((await client.call('POST', 'device/enter', { cbor })).status).toBe(200);
  expect((await client.proveDevice(member)).status).toBe(200);
  return support;
}

test('[S7] [SU6] of every route support gets the layout and nothing sealed: no body, envelope, wrap or shard', async () => {
  const { packets } = await office.akte(2);
  const { client } = await admit();
  const sealed = packets.flatMap(({ envelopes, wraps }) => [...envelopes, ...wraps.map(({ bytes }) => bytes)]);
  const got: Uint8Array[] = [];
  for (const { method, url } of server.routes) {
    if (!url.startsWith('/v1/t/:tenant') || method === 'HEAD' || method === 'OPTIONS' || url.endsWith('/logout'))
      continue;
    const path = url.slice('/v1/t/:tenant/'.length).replaceAll(/:\w+/g, 'x');
    if (path === '') continue;
    const answer = await client.call(method, path, method === 'GET' || method === 'DELETE' ? undefined : { json: {} });
    got.push(answer.bytes);
  }
  for (const path of ['journal?from=0', 'group-keys', 'snapshot'])
    expect(code(await client.call('GET', path))).toBe('RIGHT_MISSING');
  const akten = { json: { akten: [hexOf(office.built.random(16))], purpose: 'open' } };
  expect(code(await client.call('POST', 'akten', akten))).toBe('RIGHT_MISSING');
  const view = await client.call('GET', 'support/view');
  const [first] = (view.json?.['akten'] ?? []) as { akte: string }[];
  const rows = await client.call('GET', `support/akten/${first!.akte}`);
  expect(rows.json?.['rows']).toHaveLength(3);
  got.push(view.bytes, rows.bytes);
  const all = Buffer.concat(got);
  for (const bytes of sealed)
    for (const form of [
      Buffer.from(bytes),
      Buffer.from(hexOf(bytes)),
      Buffer.from(Buffer.from(bytes).toString('base64url')),
    ])
      expect(all.includes(form)).toBe(false);
});

test('[SU3] shows the areas and sites of the admission and no others', async () => {
  await office.akte(1);
  const foreign = await office.akte(1, { site: office.built.random(16) }).catch(() => undefined);
  expect(foreign).toBeUndefined();
  const technical = await admit(['technical']);
  const view = (await technical.client.call('GET', 'support/view')).json ?? {};
  expect(view).toMatchObject({ areas: ['technical'], akten: null, house: null });
  expect(view['technical']).toMatchObject({ protocol: expect.any(Number) as number });
  const { akte } = await office.akte(1);
  expect(code(await technical.client.call('GET', `support/akten/${hexOf(akte)}`))).toBe('RIGHT_MISSING');
  const akten = await admit(['akten']);
  expect(code(await akten.client.call('GET', `support/akten/${'0'.repeat(32)}`))).toBe('AKTE_UNKNOWN');
});

test('[SU7] [A8] every answer to support stands in the log before, as support', async () => {
  const { client, member } = await admit();
  const before = await tenant().core.store.size();
  await client.call('GET', 'support/view');
  const entry = await tenant().core.store.entryAt(before);
  const fields = decodeCbor(entry!.open!.bytes) as { readonly [name: string]: CborValue };
  expect(fields['purpose']).toBe('support');
  expect(hexOf(fields['device'] as Uint8Array)).toBe(hexOf(member.device));
});

test('[SU5] at its time everything ends: sessions within 5 s, and nobody gets in again', async () => {
  const { client, account, password } = await admit(undefined, SHORT_MS);
  expect((await client.call('GET', 'support/view')).status).toBe(200);
  expect((await office.client.call('GET', 'support/sessions')).json?.['sessions']).not.toHaveLength(0);
  const living = async () => (await tenant().core.sessions.living()).length;
  const others = (await living()) - 1;
  server.advance(SHORT_MS);
  expect(code(await client.call('GET', 'support/view'))).toBe('SUPPORT_ENDED');
  await expect.poll(living, { timeout: 5_000 }).toBe(others);
  await client.login(account, password);
  expect(code(await client.call('GET', 'session'))).toBe('SUPPORT_ENDED');
  server.setClock(-SHORT_MS);
});

test('[SU5] thrown out, the session is over at once', async () => {
  const { client, member } = await admit();
  const [head] = await tenant().core.store.headsOf([member.user]);
  const entered = await tenant().core.store.entryAt(head!.seq);
  const before = decodeCbor(entered!.open!.bytes) as { readonly [name: string]: CborValue };
  const fields = { ...before, state: 'removed' };
  const entry = { kind: WIRE_KINDS.user, record: member.user, parent: head!.entryHash, fields };
  await office.append([office.built.entry(entry)]);
  expect(code(await client.call('GET', 'support/view'))).toBe('SESSION_MISSING');
});
