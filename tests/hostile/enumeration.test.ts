import { client as opaque, ready } from '@serenity-kit/opaque';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Answer,
  codeOfApp,
  type OfficeMember,
  seededRandom,
  ServerClient,
  type ServerProcess,
  spawnServer,
  TestOffice,
} from '@siegel/testing';
import { hexOf, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareSamples } from './two-samples.ts';

// What somebody who has no account must not learn by any way in: who has one (T25). The time is taken inside the server's process.

const NIGHT = process.env['SIEGEL_NIGHT'] === '1';
const ROUNDS = NIGHT ? 2_000 : 60;
const WARM_UP = NIGHT ? 200 : 10;
/** A name takes 80 failures a day from addresses it has never come in from. */
const PER_NAME = 70;
const NAMES = Math.max(2, Math.ceil((ROUNDS + WARM_UP) / PER_NAME));
const MOST_DIFFERENCE = 0.05;
/** In the gate the machine is shared: this tells apart what looks something up and what gives up at once, no more. */
const COARSE = 2;
/** Five ways are compared, each by two tests. */
const CHANCE = 0.01 / 10;

let server: ServerProcess;
let office: TestOffice;
let folder: string;
let timesFile: string;
/** Active, with password, ways without a device, and every second one with a factor. */
let known: readonly string[];
const unknown = Array.from({ length: NAMES }, (_, i) => `niemand.${i}`);
/** Was active, and is removed. */
let removed: string;

beforeAll(async () => {
  await ready;
  folder = await mkdtemp(join(tmpdir(), 'siegel-times-'));
  timesFile = join(folder, 'times');
  const preload = fileURLToPath(new URL('./request-times.ts', import.meta.url));
  server = await spawnServer({ env: { SIEGEL_REQUEST_TIMES: timesFile, NODE_OPTIONS: `--import=${preload}` } });
  office = await TestOffice.found(server, 'enumeration');
  const members: OfficeMember[] = [];
  for (let i = 0; i < NAMES; i++) members.push(await withWays(await office.admit(`bekannt.${i}`), i));
  known = members.map(({ account }) => account);
  const leaver = await withWays(await office.admit('gegangen'), 1);
  removed = leaver.account;
  await remove(leaver);
}, 300_000);
afterAll(async () => {
  await server.end('SIGKILL');
  for (const directory of [server.directory, folder]) await rm(directory, { recursive: true, force: true });
});

async function withWays(member: OfficeMember, i: number): Promise<OfficeMember> {
  for (const kind of ['recovery', 'userKeyFile', 'passkey']) {
    const json = { kind, slotId: hexOf(office.built.random(16)), slot: slotText() };
    expect((await member.client.call('PUT', 'slots', { json })).status).toBe(204);
  }
  if (i % 2 === 0) return member;
  const start = await member.client.call('POST', 'factors/start', { json: { kind: 'totp' } });
  const proof = { kind: 'code', code: codeOfApp(String(start.json?.['secret']), Date.now()) };
  const json = { setup: start.json?.['setup'], proof };
  expect((await member.client.call('POST', 'factors/finish', { json })).status).toBe(204);
  return member;
}

const slotText = () => Buffer.from(Uint8Array.of(1, ...office.built.random(97))).toString('base64url');

async function remove({ member, entered }: OfficeMember): Promise<void> {
  const { built } = office;
  const fields = built.userFields(member, { state: 'removed' });
  const parent = new Uint8Array(createHash('sha256').update(entered!.body).digest());
  await office.append([built.entry({ kind: WIRE_KINDS.user, record: member.user, parent, fields })]);
}

let addresses = 0;

/** Somebody who comes from an address nobody has come from before: no wait of an earlier guess is in the way. */
function stranger(): ServerClient {
  const client = new ServerClient(server.url, office.client.tenant, office.client.instance);
  addresses++;
  client.from = `127.${1 + (addresses >> 16)}.${(addresses >> 8) & 255}.${addresses & 255}`;
  return client;
}

const post = (path: string, json: unknown, by = stranger()) => by.call('POST', path, { json });
const startLogin = (account: string, by = stranger()) =>
  post('login/start', { account, startLoginRequest: opaque.startLogin({ password: 'geraten' }).startLoginRequest }, by);

/** A guess of a password, to its end. */
async function guess(account: string, by = stranger()): Promise<readonly Answer[]> {
  const start = await startLogin(account, by);
  const json = { login: start.json?.['login'], finishLoginRequest: Buffer.alloc(64, 7).toString('base64url') };
  return [start, await post('login/finish', json, by)];
}

/** A forgotten password, by somebody who has no way and signs anyhow. */
async function forge(account: string, by = stranger()): Promise<readonly Answer[]> {
  const slots = await post('forgotten/slots', { account }, by);
  const signature = Buffer.alloc(64, 7).toString('base64url');
  return [slots, await post('forgotten/proof', { account, challenge: slots.json?.['challenge'], signature }, by)];
}

/** Headers that say when and how many, not what. */
const COUNTING = new Set(['date', 'x-ratelimit-remaining', 'x-ratelimit-reset']);

/** Everything an answer shows, with what is random cut to its length. */
function shapeOf(answers: readonly Answer[]) {
  return answers.map(({ status, headers, bytes, json }) => ({
    status,
    headers: [...headers].filter(([name]) => !COUNTING.has(name)).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    length: bytes.length,
    body: JSON.stringify(json).replaceAll(/"[A-Za-z0-9_-]{16,}"/g, (text) => `"${text.length}"`),
  }));
}

const tokenOf = (answer: Answer) => `Invitation ${String(answer.json?.['invitation'])}`;
const nobodys = () => `Invitation ${Buffer.from(office.built.random(32)).toString('base64url')}`;

test('[X5] [T25] attack 138: no way in tells who has an account: one status, one set of headers, one body for everybody', async () => {
  const nobody = unknown[0] ?? '';
  for (const account of [known[0] ?? '', known[1] ?? '', removed]) {
    expect(shapeOf(await guess(account)), account).toEqual(shapeOf(await guess(nobody)));
    expect(shapeOf(await forge(account)), account).toEqual(shapeOf(await forge(nobody)));
    for (const page of [1, 2, 3])
      expect(shapeOf([await post('forgotten/slots', { account, page })]), account).toEqual(
        shapeOf([await post('forgotten/slots', { account: nobody, page })]),
      );
  }
  // Asked again, the same: what is made for nobody does not change from answer to answer.
  for (const account of [known[0] ?? '', nobody]) {
    const [one, other] = [await post('forgotten/slots', { account }), await post('forgotten/slots', { account })];
    expect([one.json?.['user'], one.json?.['slots']]).toEqual([other.json?.['user'], other.json?.['slots']]);
  }
  // Who waits for a factor under a name that was made up, and whose time is over.
  const [made, used] = [hexOf(office.built.random(16)), await usedUpFactorLogin()];
  const proof = { kind: 'totp', code: '123456' };
  for (const path of ['login/factor', 'login/sms'])
    for (const more of [{ proof }, { factor: hexOf(office.built.random(16)) }])
      expect(shapeOf([await post(path, { factorLogin: made, ...more })])).toEqual(
        shapeOf([await post(path, { factorLogin: used, ...more })]),
      );
});

async function usedUpFactorLogin(): Promise<string> {
  const owner = await withWays(await office.admit('mit.faktor'), 1);
  const by = stranger();
  const asked = await by.login(owner.account, owner.password);
  const factorLogin = String(asked.json?.['factorLogin']);
  for (let i = 0; i < 5; i++)
    await post('login/factor', { factorLogin, proof: { kind: 'totp', code: '000000' } }, stranger());
  return factorLogin;
}

test('[X5] [T25] attack 139: guesses are slowed down alike, and links, relays and support tell nothing of whom they are', async () => {
  const slowed = async (account: string) => {
    const by = stranger();
    for (let i = 0; i < 5; i++) await guess(account, by);
    return shapeOf([await startLogin(account, by)]);
  };
  const [limited] = await slowed(known[0] ?? '');
  expect(limited?.status).toBe(429);
  expect(await slowed(unknown[0] ?? '')).toEqual([limited]);
  // Links: used up, of nobody, and of somebody who is not to be restored.
  const { member, client, account, password } = await office.admit('eingeladen', { rights: [] });
  const user = hexOf(office.built.random(16));
  const fresh = await office.client.call('POST', 'invitations', { json: { user } });
  const given = { account: 'neue', password: 'lang genug fuer alle', user: office.built.random(16) };
  const headersOf = (authorization: string) => ({ authorization });
  await stranger().register('register', { ...given, user: idOf(user) }, headersOf(tokenOf(fresh)));
  const ask = async (method: string, path: string, authorization: string) => {
    const json = path.startsWith('register') ? { account: 'x', registrationRequest: 'AAAA' } : { message: 'AAAA' };
    return shapeOf([await stranger().call(method, path, method === 'GET' ? undefined : { json }, { authorization })]);
  };
  const ways = [
    ['POST', 'register/start'],
    ['POST', 'register/finish'],
    ['GET', 'restoration'],
    ['PUT', 'restoration'],
  ] as const;
  for (const [method, path] of ways)
    expect(await ask(method, path, tokenOf(fresh)), path).toEqual(await ask(method, path, nobodys()));
  // A relay of somebody else is as good as none, for a colleague and for a session without a device.
  const opened = await signedIn(office).then((by) => post('approvals', { message: 'AAAA' }, by));
  const colleague = await signedIn({ account, password });
  for (const by of [client, colleague])
    for (const [method, body] of [
      ['GET', undefined],
      ['POST', { json: { message: 'AAAA' } }],
      ['DELETE', undefined],
    ] as const) {
      const at = (id: string) => by.call(method, `approvals/${id}`, body);
      expect(shapeOf([await at(String(opened.json?.['approval']))])).toEqual(
        shapeOf([await at(hexOf(office.built.random(16)))]),
      );
    }
  // Somebody without the right to see the layout learns by it of no Akte.
  const { akte } = await office.akte(1);
  for (const one of [client, colleague])
    expect(shapeOf([await one.call('GET', `support/akten/${hexOf(akte)}`)])).toEqual(
      shapeOf([await one.call('GET', `support/akten/${hexOf(office.built.random(16))}`)]),
    );
  expect(hexOf(member.user)).not.toBe(user);
});

const idOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

/** A session with the right password and no device. */
async function signedIn({ account, password }: Pick<OfficeMember, 'account' | 'password'>): Promise<ServerClient> {
  const by = stranger();
  expect((await by.login(account, password)).status).toBe(200);
  return by;
}

interface Timed {
  readonly path: string;
  readonly isKnown: boolean;
}

/** Nanoseconds the server took for the requests of `ask`, known and unknown names by turns, who comes first by chance. */
async function timesOf(
  ask: (account: string, by: ServerClient) => Promise<readonly Answer[]>,
  paths: readonly string[],
) {
  const chance = seededRandom(`turns/${paths.join()}`)(ROUNDS + WARM_UP);
  const from = await marked(paths.join());
  const asked: Timed[] = [];
  for (let i = 0; i < ROUNDS + WARM_UP; i++) {
    const turns = (chance[i] ?? 0) % 2 === 0 ? [true, false] : [false, true];
    for (const isKnown of turns) {
      const answers = await ask((isKnown ? known : unknown)[i % NAMES] ?? '', stranger());
      for (const [at, { status }] of answers.entries()) {
        if (status === 429) throw new Error(`a guess was not looked at in round ${i}`);
        asked.push({ path: paths[at] ?? '', isKnown });
      }
    }
  }
  await expect.poll(() => linesSoFar().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(from + asked.length);
  const times = linesSoFar().slice(from, from + asked.length);
  const timed = asked.map((one, i) => ({ ...one, line: times[i] ?? '' })).slice(WARM_UP * 2 * paths.length);
  return new Map(
    paths.map((path) => {
      const of = (isKnown: boolean) =>
        timed
          .filter((one) => one.path === path && one.isKnown === isKnown)
          .map(({ line }) => nanosecondsOf(line, path));
      return [path, compareSamples(of(true), of(false), path)];
    }),
  );
}

/** How many lines there are when everything asked before stands in them. */
async function marked(mark: string): Promise<number> {
  await stranger().call('GET', `tenant?mark=${encodeURIComponent(mark)}`);
  const at = () => linesSoFar().findIndex((line) => line.includes(encodeURIComponent(mark)));
  await expect.poll(at, { timeout: 10_000 }).toBeGreaterThanOrEqual(0);
  return at() + 1;
}

const linesSoFar = () => readFileSync(timesFile, 'utf8').split('\n').slice(0, -1);

function nanosecondsOf(line: string, path: string): number {
  const [url = '', took] = line.split(' ');
  if (!url.endsWith(path)) throw new Error(`${url} is not ${path}`);
  return Number(took);
}

test('[X5] [T25] attack 140: the time the server takes tells nobody who has an account, at sign-in and with a forgotten password', async () => {
  const compared = new Map([
    ...(await timesOf(guess, ['login/start', 'login/finish'])),
    ...(await timesOf(forge, ['forgotten/slots', 'forgotten/proof'])),
  ]);
  for (const [path, { ratio, fastRatio, interval, welch, mannWhitney }] of compared) {
    const chance = `welch ${welch.toFixed(3)}, rank ${mannWhitney.toFixed(3)}`;
    const bounds = interval.map((bound) => bound.toFixed(3)).join(' to ');
    console.info(`${path}: median known / unknown ${ratio.toFixed(3)} (${bounds}), ${chance}, ${ROUNDS} rounds`);
    expect(fastRatio, path).toBeGreaterThan(1 / COARSE);
    expect(fastRatio, path).toBeLessThan(COARSE);
    if (!NIGHT) continue;
    expect(Math.abs(ratio - 1), path).toBeLessThan(MOST_DIFFERENCE);
    expect(Math.min(welch, mannWhitney), path).toBeGreaterThan(CHANCE);
  }
}, 1_200_000);

test('[T25] no answer carries a time the server took', async () => {
  const answers = [...(await guess(known[0] ?? '')), ...(await forge(unknown[0] ?? ''))];
  for (const { headers } of answers)
    expect([...headers.keys()].filter((name) => /timing|duration|runtime|response-time/.test(name))).toEqual([]);
  expect(server.log()).not.toContain('durationMs');
});
