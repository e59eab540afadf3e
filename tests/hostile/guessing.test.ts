import { client as opaque, ready } from '@serenity-kit/opaque';
import { codeOfApp, type OfficeMember, ServerClient, TestOffice } from '@siegel/testing';
import { unpackOpenFields, WIRE_KINDS } from '@siegel/wire';
import { peekBody } from '@siegel/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../../blind/server/src/life/start-for-test.ts';

const DAY_MS = 86_400_000;
const MOST_PER_DAY = 100;
const ADDRESSES = 20;
const SPREAD = 10_000;

let server: ServerForTest;
let office: TestOffice;
let owner: OfficeMember;
let secret: string;
beforeAll(async () => {
  await ready;
  server = await startForTest({ limits: { signInPerMinute: 1_000_000, proofPerMinute: 1_000_000 } });
  office = await TestOffice.found(server);
  owner = await office.admit('besitz');
  const start = await owner.client.call('POST', 'factors/start', { json: { kind: 'totp' } });
  secret = String(start.json?.['secret']);
  const proof = { kind: 'code', code: codeOfApp(secret, now()) };
  await owner.client.call('POST', 'factors/finish', { json: { setup: start.json?.['setup'], proof } });
});
afterAll(() => server.stop());

const now = () => server.context.world.now();
const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];

function from(address: number): ServerClient {
  const client = new ServerClient(server.url, office.client.tenant, office.client.instance);
  client.from = `127.0.1.${address + 1}`;
  return client;
}

/** One guess of a password. True when the server looked at it. */
async function guessPassword(client: ServerClient, account: string): Promise<boolean> {
  const { startLoginRequest } = opaque.startLogin({ password: 'geraten' });
  const start = await client.call('POST', 'login/start', { json: { account, startLoginRequest } });
  if (start.status === 429) return false;
  const json = { login: start.json?.['login'], finishLoginRequest: Buffer.alloc(64).toString('base64url') };
  expect(code(await client.call('POST', 'login/finish', { json }))).toBe('LOGIN_FAILED');
  return true;
}

let waiting: { readonly factorLogin: string } | undefined;

/** One guess of a code, by somebody who knows the password. */
async function guessFactor(client: ServerClient, i: number): Promise<boolean> {
  if (waiting === undefined) {
    const asked = await client.login(owner.account, owner.password);
    if (asked.status === 429) return false;
    const factorLogin = asked.json?.['factorLogin'];
    if (typeof factorLogin !== 'string') throw new Error(JSON.stringify(asked.json));
    waiting = { factorLogin };
  }
  const proof =
    i % 2 === 0
      ? { kind: 'totp', code: String(i % 1_000_000).padStart(6, '0') }
      : { kind: 'recovery', proof: Buffer.alloc(32, i).toString('base64url') };
  const answer = await client.call('POST', 'login/factor', { json: { ...waiting, proof } });
  if (answer.status === 429) return false;
  if (code(answer) === 'FACTOR_ENDED') {
    waiting = undefined;
    return false;
  }
  expect(code(answer)).toBe('FACTOR_WRONG');
  return true;
}

async function lookedAt(guesses: number, guess: (client: ServerClient, i: number) => Promise<boolean>) {
  const clients = Array.from({ length: ADDRESSES }, (_, address) => from(address));
  let looked = 0;
  for (let i = 0; i < guesses; i++) {
    if (await guess(clients[i % ADDRESSES] as ServerClient, i)) looked++;
    server.advance(Math.floor(DAY_MS / guesses / 1.05));
  }
  return looked;
}

test('[T26] of 10,000 guesses within a day at most 100 are looked at, for a password, a name nobody has, and a factor', async () => {
  const counts: Record<string, number> = {};
  counts['password'] = await lookedAt(3_500, (client) => guessPassword(client, office.account));
  server.advance(DAY_MS);
  counts['unknown'] = await lookedAt(2_500, (client) => guessPassword(client, 'niemand'));
  server.advance(DAY_MS);
  counts['factor'] = await lookedAt(4_000, guessFactor);
  console.info(`looked at: ${JSON.stringify(counts)}`);
  for (const [what, count] of Object.entries(counts)) {
    expect(count, what).toBeLessThanOrEqual(MOST_PER_DAY);
    expect(count, what).toBeGreaterThan(0);
  }
}, 120_000);

test('[T26] [SV14] says in the log that somebody guesses, once a day for a name, and lets the owner in again', async () => {
  server.advance(DAY_MS);
  await office.signIn(office);
  const asked = await from(99).login(owner.account, owner.password);
  const factorLogin = asked.json?.['factorLogin'];
  const proof = { kind: 'totp', code: codeOfApp(secret, now()) };
  const shown = await from(99).call('POST', 'login/factor', { json: { factorLogin, proof } });
  expect(shown.status).toBe(200);
  const failed = await failures();
  const alarms = failed.filter((fields) => fields['alarm'] === true);
  expect(new Set(alarms.map(({ step }) => step))).toEqual(new Set(['password', 'factor']));
  expect(alarms.length).toBeLessThanOrEqual(3);
  expect(new Set(failed.map(({ step }) => step))).toEqual(new Set(['password', 'factor']));
});

test('[T26] [SV12] 10,000 guesses that are begun and left, each from an address of its own, are at most 100 a day', async () => {
  server.advance(DAY_MS);
  const { startLoginRequest } = opaque.startLogin({ password: 'geraten' });
  let looked = 0;
  for (let i = 0; i < SPREAD; i++) {
    const client = from(0);
    client.from = `127.2.${i >> 8}.${i & 255}`;
    const json = { account: office.account, startLoginRequest };
    if ((await client.call('POST', 'login/start', { json })).status === 200) looked++;
    server.advance(Math.floor(DAY_MS / SPREAD / 1.05));
  }
  console.info(`looked at of ${SPREAD} from as many addresses: ${looked}`);
  expect(looked).toBeLessThanOrEqual(MOST_PER_DAY);
  // Who guesses is told of, though no guess was ever finished.
  for (const { account, address } of tenant().logins.takeBrokenOff())
    tenant().failedLogins.note({ account, address, step: 'broken-off' });
  await expect
    .poll(async () => (await failures()).some(({ step, alarm }) => step === 'broken-off' && alarm))
    .toBe(true);
  // Meanwhile the owner comes in from where the owner has come from before, and nobody from elsewhere.
  await office.signIn(office);
  expect((await from(77).login(office.account, office.password)).status).toBe(429);
}, 120_000);

test('[T26] [SY31] from one address at most so many sign-ins a minute are looked at, whatever the names', async () => {
  const strict = await startForTest();
  const there = await TestOffice.found(strict, 'spread');
  const client = new ServerClient(strict.url, there.client.tenant, there.client.instance);
  const { startLoginRequest } = opaque.startLogin({ password: 'geraten' });
  let looked = 0;
  for (let i = 0; i < 400; i++) {
    const json = { account: `name.${i}`, startLoginRequest };
    if ((await client.call('POST', 'login/start', { json })).status === 200) looked++;
  }
  expect(looked).toBeLessThanOrEqual(300);
  await strict.stop();
});

test('[T26] [SV12] turning the clock of the server forgives no failure', async () => {
  server.advance(DAY_MS);
  const client = from(60);
  for (let i = 0; i < 6; i++) await guessPassword(client, 'uhrendreher');
  server.setClock(2 * DAY_MS);
  expect(await guessPassword(client, 'uhrendreher')).toBe(false);
  server.setClock(-2 * DAY_MS);
});

test('[SV14] [SV12] a sign-in that was begun and never finished stands in the log', async () => {
  const { startLoginRequest } = opaque.startLogin({ password: 'geraten' });
  await from(50).call('POST', 'login/start', { json: { account: 'niemand-sonst', startLoginRequest } });
  expect(tenant().logins.takeBrokenOff()).toEqual([]);
  server.advance(60_000);
  const [broken, ...others] = tenant().logins.takeBrokenOff();
  expect(broken).toMatchObject({ account: 'niemand-sonst', address: '127.0.1.51' });
  expect(others).toEqual([]);
  expect(tenant().logins.takeBrokenOff()).toEqual([]);
});

/** What the journal says of failed sign-ins. */
async function failures() {
  const { store } = tenant().core;
  const found = [];
  for await (const rows of store.entriesFrom(0, await store.size()))
    for (const { body, open } of rows)
      if (peekBody(body).kind === WIRE_KINDS.failedLogin && open !== null) found.push(unpackOpenFields(open));
  return found;
}

function tenant() {
  const found = server.context.tenants.find(office.client.tenant);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}
