import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Answer,
  codeOfApp,
  type OfficeMember,
  ServerClient,
  TestAuthenticator,
  TestOffice,
} from '@siegel/testing';
import { hexOf, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

const MINUTE_MS = 60_000;
const STEP_MS = 30_000;
const PHONE = '+49 151 234567-89';

let server: ServerForTest;
let office: TestOffice;
let gateway: Server;
let folder: string;
const taken: { readonly url: string; readonly key: string; readonly body: string }[] = [];
let isGatewayWell = true;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siegel-sms-'));
  gateway = createServer((request, answer) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString('utf8')));
    request.on('end', () => {
      taken.push({ url: String(request.url), key: String(request.headers['x-key']), body });
      answer.writeHead(isGatewayWell ? 200 : 500).end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => gateway.once('listening', resolve));
  const smsGatewayFile = join(folder, 'sms.json');
  const settings = {
    url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`,
    headers: { 'content-type': 'application/json', 'x-key': 'nur für den Server' },
    body: '{"to":"{{phone}}","text":"{{text}}"}',
  };
  await writeFile(smsGatewayFile, JSON.stringify({ ...settings, headers: { ...settings.headers, 'x-key': 'geheim' } }));
  server = await startForTest({ smsGatewayFile, limits: { signInPerMinute: 100_000, proofPerMinute: 100_000 } });
  office = await TestOffice.found(server);
});
afterAll(async () => {
  await server.stop();
  gateway.close();
  await rm(folder, { recursive: true, force: true });
});

const now = () => server.context.world.now();
const newClient = () => new ServerClient(server.url, office.client.tenant, office.client.instance);
const code = (answer: Pick<Answer, 'json'>) => answer.json?.['code'];
let count = 0;
/** The clock of this server runs far ahead of the office's sessions. */
async function colleague(over: Parameters<TestOffice['admit']>[1] = {}): Promise<OfficeMember> {
  await office.signIn(office);
  return office.admit(`person${++count}`, over);
}

interface Asked {
  readonly factorLogin: string;
  readonly challenge: string;
  readonly credentials: readonly string[];
  readonly factors: readonly { readonly factor: string; readonly kind: string; readonly hint: string }[];
}

async function passwordOf({ account, password }: OfficeMember, client = newClient()) {
  const asked = (await client.login(account, password)).json as unknown as Asked;
  const show = (proof: unknown) =>
    client.call('POST', 'login/factor', { json: { factorLogin: asked.factorLogin, proof } });
  return { client, asked, show };
}

async function addTotp({ client }: OfficeMember): Promise<string> {
  const start = await client.call('POST', 'factors/start', { json: { kind: 'totp' } });
  expect(start.status).toBe(201);
  const { setup, secret } = start.json as { setup: string; secret: string };
  const proof = { kind: 'code', code: codeOfApp(secret, now()) };
  expect((await client.call('POST', 'factors/finish', { json: { setup, proof } })).status).toBe(204);
  server.advance(STEP_MS);
  return secret;
}

const totp = (secret: string, beside = 0) => ({ kind: 'totp', code: codeOfApp(secret, now() + beside * STEP_MS) });

test('[F8] [ZF1] [ZF10] asks for the code before there is a session, and takes each code once', async () => {
  const member = await colleague();
  const secret = await addTotp(member);
  const { asked, show, client } = await passwordOf(member);
  expect(asked.factors.map(({ kind }) => kind)).toEqual(['totp']);
  expect(client.token).toBeUndefined();
  for (const path of ['session', 'slots', 'approvals', 'journal?from=0'])
    expect(code(await client.call('GET', path, undefined, { authorization: `Bearer ${asked.factorLogin}` }))).toBe(
      'SESSION_MISSING',
    );
  const proof = totp(secret);
  const shown = await show(proof);
  expect(shown.status).toBe(200);
  client.token = String(shown.json?.['session']);
  expect((await client.proveDevice(member.member)).status).toBe(200);
  const again = await passwordOf(member);
  expect(code(await again.show(proof))).toBe('FACTOR_WRONG');
  server.advance(STEP_MS);
  expect((await again.show(totp(secret))).status).toBe(200);
});

test('[ZF10] [ZF12] gives one session for one code, however many ask at the same time', async () => {
  const member = await colleague();
  const secret = await addTotp(member);
  const waiting = await Promise.all(Array.from({ length: 6 }, () => passwordOf(member)));
  const proof = totp(secret);
  const answers = await Promise.all([...waiting, waiting[0]].map((one) => one?.show(proof)));
  expect(answers.filter((answer) => answer?.status === 200)).toHaveLength(1);
});

test('[ZF12] ends after five tries or five minutes, and says no more than to nobody', async () => {
  const member = await colleague();
  const secret = await addTotp(member);
  const first = await passwordOf(member);
  for (let i = 0; i < 5; i++) {
    expect(code(await first.show({ kind: 'totp', code: '000000' }))).toBe('FACTOR_WRONG');
    server.advance(MINUTE_MS / 12);
  }
  const ended = await first.show(totp(secret));
  expect(code(ended)).toBe('FACTOR_ENDED');
  const nobody = await newClient().call('POST', 'login/factor', {
    json: { factorLogin: '0'.repeat(32), proof: totp(secret) },
  });
  expect([nobody.status, nobody.bytes]).toEqual([ended.status, ended.bytes]);
  server.advance(15 * MINUTE_MS);
  const second = await passwordOf(member);
  server.advance(5 * MINUTE_MS + 1);
  expect(code(await second.show(totp(secret)))).toBe('FACTOR_ENDED');
});

test('[ZF12] counts a wrong factor like a wrong password, whatever the password does in between', async () => {
  const member = await colleague();
  const secret = await addTotp(member);
  let refused: Answer | undefined;
  for (let i = 0; i < 12 && refused === undefined; i++) {
    const { asked, show } = await passwordOf(member);
    if (asked.factorLogin === undefined) break;
    const answer = await show({ kind: 'totp', code: '000000' });
    if (code(answer) === 'RATE_LIMITED') refused = answer;
    if (i === 11) throw new Error('never slowed down');
  }
  const waits = await newClient().login(member.account, member.password);
  expect([waits.status, code(waits)]).toEqual([429, 'RATE_LIMITED']);
  server.advance(15 * MINUTE_MS);
  const { show } = await passwordOf(member);
  expect((await show(totp(secret))).status).toBe(200);
});

test('[ZF11] sets up and removes with the password only, and gives the secret out once', async () => {
  const member = await colleague();
  const account = newClient();
  await account.login(member.account, member.password);
  expect(code(await account.call('POST', 'factors/start', { json: { kind: 'totp' } }))).toBe('DEVICE_NOT_APPROVED');
  const secret = await addTotp(member);
  server.advance(10 * MINUTE_MS);
  expect(code(await member.client.call('POST', 'factors/start', { json: { kind: 'totp' } }))).toBe('PASSWORD_NEEDED');
  const listed = await member.client.call('GET', 'factors');
  expect(listed.json).toMatchObject({ hasShownFactor: true, isInside: true, address: '127.0.0.1' });
  expect(new TextDecoder().decode(listed.bytes)).not.toContain(secret);
  const { factors } = listed.json as unknown as { factors: { factor: string }[] };
  const [line] = factors;
  const factor = line?.factor;
  expect(code(await member.client.call('POST', 'factors/remove', { json: { factor } }))).toBe('PASSWORD_NEEDED');
  const wrong = { login: '0'.repeat(32), finishLoginRequest: '' };
  expect(code(await member.client.call('POST', 'factors/remove', { json: { factor, proof: wrong } }))).toBe(
    'LOGIN_FAILED',
  );
  const { show } = await passwordOf(member);
  const shown = await show(totp(secret));
  member.client.token = String(shown.json?.['session']);
  await member.client.proveDevice(member.member);
  expect((await member.client.call('POST', 'factors/remove', { json: { factor } })).status).toBe(204);
  expect((await newClient().login(member.account, member.password)).json).toHaveProperty('session');
});

test('[ZF11] counts no factor that was not shown to work, and at most ten', async () => {
  const member = await colleague();
  const start = await member.client.call('POST', 'factors/start', { json: { kind: 'totp' } });
  const finish = (proof: unknown, setup = start.json?.['setup']) =>
    member.client.call('POST', 'factors/finish', { json: { setup, proof } });
  expect(code(await finish({ kind: 'code', code: '000000' }))).toBe('FACTOR_WRONG');
  expect(code(await finish({ kind: 'code', code: '000000' }, '0'.repeat(32)))).toBe('FACTOR_UNKNOWN');
  expect((await newClient().login(member.account, member.password)).json).toHaveProperty('session');
  for (let i = 0; i < 10; i++) await addTotp(member);
  const eleventh = await member.client.call('POST', 'factors/start', { json: { kind: 'totp' } });
  const { setup, secret } = eleventh.json as { setup: string; secret: string };
  expect(code(await finish({ kind: 'code', code: codeOfApp(secret, now()) }, setup))).toBe('FACTORS_FULL');
});

test('[ZF13] takes what a passkey signed for this challenge, at its own place, in the order of its counter', async () => {
  const member = await colleague();
  const key = new TestAuthenticator();
  const origin = server.url;
  const start = await member.client.call('POST', 'factors/start', { json: { kind: 'passkey' } });
  const { setup, challenge } = start.json as { setup: string; challenge: string };
  const finish = (made: object) =>
    member.client.call('POST', 'factors/finish', { json: { setup, proof: { kind: 'passkey', ...made } } });
  expect(code(await finish(key.make({ origin: 'https://anderswo.example', challenge })))).toBe('FACTOR_WRONG');
  expect(code(await finish(key.make({ origin, challenge: 'AAAA' })))).toBe('FACTOR_WRONG');
  expect((await finish(key.make({ origin, challenge }))).status).toBe(204);
  const first = await passwordOf(member);
  expect(first.asked.credentials).toEqual([key.credential]);
  const old = key.sign({ origin, challenge: first.asked.challenge });
  expect((await first.show({ kind: 'passkey', ...old })).status).toBe(200);
  const second = await passwordOf(member);
  expect(code(await second.show({ kind: 'passkey', ...old }))).toBe('FACTOR_WRONG');
  key.counter = 0;
  const copied = key.sign({ origin, challenge: second.asked.challenge });
  expect(code(await second.show({ kind: 'passkey', ...copied }))).toBe('FACTOR_WRONG');
});

test('[ZF14] [ZF15] sends a code by the gateway, and tells nobody more than the end of the number', async () => {
  const member = await colleague();
  const start = (phone: string) => member.client.call('POST', 'factors/start', { json: { kind: 'sms', phone } });
  expect(code(await start('0151 2345'))).toBe('PHONE_MALFORMED');
  const setup = (await start(PHONE)).json?.['setup'];
  const sent = JSON.parse(taken.at(-1)?.body ?? '') as { to: string; text: string };
  expect([taken.at(-1)?.key, sent.to]).toEqual(['geheim', '+4915123456789']);
  const digits = /\d{6}/.exec(sent.text)?.[0];
  const proof = { kind: 'code', code: digits };
  expect((await member.client.call('POST', 'factors/finish', { json: { setup, proof } })).status).toBe(204);
  const listed = await member.client.call('GET', 'factors');
  expect(new TextDecoder().decode(listed.bytes)).not.toContain('234567');
  const { asked, show, client } = await passwordOf(member);
  expect(asked.factors).toMatchObject([{ kind: 'sms', hint: '89' }]);
  const factor = asked.factors[0]?.factor;
  const ask = () => client.call('POST', 'login/sms', { json: { factorLogin: asked.factorLogin, factor } });
  expect((await ask()).status).toBe(204);
  const code1 = /\d{6}/.exec(JSON.parse(taken.at(-1)?.body ?? '').text as string)?.[0];
  expect(code(await show({ kind: 'sms', factor, code: digits }))).toBe('FACTOR_WRONG');
  isGatewayWell = false;
  expect(code(await ask())).toBe('SMS_NOT_SENT');
  isGatewayWell = true;
  expect(code(await show({ kind: 'sms', factor, code: code1 }))).toBe('FACTOR_WRONG');
  expect(code(await ask())).toBe('RATE_LIMITED');
  server.advance(10 * MINUTE_MS);
  const later = await passwordOf(member);
  const askLater = { factorLogin: later.asked.factorLogin, factor };
  expect((await later.client.call('POST', 'login/sms', { json: askLater })).status).toBe(204);
  const code2 = /\d{6}/.exec(JSON.parse(taken.at(-1)?.body ?? '').text as string)?.[0];
  expect((await later.show({ kind: 'sms', factor, code: code2 })).status).toBe(200);
});

test('[ZF20] [ZF15] takes the factors off with an entry of an administrator, and with the user', async () => {
  const member = await colleague();
  await addTotp(member);
  const { core } = tenant();
  expect(await core.factors.of(member.member.user)).toHaveLength(1);
  const entry = (by = office.member) =>
    office.built.entry(
      { kind: WIRE_KINDS.factorsRemoved, record: office.built.random(16), fields: { user: member.member.user } },
      by,
    );
  const mate = await colleague({ rights: ['read-records'] });
  const refused = await mate.client.append(office.built.batch([entry(mate.member)], office.head, mate.member));
  expect(code(refused)).toBe('RIGHT_MISSING');
  await office.append([entry()]);
  expect(await core.factors.of(member.member.user)).toEqual([]);
  expect((await newClient().login(member.account, member.password)).json).toHaveProperty('session');
});

test('[ZF21] the recovery code takes the place of a lost factor', async () => {
  const member = await colleague();
  await addTotp(member);
  const proof = randomBytes(32).toString('base64url');
  const slotId = hexOf(office.built.random(16));
  const slot = { slot: 'AAAA', slotId, kind: 'recovery', proof };
  expect((await member.client.call('PUT', 'slots', { json: slot })).status).toBe(204);
  const { show } = await passwordOf(member);
  expect(code(await show({ kind: 'recovery', proof: randomBytes(32).toString('base64url') }))).toBe('FACTOR_WRONG');
  expect((await show({ kind: 'recovery', proof })).status).toBe(200);
  await member.client.call('DELETE', `slots/${slotId}`);
  const after = await passwordOf(member);
  expect(code(await after.show({ kind: 'recovery', proof }))).toBe('FACTOR_WRONG');
});

test('[ZF4] asks no second time in a browser that has shown a factor today, until it signs out', async () => {
  const member = await colleague();
  const secret = await addTotp(member);
  const { client, show } = await passwordOf(member);
  client.token = String((await show(totp(secret))).json?.['session']);
  const mate = await colleague();
  await addTotp(mate);
  // Not used for an hour: over for everything but this.
  server.advance(60 * MINUTE_MS);
  expect(code(await client.call('GET', 'session'))).toBe('SESSION_MISSING');
  expect(((await passwordOf(mate, at(client))).asked as Partial<Asked>).factorLogin).toBeDefined();
  const unlocked = await at(client).login(member.account, member.password);
  expect(unlocked.json).toHaveProperty('session');
  await at(client).call('POST', 'logout');
  expect((await at(client).login(member.account, member.password)).json).toHaveProperty('factorLogin');
});

/** The same browser again. */
function at({ token }: ServerClient): ServerClient {
  const again = newClient();
  again.token = token;
  return again;
}

test('[ZF2] keeps content back from whoever must have a factor and has none, from the day on', async () => {
  await office.signIn(office);
  await office.setRules({ secondFactor: 'always', secondFactorFrom: now() + MINUTE_MS });
  const member = await colleague();
  expect((await member.client.call('GET', 'journal?from=0')).status).toBe(200);
  server.advance(MINUTE_MS);
  expect(code(await member.client.call('GET', 'journal?from=0'))).toBe('FACTOR_MISSING');
  for (const path of ['session', 'slots', 'factors']) expect((await member.client.call('GET', path)).status).toBe(200);
  await addTotp(member);
  expect((await member.client.call('GET', 'journal?from=0')).status).toBe(200);
  await addTotp(office);
  await office.setRules({});
});

function tenant() {
  const found = server.context.tenants.find(office.client.tenant);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}
