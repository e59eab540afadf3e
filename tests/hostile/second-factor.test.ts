import {
  codeOfApp,
  headOfNote,
  openEvents,
  type OfficeMember,
  ServerClient,
  spawnServer,
  type ServerProcess,
  TestAuthenticator,
  TestOffice,
} from '@siegel/testing';
import { rm } from 'node:fs/promises';
import { WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';

const STEP_MS = 30_000;
/** AZ3. */
const SOON_MS = 5_000;

let server: ServerProcess;
let office: TestOffice;
beforeAll(async () => {
  server = await spawnServer();
  office = await TestOffice.found(server);
}, 60_000);
afterAll(async () => {
  await server.end('SIGKILL');
  await rm(server.directory, { recursive: true, force: true });
});

const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];

/** Somebody who knows a password and came from `from`, with nothing else. */
function thief(from?: string): ServerClient {
  const client = new ServerClient(server.url, office.client.tenant, office.client.instance);
  client.from = from;
  return client;
}

async function withTotp(account: string): Promise<{ readonly owner: OfficeMember; readonly secret: string }> {
  const owner = await office.admit(account);
  const start = await owner.client.call('POST', 'factors/start', { json: { kind: 'totp' } });
  const { setup, secret } = start.json as { setup: string; secret: string };
  const proof = { kind: 'code', code: codeOfApp(secret, Date.now()) };
  expect((await owner.client.call('POST', 'factors/finish', { json: { setup, proof } })).status).toBe(204);
  return { owner, secret };
}

async function factorLoginOf(client: ServerClient, { account, password }: OfficeMember) {
  const asked = (await client.login(account, password)).json;
  const factorLogin = String(asked?.['factorLogin']);
  const show = (proof: unknown) => client.call('POST', 'login/factor', { json: { factorLogin, proof } });
  return { factorLogin, challenge: String(asked?.['challenge']), show };
}

/** A code of a step that was not used yet: the present one was, at setting up. */
const nextCode = (secret: string) => codeOfApp(secret, Date.now() + STEP_MS);

test('[ZF1] [T27] attack 113: a stolen password alone gets no session, no slot and no content by any route', async () => {
  const { owner } = await withTotp('opfer113');
  const client = thief();
  const { factorLogin } = await factorLoginOf(client, owner);
  expect(client.token).toBeUndefined();
  const asBearer = { authorization: `Bearer ${factorLogin}` };
  const asToken = { authorization: `Bearer ${Buffer.from(factorLogin.repeat(2), 'hex').toString('base64url')}` };
  const asCookie = { cookie: `__Host-siegel-${factorLogin}=${'A'.repeat(43)}`, 'siegel-session': factorLogin };
  for (const headers of [asBearer, asToken, asCookie])
    for (const path of [
      'session',
      'slots',
      'approvals',
      'factors',
      'sessions',
      'journal?from=0',
      'group-keys',
      'invitation',
    ])
      expect(code(await client.call('GET', path, undefined, headers)), path).toBe('SESSION_MISSING');
  for (const path of ['device/challenge', 'factors/start', 'factors/remove', 'password', 'register/start', 'approvals'])
    expect(code(await client.call('POST', path, { json: {} }, asToken)), path).toBe('SESSION_MISSING');
  // Nor a factor of their own making: that needs a device that was approved.
  const plain = await office.admit('ohne113');
  const half = thief();
  await half.login(plain.account, plain.password);
  expect(code(await half.call('POST', 'factors/start', { json: { kind: 'totp' } }))).toBe('DEVICE_NOT_APPROVED');
});

test('[ZF10] attack 114: a code that was read along the way opens nothing, before, after or at the same time', async () => {
  const { owner, secret } = await withTotp('opfer114');
  const proof = { kind: 'totp', code: nextCode(secret) };
  const [own, other] = [await factorLoginOf(thief(), owner), await factorLoginOf(thief('127.0.0.7'), owner)];
  const answers = await Promise.all([own.show(proof), other.show(proof), own.show(proof), other.show(proof)]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const later = await factorLoginOf(thief(), owner);
  expect(code(await later.show(proof))).toBe('FACTOR_WRONG');
  // The code of the step before the used one is as old.
  expect(code(await later.show({ kind: 'totp', code: codeOfApp(secret, Date.now()) }))).toBe('FACTOR_WRONG');
});

test('[AZ3] [AZ4] [T27] attack 115: a stolen session used from elsewhere ends, whatever address it claims', async () => {
  const owner = await office.admit('opfer115');
  await office.setRules({ insideRanges: ['127.0.0.1/32', '::1/128'], outsideAccess: 'off' });
  const claims = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'x-client-ip', 'true-client-ip'];
  for (const name of claims) {
    const { client } = owner;
    await office.signIn(owner);
    const socket = await openEvents(client);
    const stolen = thief('127.0.0.8');
    stolen.token = client.token;
    const answer = await stolen.call('GET', 'slots', undefined, { [name]: '127.0.0.1' });
    // A header that a proxy would write is not even listened to over plain http.
    if (answer.status === 403 && answer.json === undefined) expect(name).toMatch(/forwarded/);
    else expect(code(answer), name).toBe('OUTSIDE_OFF');
    const plain = await stolen.call('GET', 'slots');
    expect(['OUTSIDE_OFF', 'SESSION_MISSING']).toContain(code(plain));
    const startedAt = performance.now();
    expect(await socket.closed).toBe(1008);
    expect(performance.now() - startedAt).toBeLessThan(SOON_MS);
    expect(code(await client.call('GET', 'slots'))).toBe('SESSION_MISSING');
  }
  await office.setRules({});
});

const EVIL = 'https://siegel-anmeldung.example';

async function withPasskey(
  account: string,
): Promise<{ readonly owner: OfficeMember; readonly key: TestAuthenticator }> {
  const owner = await office.admit(account);
  const key = new TestAuthenticator();
  const start = await owner.client.call('POST', 'factors/start', { json: { kind: 'passkey' } });
  const { setup, challenge } = start.json as { setup: string; challenge: string };
  const proof = { kind: 'passkey', ...key.make({ origin: server.url, challenge }) };
  expect((await owner.client.call('POST', 'factors/finish', { json: { setup, proof } })).status).toBe(204);
  return { owner, key };
}

type Lie = (key: TestAuthenticator, challenge: string) => ReturnType<TestAuthenticator['sign']>;

const LIES: Readonly<Record<string, Lie>> = {
  'another page': (key, challenge) => key.sign({ origin: EVIL, challenge }),
  'another page for the true party': (key, challenge) => key.sign({ origin: EVIL, challenge, rpId: 'localhost' }),
  'the true page for another party': (key, challenge) =>
    key.sign({ origin: server.url, challenge, rpId: 'siegel-anmeldung.example' }),
  'another challenge': (key) => key.sign({ origin: server.url, challenge: Buffer.alloc(32).toString('base64url') }),
  'a registration': (key, challenge) => key.sign({ origin: server.url, challenge, type: 'webauthn.create' }),
  'another key under its name': ({ credential }, challenge) => ({
    ...new TestAuthenticator().sign({ origin: server.url, challenge }),
    credential,
  }),
  'another credential': (key, challenge) => ({
    ...key.sign({ origin: server.url, challenge }),
    credential: new TestAuthenticator().credential,
  }),
  'a flipped bit': (key, challenge) => {
    const right = key.sign({ origin: server.url, challenge });
    const signature = Buffer.from(right.signature, 'base64url');
    signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
    return { ...right, signature: signature.toString('base64url') };
  },
  'nobody present': (key, challenge) => withoutPresence(key.sign({ origin: server.url, challenge })),
};

test('[ZF13] attack 116: what a passkey signed for another page, challenge or key is not taken', async () => {
  let count = 0;
  for (const [name, lie] of Object.entries(LIES)) {
    const { owner, key } = await withPasskey(`opfer116.${++count}`);
    const { challenge, show } = await factorLoginOf(thief(), owner);
    expect(code(await show({ kind: 'passkey', ...lie(key, challenge) })), name).toBe('FACTOR_WRONG');
    expect((await show({ kind: 'passkey', ...key.sign({ origin: server.url, challenge }) })).status, name).toBe(200);
  }
  // A page in the middle that passes everything on, and tells the server that it is called by its own name.
  const { owner, key } = await withPasskey('opfer116.mitte');
  const { challenge, factorLogin } = await factorLoginOf(thief('127.0.0.6'), owner);
  const proof = { kind: 'passkey', ...key.sign({ origin: EVIL, challenge }) };
  const named = { host: new URL(EVIL).host, origin: EVIL, 'sec-fetch-site': 'same-origin' };
  const relayed = await thief('127.0.0.6').call('POST', 'login/factor', { json: { factorLogin, proof } }, named);
  expect(relayed.status).not.toBe(200);
}, 60_000);

function withoutPresence(answer: ReturnType<TestAuthenticator['sign']>) {
  const data = Buffer.from(answer.authenticatorData, 'base64url');
  data[32] = 0;
  return { ...answer, authenticatorData: data.toString('base64url') };
}

test('[AZ1] [AZ3] attack 143: whoever was taken out of a group that works from outside is out at once, and does not put themselves back', async () => {
  const member = await office.admit('opfer143', { rights: ['read-records'] });
  const team = await office.makeTeam([office, member]);
  const until = Date.now() + 60 * 60_000;
  await office.setRules({
    insideRanges: ['127.0.0.3/32'],
    outsideAccess: 'named',
    outsideNamed: [
      { who: team.group, until },
      { who: office.member.user, until },
    ],
  });
  const outside = thief();
  expect((await outside.login(member.account, member.password)).status).toBe(200);
  expect((await outside.proveDevice(member.member)).status).toBe(200);
  const socket = await openEvents(outside);
  await team.setMembers([office]);
  const startedAt = performance.now();
  expect(await socket.closed).toBe(1008);
  expect(performance.now() - startedAt).toBeLessThan(SOON_MS);
  // The session is over everywhere; inside, the same person may still sign in.
  const inside = thief('127.0.0.3');
  inside.token = outside.token;
  expect(code(await inside.call('GET', 'session'))).toBe('SESSION_MISSING');
  expect((await inside.login(member.account, member.password)).status).toBe(200);
  expect((await inside.proveDevice(member.member)).status).toBe(200);
  for (const packet of [team.keyFor([office, member], member), team.keyFor([member], member)]) {
    const put = await inside.append(office.built.batch([packet], office.head, member.member));
    expect(code(put)).toBe('RIGHT_MISSING');
  }
  expect(code(await thief('127.0.0.8').login(member.account, member.password))).toBe('OUTSIDE_NOT_NAMED');
  await office.setRules({});
});

test('[ZF20] attack 144: the entry that takes factors off works once, and by nobody who may not administer', async () => {
  const { owner } = await withTotp('opfer144');
  const thiefInside = await office.admit('dieb144', { rights: ['read-records'] });
  const wish = {
    kind: WIRE_KINDS.factorsRemoved,
    record: office.built.random(16),
    fields: { user: owner.member.user },
  };
  const forged = office.built.batch([office.built.entry(wish, thiefInside.member)], office.head, thiefInside.member);
  expect(code(await thiefInside.client.append(forged))).toBe('RIGHT_MISSING');
  expect((await thief().login(owner.account, owner.password)).json).toHaveProperty('factorLogin');
  const taken = office.built.batch([office.built.entry(wish)], office.head);
  office.head = headOfNote((await office.client.appended(taken)).checkpoint);
  await office.signIn(owner);
  const start = await owner.client.call('POST', 'factors/start', { json: { kind: 'totp' } });
  const { setup, secret } = start.json as { setup: string; secret: string };
  const proof = { kind: 'code', code: codeOfApp(secret, Date.now()) };
  expect((await owner.client.call('POST', 'factors/finish', { json: { setup, proof } })).status).toBe(204);
  // The same signed batch again: an answer as the first time at most, and the new factor stays.
  await office.client.append(taken);
  expect((await thief().login(owner.account, owner.password)).json).toHaveProperty('factorLogin');
});
