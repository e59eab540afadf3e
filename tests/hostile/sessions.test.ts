import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setDefaultCACertificates } from 'node:tls';
import {
  type Answer,
  codeOfApp,
  openEvents,
  type OfficeMember,
  ServerClient,
  type ServerProcess,
  spawnServer,
  TestOffice,
} from '@siegel/testing';
import { type CborValue, type EntryPacket, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCli } from '../journey/cli-world.ts';

// Sessions against somebody who plants, steals or outlives one (T27), on the real server over TLS as `siegel tls` sets it up.

/** SY5, T27. */
const SOON_MS = 5_000;
const STEP_MS = 30_000;

let folder: string;
let ca: string;
let server: ServerProcess;
let office: TestOffice;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siegel-sessions-'));
  const data = join(folder, 'data');
  const made = await startCli(['tls', 'create', '--host', 'localhost', '--ca', join(folder, 'ca'), '--data', data])
    .ended;
  expect(made, made.err).toMatchObject({ code: 0 });
  ca = readFileSync(join(data, 'tls/ca.crt'), 'utf8');
  setDefaultCACertificates([ca]);
  const args = ['--tls-cert', join(data, 'tls/server.crt'), '--tls-key', join(data, 'tls/server.key')];
  server = await spawnServer({ directory: data, args });
  office = await TestOffice.found(server, 'sessions');
}, 60_000);
afterAll(async () => {
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];
const stranger = () => new ServerClient(server.url, office.client.tenant, office.client.instance);
const hashOf = (token: string) => createHash('sha256').update(Buffer.from(token, 'base64url')).digest('hex');
const idOf = ({ token }: ServerClient) => hashOf(String(token)).slice(0, 32);
const newToken = () => randomBytes(32).toString('base64url');
/** What a browser sends of itself. */
const BROWSER = { 'sec-fetch-site': 'same-origin' };

async function signedIn(member: OfficeMember): Promise<ServerClient> {
  const client = stranger();
  await office.signIn({ ...member, client });
  return client;
}

/** Revises the entry of somebody who was admitted. */
async function revise(member: OfficeMember, over: { readonly [name: string]: CborValue }): Promise<void> {
  const parent = new Uint8Array(
    createHash('sha256')
      .update((member.entered as EntryPacket).body)
      .digest(),
  );
  const fields = office.built.userFields(member.member, over);
  await office.append([office.built.entry({ kind: WIRE_KINDS.user, record: member.member.user, parent, fields })]);
}

/** How long it takes until `asked` says what is expected. */
async function until(expected: string, asked: () => Promise<Answer>): Promise<number> {
  const from = performance.now();
  await expect.poll(async () => code(await asked()), { timeout: SOON_MS, interval: 50 }).toBe(expected);
  return performance.now() - from;
}

/** One request over a TLS connection of its own: another client than the one that signed in. */
function byOtherClient(method: string, path: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const agent = new Agent({ ca, maxCachedSessions: 0, keepAlive: false });
  const url = `${server.url}/v1/t/${office.client.tenant}/${path}`;
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        const bytes = new Uint8Array(Buffer.concat(pieces));
        const named = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
        const text = Buffer.from(bytes).toString('utf8');
        const json = text.startsWith('{') ? (JSON.parse(text) as Answer['json']) : undefined;
        resolve({ status: answer.statusCode ?? 0, headers: new Headers(named), bytes, json });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

test('[X5] [T27] [DV32] attack 141: a session planted in a browser is taken over by nobody, at sign-in, at the factor and at the device', async () => {
  const victim = await office.admit('opfer141');
  const thief = await signedIn(await office.admit('dieb141'));
  const planted = `__Host-siegel-${idOf(thief)}=${String(thief.token)}`;
  const made = newToken();
  const invented = `__Host-siegel-${hashOf(made).slice(0, 32)}=${made}`;
  const withPlanted = { ...BROWSER, cookie: `${planted}; ${invented}`, 'siegel-session': idOf(thief) };
  const browser = stranger();
  const own = browser.call.bind(browser);
  browser.call = (method, path, body, headers) => own(method, path, body, { ...withPlanted, ...headers });
  // Password: a session of its own, in a cookie of its own.
  const finished = await browser.login(victim.account, victim.password);
  const cookie = String(finished.headers.get('set-cookie'));
  const [, id = '', token = ''] = /__Host-siegel-([0-9a-f]{32})=([\w-]{43})/.exec(cookie) ?? [];
  expect(finished.json?.['id']).toBe(id);
  expect([idOf(thief), hashOf(made).slice(0, 32)]).not.toContain(id);
  expect(hashOf(token).slice(0, 32)).toBe(id);
  // What was planted is still the thief's, and knows nothing of the victim.
  expect((await thief.call('GET', 'session')).json?.['user']).not.toBe(hexOf(victim.member.user));
  // A cookie planted under the victim's own name is none: the name follows from what is in it.
  const under = { cookie: `__Host-siegel-${id}=${String(thief.token)}`, 'siegel-session': id };
  expect(code(await stranger().call('GET', 'session', undefined, under))).toBe('SESSION_MISSING');
  // The device proves itself in the session it signs for, by its hash: another one is not raised by it.
  const mine = stranger();
  mine.token = token;
  expect((await mine.proveDevice(victim.member)).status).toBe(200);
  const waiting = stranger();
  await waiting.login(victim.account, victim.password);
  const honest = waiting.call.bind(waiting);
  waiting.call = async (method, path, body, headers) =>
    path === 'session' ? mine.call('GET', 'session') : honest(method, path, body, headers);
  expect(code(await waiting.proveDevice(victim.member))).toBe('DEVICE_PROOF_WRONG');
  expect(code(await honest('GET', 'journal?from=0'))).toBe('DEVICE_NOT_APPROVED');
  // A factor: no session before it, so that there is none to be planted; the one behind it is new.
  const start = await mine.call('POST', 'factors/start', { json: { kind: 'totp' } });
  const secret = String(start.json?.['secret']);
  const proof = { kind: 'code', code: codeOfApp(secret, Date.now()) };
  expect((await mine.call('POST', 'factors/finish', { json: { setup: start.json?.['setup'], proof } })).status).toBe(
    204,
  );
  const asked = await browser.login(victim.account, victim.password);
  expect([asked.headers.get('set-cookie'), asked.json?.['session']]).toEqual([null, undefined]);
  const factor = { kind: 'totp', code: codeOfApp(secret, Date.now() + STEP_MS) };
  const json = { factorLogin: asked.json?.['factorLogin'], proof: factor };
  const shown = await browser.call('POST', 'login/factor', { json });
  expect(shown.status).toBe(200);
  expect([id, idOf(thief)]).not.toContain(shown.json?.['id']);
});

test('[SY5] [T27] other rights narrow a running session at once, its WebSocket too', async () => {
  const { akte } = await office.akte(1);
  const member = await office.admit('weniger');
  const colleague = await office.admit('zuhoerer');
  const ask = () => member.client.call('POST', 'akten', { json: { akten: [hexOf(akte)], purpose: 'open' } });
  expect((await ask()).status).toBe(200);
  const heard = await presenceOf(member);
  const say = (record: string) =>
    colleague.client.call('POST', 'presence', { json: { akte: hexOf(akte), record, editing: true } });
  expect((await say('11'.repeat(16))).status).toBe(204);
  await expect.poll(() => heard()).toEqual(['11'.repeat(16)]);
  await revise(member, { rights: [], sites: [] });
  expect(await until('AKTE_UNKNOWN', ask)).toBeLessThan(SOON_MS);
  expect(code(await member.client.call('GET', 'invitations'))).toBe('RIGHT_MISSING');
  expect((await say('22'.repeat(16))).status).toBe(204);
  await member.client.call('GET', 'session');
  expect(heard()).toEqual(['11'.repeat(16)]);
});

/** The records a session hears somebody change. */
async function presenceOf({ client }: OfficeMember): Promise<() => readonly string[]> {
  const headers = { authorization: `Bearer ${String(client.token)}` };
  const address = `${client.url.replace('http', 'ws')}/v1/t/${client.tenant}/events`;
  const socket = new WebSocket(address, { headers } as unknown as string[]);
  const heard: string[] = [];
  socket.addEventListener('message', ({ data }) => {
    const push = JSON.parse(String(data)) as { readonly type: string; readonly record?: string };
    if (push.type === 'presence') heard.push(push.record ?? '');
  });
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  return () => heard;
}

test('[SY5] [T27] whoever is removed is out everywhere within five seconds: requests, WebSockets, sessions that wait for a device', async () => {
  const member = await office.admit('ausgeschieden');
  const second = await signedIn(member);
  const waiting = stranger();
  await waiting.login(member.account, member.password);
  const sockets = [await openEvents(member.client), await openEvents(second)];
  const from = performance.now();
  await revise(member, { state: 'removed' });
  for (const client of [member.client, second, waiting])
    expect(await until('SESSION_MISSING', () => client.call('GET', 'session'))).toBeLessThan(SOON_MS);
  expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual([1008, 1008]);
  expect(performance.now() - from).toBeLessThan(SOON_MS);
  expect(code(await stranger().login(member.account, member.password))).toBe('LOGIN_FAILED');
});

test('[SY5] [T27] a session that was signed out opens nothing again, by cookie, header or WebSocket, and its socket ends', async () => {
  const member = await office.admit('abgemeldet');
  const token = String(member.client.token);
  const socket = await openEvents(member.client);
  expect((await member.client.call('POST', 'logout')).status).toBe(204);
  expect(await socket.closed).toBe(1008);
  const asCookie = {
    ...BROWSER,
    cookie: `__Host-siegel-${idOf(member.client)}=${token}`,
    'siegel-session': idOf(member.client),
  };
  for (const headers of [asCookie, { authorization: `Bearer ${token}` }])
    for (const path of ['session', 'slots', 'session/half', 'journal?from=0'])
      expect(code(await byOtherClient('GET', path, headers)), path).toBe('SESSION_MISSING');
  await expect(openEvents(member.client)).rejects.toBeDefined();
});

test('[SY6] [T27] a user has twenty sessions without a device and a hundred with one; whoever knows a password only pushes no workplace out', async () => {
  const member = await office.admit('viele');
  const first = stranger();
  await first.login(member.account, member.password);
  for (let i = 0; i < 20; i++) expect((await stranger().login(member.account, member.password)).status).toBe(200);
  expect(code(await first.call('GET', 'session'))).toBe('SESSION_MISSING');
  expect((await member.client.call('GET', 'journal?from=0')).status).toBe(200);
  const oldest = await signedIn(member);
  for (let i = 0; i < 100; i++) {
    // The first workplace is in use all the time: it stays.
    expect((await member.client.call('GET', 'session')).status).toBe(200);
    await signedIn(member);
  }
  expect(code(await oldest.call('GET', 'session'))).toBe('SESSION_MISSING');
  expect((await member.client.call('GET', 'session')).status).toBe(200);
});

test('[X5] [T27] attack 142: a stolen cookie gets sealed bytes until it ends; it signs nothing, proves no device and changes no password', async () => {
  const { akte } = await office.akte(1);
  const member = await office.admit('bestohlen');
  const id = idOf(member.client);
  const stolen = { ...BROWSER, cookie: `__Host-siegel-${id}=${String(member.client.token)}`, 'siegel-session': id };
  // Not held: nothing binds a session to a TLS client. What it gets is what the server has: sealed.
  const journal = await byOtherClient('GET', 'journal?from=0', stolen);
  expect(journal.status).toBe(200);
  expect(Buffer.from(journal.bytes).includes(Buffer.from(hexOf(akte)))).toBe(false);
  // Held: what signs is the device, and a password is shown, not known to the session.
  const thief = stranger();
  const write = await signedAs(thief, member, stolen);
  expect(code(write)).toBe('STATEMENT_SIGNATURE_WRONG');
  const forged = { ...member.member, deviceKey: office.built.member().deviceKey };
  thief.token = String(member.client.token);
  expect(code(await thief.proveDevice(forged))).toBe('DEVICE_PROOF_WRONG');
  const asked = { login: '0'.repeat(32), finishLoginRequest: 'AAAA' };
  expect(code(await thief.call('POST', 'session/confirm', { json: asked }))).toBe('LOGIN_FAILED');
  const change = { ...asked, registrationRecord: 'AAAA', slots: [] };
  expect(code(await thief.call('POST', 'password', { json: change }))).toBe('LOGIN_FAILED');
  // Seen: the session stands in the owner's list, and ending it there ends it for the thief.
  const { sessions } = (await member.client.call('GET', 'sessions')).json as { sessions: readonly { id: string }[] };
  expect(sessions.map((one) => one.id)).toContain(id);
  const other = await signedIn(member);
  expect((await other.call('DELETE', `sessions/${id}`)).status).toBe(204);
  expect(code(await byOtherClient('GET', 'session', stolen))).toBe('SESSION_MISSING');
});

/** An entry in the name of the member, signed with a key that is not the device's. */
async function signedAs(
  thief: ServerClient,
  member: OfficeMember,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { built } = office;
  const forger = { ...member.member, deviceKey: built.member().deviceKey };
  const own = thief.call.bind(thief);
  thief.call = (method, path, body, more) => own(method, path, body, { ...headers, ...more });
  const answer = await thief.append(
    built.batch([built.record((await office.akte(0)).akte as Id, { by: forger })], office.head, forger),
  );
  thief.call = own;
  return answer;
}
