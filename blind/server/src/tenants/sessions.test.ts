import { hexOf } from '@siegel/wire';
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
