import { client as opaque, ready } from '@serenity-kit/opaque';
import { codeOfApp, type OfficeMember, ServerClient, TestOffice } from '@siegel/testing';
import { decodeBody, hexOf, unpackOpenFields, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const keyStretching = { 'argon2id-custom': { iterations: 1, memory: 8, parallelism: 1 } };

let server: ServerForTest;
let office: TestOffice;
beforeAll(async () => {
  await ready;
  const limits = { signInPerMinute: 100_000, proofPerMinute: 100_000, registerPerMinute: 100_000 };
  server = await startForTest({ limits });
  office = await TestOffice.found(server);
});
afterAll(() => server.stop());

const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];
const slotText = (byte: number) => Buffer.from(new Uint8Array(98).fill(byte).with(0, 1)).toString('base64url');
const slotOf = (kind: string, byte = 7) => ({ slotId: hexOf(office.built.random(16)), kind, slot: slotText(byte) });
const put = ({ client }: OfficeMember, slot: unknown) => client.call('PUT', 'slots', { json: slot });

/** A log-in of the member that was begun and not finished: what shows the password. */
async function proofOf({ client, account, password }: OfficeMember, typed = password) {
  const { clientLoginState, startLoginRequest } = opaque.startLogin({ password: typed });
  const start = await client.call('POST', 'login/start', { json: { account, startLoginRequest } });
  const { login, loginResponse } = start.json as { login: string; loginResponse: string };
  const finished = opaque.finishLogin({ clientLoginState, loginResponse, password: typed, keyStretching });
  const finishLoginRequest = finished?.finishLoginRequest ?? Buffer.alloc(64).toString('base64url');
  return { login, finishLoginRequest };
}

const confirm = async (member: OfficeMember, typed?: string) =>
  member.client.call('POST', 'session/confirm', { json: await proofOf(member, typed) });

/** What the journal says of changed accesses behind `from`. */
async function changesFrom(from: number) {
  const { store } = tenant().core;
  const said: unknown[] = [];
  for await (const rows of store.entriesFrom(from, await store.size()))
    for (const { body, open } of rows) {
      if (decodeBody(body).kind !== WIRE_KINDS.accessChanged || open === null) continue;
      const { user, device, change, means, address } = unpackOpenFields(open);
      expect(address).toBe('127.0.0.1');
      const by = device === undefined ? 'none' : hexOf(device as Uint8Array);
      said.push([hexOf(user as Uint8Array), by, change, ...(means === undefined ? [] : [means])]);
    }
  return said;
}

function tenant() {
  const found = server.context.tenants.find(office.client.tenant);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

test('[SV17] [T27] ten minutes after signing in no way is made, removed or replaced before the password was shown again', async () => {
  const member = await office.admit('frisch');
  const kept = slotOf('recovery');
  expect((await put(member, kept)).status).toBe(204);
  server.advance(10 * MINUTE_MS);
  for (const kind of ['recovery', 'userKeyFile', 'passkey'])
    expect(code(await put(member, slotOf(kind)))).toBe('PASSWORD_NEEDED');
  expect(code(await member.client.call('DELETE', `slots/${kept.slotId}`))).toBe('PASSWORD_NEEDED');
  const own = { account: member.account, password: 'ein anderes langes', user: member.member.user };
  expect(code(await member.client.register('register', own))).toBe('PASSWORD_NEEDED');
  // What every sign-in does goes on.
  expect((await put(member, { ...slotOf('password'), slotId: hexOf(member.member.device) })).status).toBe(204);
  // A wrong password counts like one at sign-in, and opens nothing.
  expect(code(await confirm(member, 'falsch geraten'))).toBe('LOGIN_FAILED');
  expect(code(await put(member, slotOf('passkey')))).toBe('PASSWORD_NEEDED');
  // The password of somebody else shows nothing here.
  const colleague = await office.admit('kollegin');
  const theirs = await proofOf({ ...colleague, client: member.client });
  expect(code(await member.client.call('POST', 'session/confirm', { json: theirs }))).toBe('LOGIN_FAILED');
  expect((await confirm(member)).status).toBe(204);
  expect((await put(member, slotOf('recovery'))).status).toBe(204);
  expect((await member.client.call('DELETE', `slots/${kept.slotId}`)).status).toBe(204);
  server.advance(10 * MINUTE_MS);
  expect(code(await put(member, slotOf('recovery')))).toBe('PASSWORD_NEEDED');
});

test('[SV17] [DV20] a clock that is set back makes no session fresh, and nothing that waits live longer', async () => {
  const member = await office.admit('uhr');
  const login = await proofOf(member);
  const challenge = await new ServerClient(server.url, office.client.tenant, office.client.instance).call(
    'POST',
    'forgotten/slots',
    { json: { account: member.account } },
  );
  expect(challenge.status).toBe(200);
  server.setClock(-HOUR_MS);
  server.advance(10 * MINUTE_MS);
  expect(code(await put(member, slotOf('recovery')))).toBe('PASSWORD_NEEDED');
  expect(code(await member.client.call('POST', 'session/confirm', { json: login }))).toBe('LOGIN_FAILED');
  server.setClock(HOUR_MS);
});

test('[LG22] [F7] every change of a factor, a way or the password is an entry: whose, from which device, what, and no secret', async () => {
  const member = await office.admit('spur');
  const [user, device] = [hexOf(member.member.user), hexOf(member.member.device)];
  const from = tenant().writer.head.size;
  const start = await member.client.call('POST', 'factors/start', { json: { kind: 'totp' } });
  const secret = String(start.json?.['secret']);
  const proof = { kind: 'code', code: codeOfApp(secret, server.context.world.now()) };
  const finish = { setup: start.json?.['setup'], proof };
  expect((await member.client.call('POST', 'factors/finish', { json: finish })).status).toBe(204);
  const factors = (await member.client.call('GET', 'factors')).json?.['factors'] as readonly { factor: string }[];
  const way = slotOf('userKeyFile');
  expect((await put(member, way)).status).toBe(204);
  expect((await member.client.call('DELETE', `slots/${way.slotId}`)).status).toBe(204);
  const json = { factor: factors[0]?.factor };
  expect((await member.client.call('POST', 'factors/remove', { json })).status).toBe(204);
  const renamed = { account: member.account, password: 'ein neues langes Passwort', user: member.member.user };
  expect((await member.client.register('register', renamed)).status).toBe(204);
  expect(await changesFrom(from)).toEqual([
    [user, device, 'factor-added', 'totp'],
    [user, device, 'way-added', 'userKeyFile'],
    [user, device, 'way-removed', 'userKeyFile'],
    [user, device, 'factor-removed', 'totp'],
    [user, device, 'password'],
  ]);
  // What is refused leaves none.
  const size = tenant().writer.head.size;
  expect(code(await member.client.call('DELETE', `slots/${way.slotId}`))).toBe('SLOT_UNKNOWN');
  expect(code(await member.client.call('POST', 'factors/remove', { json }))).toBe('FACTOR_UNKNOWN');
  expect(await changesFrom(size)).toEqual([]);
});

test('[WH6] [T25] of twelve ways all are handed out, newest first, three to a page; the thirteenth is refused', async () => {
  const member = await office.admit('viele.wege');
  const ways = Array.from({ length: 12 }, (_, i) => slotOf('passkey', i + 2));
  for (const way of ways) expect((await put(member, way)).status).toBe(204);
  expect(code(await put(member, slotOf('passkey')))).toBe('WAYS_FULL');
  expect((await put(member, slotOf('userKeyFile'))).status).toBe(204);
  const page = async (number: number) => {
    const json = { account: member.account, page: number };
    const { slots } = (await member.client.call('POST', 'forgotten/slots', { json })).json as {
      slots: { kind: string; slotId: string }[];
    };
    return slots.filter(({ kind }) => kind === 'passkey').map(({ slotId }) => slotId);
  };
  const pages = await Promise.all([0, 1, 2, 3].map(page));
  expect(pages.flat()).toEqual(ways.map(({ slotId }) => slotId).toReversed());
  // One that is written again is the newest.
  const [first] = ways;
  expect((await put(member, first)).status).toBe(204);
  expect((await page(0))[0]).toBe(first?.slotId);
  const beyond = { account: member.account, page: 4 };
  expect(code(await member.client.call('POST', 'forgotten/slots', { json: beyond }))).toBe('MESSAGE_MALFORMED');
});
