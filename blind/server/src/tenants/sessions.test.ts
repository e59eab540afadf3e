import { decodeBody, hexOf, unpackOpenFields, WIRE_KINDS } from '@siegel/wire';
import { ServerClient, TestOffice } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';
import { hashOfToken, sessionId, SessionTable } from './session-table.ts';

const HOUR_MS = 3_600_000;

let server: ServerForTest;
let office: TestOffice;
beforeAll(async () => {
  server = await startForTest({ limits: { signInPerMinute: 100_000, proofPerMinute: 100_000 } });
  office = await TestOffice.found(server);
});
afterAll(() => server.stop());

const newClient = () => new ServerClient(server.url, office.client.tenant, office.client.instance);
const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];
const idOf = ({ token }: ServerClient) => sessionId(hashOfToken(String(token)));
type Line = { readonly id: string; readonly user: string; readonly device: string | null };
const listOf = async (client: ServerClient) =>
  (await client.call('GET', 'sessions')).json?.['sessions'] as readonly Line[];

async function signedIn(): Promise<ServerClient> {
  const client = newClient();
  await client.login(office.account, office.password);
  await client.proveDevice(office.member);
  return client;
}

test('[DV20] counts a time that was ahead as passed, over a restart, too', async () => {
  const { core } = (() => {
    const found = server.context.tenants.find(office.client.tenant);
    if (!found.ok) throw new Error(found.error.code);
    return found.value;
  })();
  await signedIn();
  const yesterday = Date.now() - 24 * HOUR_MS;
  const restarted = await SessionTable.open(core.store, { ...core.world, now: () => yesterday });
  const { session } = await restarted.issue(office.member.user);
  expect(session.createdAt).toBeGreaterThan(Date.now() - HOUR_MS);
});

test('[DV20] a session lives no longer because the clock is set back and the server starts again', async () => {
  const { core } = tenantOf();
  const client = await signedIn();
  server.advance(10 * 60_000);
  expect((await client.call('GET', 'session')).status).toBe(200);
  await core.sessions.sweep();
  const later = core.world.now();
  const back = { ...core.world, now: () => later - 9 * 60_000 };
  const idle = await SessionTable.open(core.store, back, () => 15 * 60_000);
  expect(await idle.find(String(client.token))).toBeDefined();
  const old = await SessionTable.open(core.store, back);
  const { session } = await old.issue(office.member.user);
  expect(session.createdAt).toBeGreaterThanOrEqual(later - 1_000);
  // So far back that no age can be told: all are over, and the clock is that of the machine again.
  const before = { ...core.world, now: () => later - 72 * HOUR_MS };
  const anew = await SessionTable.open(core.store, before);
  expect(await anew.living()).toEqual([]);
  expect((await anew.issue(office.member.user)).session.createdAt).toBeLessThan(later - 71 * HOUR_MS);
  await core.store.write((tx) => tx.removeSecret('session-clock'));
  for (const { tokenHash } of await anew.living()) await anew.end(tokenHash);
  // The sessions of the other tests begin anew.
  for (const { tokenHash } of await core.sessions.living()) await core.sessions.end(tokenHash);
  await office.signIn(office);
});

function tenantOf() {
  const found = server.context.tenants.find(office.client.tenant);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

test('[DV21] lists the own sessions, those of everybody to an administrator, and ends each', async () => {
  const member = await office.admit('liste', { rights: [] });
  const own = await listOf(member.client);
  expect(own.map(({ id }) => id)).toEqual([idOf(member.client)]);
  expect(own[0]).toMatchObject({ user: hexOf(member.member.user), device: hexOf(member.member.device) });
  const administrator = await signedIn();
  const all = (await listOf(administrator)).map(({ id }) => id);
  expect(all).toContain(idOf(member.client));
  expect(all).toContain(idOf(administrator));
  // Whoever administers nothing ends nobody else, and does not learn that the session exists.
  expect(code(await member.client.call('DELETE', `sessions/${idOf(administrator)}`))).toBe('SLOT_UNKNOWN');
  expect((await administrator.call('GET', 'session')).status).toBe(200);
  expect((await administrator.call('DELETE', `sessions/${idOf(member.client)}`)).status).toBe(204);
  expect(code(await member.client.call('GET', 'session'))).toBe('SESSION_MISSING');
});

test('[DV22, SY5] an ended session is over everywhere within five seconds, its WebSocket too', async () => {
  const [here, there] = [await signedIn(), await signedIn()];
  // The platform's client takes headers as an option that its types do not name.
  const headers = { authorization: `Bearer ${String(there.token)}` };
  const address = `${server.url.replace('http', 'ws')}/v1/t/${there.tenant}/events`;
  const socket = new WebSocket(address, { headers } as unknown as string[]);
  await new Promise((resolve) => socket.addEventListener('message', resolve));
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', (event) => resolve(event.code)));
  const startedAt = performance.now();
  await here.call('DELETE', `sessions/${idOf(there)}`);
  expect(await closed).toBe(1008);
  expect(code(await there.call('GET', 'journal?from=0'))).toBe('SESSION_MISSING');
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test('[DV12] gives a living device session its half, another one each, and none once it is over', async () => {
  const [one, other] = [await signedIn(), await signedIn()];
  const halfOf = async (client: ServerClient) => (await client.call('GET', 'session/half')).json?.['half'];
  const half = await halfOf(one);
  expect(Buffer.from(String(half), 'base64url')).toHaveLength(32);
  expect(await halfOf(one)).toBe(half);
  expect(await halfOf(other)).not.toBe(half);
  const account = newClient();
  await account.login(office.account, office.password);
  expect(code(await account.call('GET', 'session/half'))).toBe('DEVICE_NOT_APPROVED');
  await one.call('POST', 'logout');
  expect(code(await one.call('GET', 'session/half'))).toBe('SESSION_MISSING');
});

test('[DV30] of several sessions in one browser profile each request uses the one it names, and no other', async () => {
  const member = await office.admit('nachbarin');
  const mine = await signedIn();
  const cookie = [mine, member.client].map((one) => `__Host-siegel-${idOf(one)}=${String(one.token)}`).join('; ');
  const ask = async (named: Readonly<Record<string, string>>) =>
    (await newClient().call('GET', 'session', undefined, { cookie, ...named })).json;
  expect(await ask({ 'siegel-session': idOf(mine) })).toMatchObject({ user: hexOf(office.member.user) });
  expect(await ask({ 'siegel-session': idOf(member.client) })).toMatchObject({ user: hexOf(member.member.user) });
  for (const named of [{}, { 'siegel-session': '0'.repeat(32) }, { 'siegel-session': 'x' }] as Record<string, string>[])
    expect(await ask(named)).toMatchObject({ code: 'SESSION_MISSING' });
});

test('[DV20] ends a session after twelve hours although the clock of the server is set back', async () => {
  const client = await signedIn();
  const state = async () => (await client.call('GET', 'session')).status;
  // Used now and then: otherwise it would be over sooner (AZ11).
  const passHours = async (hours: number) => {
    for (let tenMinutes = 0; tenMinutes < 6 * hours; tenMinutes++) {
      server.advance(HOUR_MS / 6);
      if (tenMinutes < 6 * hours - 1) expect(await state()).toBe(200);
    }
  };
  await passHours(6);
  server.setClock(-20 * HOUR_MS);
  expect(await state()).toBe(200);
  await passHours(6);
  server.advance(60_000);
  expect(await state()).toBe(401);
});

/** Sign-ins and their ends behind `from`, each as kind, device and what else it says. */
async function signInsFrom(from: number) {
  const found = server.context.tenants.find(office.client.tenant);
  if (!found.ok) throw new Error(found.error.code);
  const { store } = found.value.core;
  const entries: { readonly kind: number; readonly device: string; readonly said: unknown }[] = [];
  for await (const rows of store.entriesFrom(from, await store.size()))
    for (const { body, open } of rows) {
      const { kind } = decodeBody(body);
      if ((kind !== WIRE_KINDS.signIn && kind !== WIRE_KINDS.signOut) || open === null) continue;
      const { device, address, reason } = unpackOpenFields(open);
      entries.push({ kind, device: hexOf(device as Uint8Array), said: reason ?? address });
    }
  return entries;
}

test('[LG7] writes a sign-in once a session, and its end with the reason, into the journal', async () => {
  const found = server.context.tenants.find(office.client.tenant);
  if (!found.ok) throw new Error(found.error.code);
  const from = found.value.writer.head.size;
  const device = hexOf(office.member.device);
  const account = newClient();
  await account.login(office.account, office.password);
  await account.call('POST', 'logout');
  // Nobody has got anything with a session that no device has proven.
  expect(await signInsFrom(from)).toEqual([]);
  const [one, other, third] = [await signedIn(), await signedIn(), await signedIn()];
  await one.proveDevice(office.member);
  expect(await signInsFrom(from)).toEqual(
    Array.from({ length: 3 }, () => ({ kind: WIRE_KINDS.signIn, device, said: '127.0.0.1' })),
  );
  await one.call('POST', 'logout');
  await third.call('DELETE', `sessions/${idOf(other)}`);
  server.advance(13 * HOUR_MS);
  await found.value.core.sessions.sweep();
  await expect
    .poll(async () => (await signInsFrom(from)).slice(3).map(({ said }) => said))
    .toEqual(expect.arrayContaining(['sign-out', 'ended', 'expired']));
});
