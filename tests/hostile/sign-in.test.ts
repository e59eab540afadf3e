import { randomBytes } from 'node:crypto';
import { client, server } from '@serenity-kit/opaque';
import { enterDevice, registerAccount, Safe, type SignInPlace, storePasswordSlot, unlockDevice } from '@siegel/safe';
import { type DeviceKeys, makeDeviceKeys, makeUserKey, platformVerify, sealSlot, type SlotKind } from '@siegel/seal';
import type { AskedRequest, GivenAnswer, Lie } from '@siegel/testing';
import { encodeCbor, hexOf } from '@siegel/wire';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { must, PASSWORD, type Practice } from '../../keyed/safe/test-support/practice.ts';
import { changeJson, type HostileWorld, jsonAnswer, startHostileWorld } from './hostile-world.ts';

// What a malicious server must not achieve when somebody signs in, over the real wire against the real client (crypto.md;
// threat model M3): it keeps the slots, makes the sessions, and names tenant and user.

let world: HostileWorld;
let practice: Practice;
/** A device that has its password slot. */
let device: DeviceKeys;
let opened: Safe;

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const code = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.ok ? 'ok' : result.error?.code;
/** Paths asked since the last honest moment. */
const paths = () => world.proxy.asked.map(({ path }) => path);
const nothing: GivenAnswer = { status: 204, headers: {}, body: new Uint8Array(0) };

beforeAll(async () => {
  world = await startHostileWorld();
  ({ practice } = world);
  device = await makeDeviceKeys();
  opened = await practice.enter('known', device);
}, 60_000);

afterAll(() => world.end());

beforeEach(() => world.proxy.beHonest());

/** Neither password nor recovery code has left the client, in whatever form. */
function keptSecrets(): boolean {
  const secrets = [PASSWORD, practice.founded.recoveryCode].flatMap((text) => [
    Buffer.from(text),
    Buffer.from(Buffer.from(text).toString('base64url')),
  ]);
  const raw = Buffer.from(practice.recoveryCode);
  secrets.push(raw, Buffer.from(raw.toString('hex')), Buffer.from(raw.toString('base64url')));
  return secrets.every((secret) => world.proxy.neverGot(secret));
}
const unlock = async (wish: Partial<SignInPlace> = {}) =>
  unlockDevice({ ...(await practice.signInPlace('known')), ...wish }, device);
const enter = async () =>
  enterDevice(await practice.signInPlace('new'), { recoveryCode: practice.recoveryCode }, await makeDeviceKeys());

type Slot = { readonly slotId: string; readonly kind: string; readonly slot: string };
const lieAboutSlots = (change: (slots: Slot[]) => readonly Slot[]) =>
  world.proxy.lieAbout('slots', (answer, { method }) =>
    method === 'GET' ? changeJson((list) => ({ slots: change(list['slots'] as Slot[]) }))(answer) : answer,
  );

test('[X5] [SY1] attack 50: a server that does not hold the password record learns nothing and is not believed', async () => {
  const ask = async (answer: (request: string, honest: string) => string) => {
    world.proxy.beHonest();
    world.proxy.lieAbout('login/start', (given, { body }) => {
      const { startLoginRequest } = JSON.parse(Buffer.from(body).toString('utf8')) as { startLoginRequest: string };
      const changed = changeJson((fields) => ({
        ...fields,
        loginResponse: answer(startLoginRequest, fields['loginResponse'] as string),
      }));
      return changed(given);
    });
    const outcome = code(await unlock());
    // That the password did not fit is all the server hears (SV14).
    const told = world.proxy
      .askedFor('login/finish')
      .map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')) as object);
    expect(told.every((said) => 'finishLoginRequest' in said && said.finishLoginRequest === '')).toBe(true);
    expect(paths().slice(0, 2)).toEqual(['tenant', 'login/start']);
    return outcome;
  };
  // A record the server made itself, for a password it guessed: the true one does not open it, and nothing is sent.
  const serverSetup = server.createSetup();
  const registrationRecord = recordOf('Lindenhof im Regen 6', serverSetup);
  const login = { serverSetup, registrationRecord, userIdentifier: 'lindner' };
  const guessed = (startLoginRequest: string) => server.startLogin({ ...login, startLoginRequest }).loginResponse;
  expect(await ask(guessed)).toBe('LOGIN_FAILED');
  const unknown = (startLoginRequest: string) =>
    server.startLogin({ ...login, registrationRecord: undefined, startLoginRequest }).loginResponse;
  expect(await ask(unknown)).toBe('LOGIN_FAILED');
  // No point of the group: random bytes are one now and then.
  const noise = (_: string, honest: string) =>
    base64url(new Uint8Array(Buffer.from(honest, 'base64url').length).fill(0xff));
  expect(await ask(noise)).toBe('MESSAGE_MALFORMED');
  expect(await ask((_, honest) => honest.slice(0, -8))).toBe('MESSAGE_MALFORMED');
  expect(await ask(() => '')).toBe('MESSAGE_MALFORMED');
  expect(keptSecrets()).toBe(true);
});

/** A password record as the server of `serverSetup` would keep it. */
function recordOf(password: string, serverSetup: string): string {
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  const given = { serverSetup, userIdentifier: 'lindner', registrationRequest };
  const { registrationResponse } = server.createRegistrationResponse(given);
  const keyStretching = { 'argon2id-custom': { memory: 65_536, iterations: 3, parallelism: 4 } } as const;
  return client.finishRegistration({ clientRegistrationState, registrationResponse, password, keyStretching })
    .registrationRecord;
}

test('[X5] [SL30] attack 61: a server that guesses the password still cannot stand in for the slot', async () => {
  const serverSetup = server.createSetup();
  const login = { serverSetup, registrationRecord: recordOf(PASSWORD, serverSetup), userIdentifier: 'lindner' };
  const authorization = `Bearer ${opened.given.address.session}`;
  world.proxy.lie = (asked, honest) => {
    if (asked.path === 'login/start') {
      const { startLoginRequest } = JSON.parse(Buffer.from(asked.body).toString('utf8')) as {
        startLoginRequest: string;
      };
      const { loginResponse } = server.startLogin({ ...login, startLoginRequest });
      return jsonAnswer({ login: hexOf(randomBytes(16)), loginResponse });
    }
    if (asked.path === 'login/finish')
      return jsonAnswer({
        session: base64url(randomBytes(32)),
        id: '0'.repeat(32),
        user: hexOf(opened.given.user),
        expiresAt: 1,
      });
    return honest({ headers: { ...asked.headers, authorization } });
  };
  expect(code(await unlock())).toBe('LOGIN_FAILED');
  expect(paths()).toEqual(['tenant', 'login/start', 'login/finish', 'slots']);
  expect(keptSecrets()).toBe(true);
});

test('[X5] [SY1] attack 60: nonsense in place of a registration is an error, and nothing is registered', async () => {
  world.proxy.lieAbout(
    'register/start',
    changeJson(() => ({ registrationResponse: base64url(new Uint8Array(64).fill(0xff)) })),
  );
  const { address, user } = opened.given;
  const wish = { address, account: 'lindner', user, password: 'Buchenallee im Schnee 8' };
  expect(code(await registerAccount(wish))).toBe('MESSAGE_MALFORMED');
  expect(paths()).not.toContain('register/finish');
});

test('[X5] [SY1] attack 51: a weaker derivation of the password is not taken from the server', async () => {
  const weak = { 'argon2id-custom': { memory: 8, iterations: 1, parallelism: 1 } };
  world.proxy.lieAbout(
    'login/start',
    changeJson((answer) => ({ ...answer, keyStretching: weak })),
  );
  expect(code(await unlock())).toBe('MESSAGE_MALFORMED');
  expect(paths()).not.toContain('login/finish');
});

test('[X5] [SL30] [SL33] attack 52: an exchanged, changed or foreign password slot opens nothing', async () => {
  const own = hexOf(device.device);
  const lies: ((slots: Slot[]) => readonly Slot[])[] = [
    (slots) => slots.toSorted((a) => (a.slotId === own ? 1 : -1)).map((slot) => ({ ...slot, slotId: own })),
    (slots) => slots.filter(({ slotId }) => slotId !== own).map((slot) => ({ ...slot, slotId: own, kind: 'password' })),
    (slots) => slots.map(({ slot, ...rest }) => ({ ...rest, slot: `${slot.slice(0, -6)}AAAAAA` })),
    (slots) => slots.map(({ slot, ...rest }) => ({ ...rest, slot: slot.slice(0, 40) })),
    (slots) => slots.map((slot) => ({ ...slot, slot: '' })),
  ];
  for (const lie of lies) {
    world.proxy.beHonest();
    lieAboutSlots(lie);
    expect(code(await unlock()), String(lie)).toBe('LOGIN_FAILED');
    expect(paths().filter((path) => path.startsWith('device') || path === 'append')).toEqual([]);
  }
  lieAboutSlots((slots) => slots.map((slot) => ({ ...slot, kind: 'recovery' })));
  expect(code(await unlock())).toBe('SLOT_UNKNOWN');
  world.proxy.beHonest();
  expect(code(await unlock())).toBe('ok');
});

test('[X5] [SL31] [SL33] attack 53: a recovery slot with another key or organisation in it opens nothing', async () => {
  const { tenant, user } = practice.founded.given;
  const slotId = randomBytes(16);
  const content = { userKey: (await makeUserKey()).secret, orgPublic: new Uint8Array(32).fill(1) };
  const place = { tenant, user, slotId: new Uint8Array(slotId), kind: 'recovery' as SlotKind };
  const own = await sealSlot(content, place, { secret: new Uint8Array(16).fill(2) });
  const lies: ((slots: Slot[]) => readonly Slot[])[] = [
    () => [{ slotId: hexOf(slotId), kind: 'recovery', slot: base64url(own) }],
    (slots) => slots.map((slot) => ({ ...slot, kind: slot.kind === 'recovery' ? 'password' : 'recovery' })),
    (slots) => slots.map((slot) => ({ ...slot, slotId: hexOf(slotId) })),
    (slots) => slots.map(({ slot, ...rest }) => ({ ...rest, slot: `B${slot.slice(1)}` })),
    () => [],
  ];
  for (const lie of lies) {
    world.proxy.beHonest();
    lieAboutSlots(lie);
    expect(code(await enter()), String(lie)).toBe('RECOVERY_CODE_WRONG');
    expect(paths()).not.toContain('device/enter');
    expect(keptSecrets()).toBe(true);
  }
});

test('[X5] [SL33] attack 54: a session of another user opens neither slot and enters no device', async () => {
  const other = hexOf(randomBytes(16));
  world.proxy.lieAbout(
    'login/finish',
    changeJson((answer) => ({ ...answer, user: other })),
  );
  expect(code(await unlock())).toBe('LOGIN_FAILED');
  expect(code(await enter())).toBe('RECOVERY_CODE_WRONG');
  expect(paths().filter((path) => path.startsWith('device'))).toEqual([]);
});

test('[X5] [SL33] attack 55: the slots of one tenant open nothing under the name of another', async () => {
  const own = hexOf(practice.founded.given.tenant);
  const other = hexOf(randomBytes(16));
  world.proxy.lie = async ({ url, path }, honest) => {
    const answer = await honest({ url: url.replace(other, own) });
    return path === 'tenant' ? changeJson((info) => ({ ...info, tenant: other }))(answer) : answer;
  };
  expect(code(await unlock())).toBe('LOGIN_FAILED');
  expect(code(await enter())).toBe('RECOVERY_CODE_WRONG');
  expect(paths().filter((path) => path.startsWith('device'))).toEqual([]);
});

test('[X5] [SF23] attack 56: a device the server only pretends to enter opens no safe', async () => {
  const pretend: Lie = ({ path, method }, honest) => {
    if (path.startsWith('device/') && path !== 'device/challenge') return nothing;
    return path === 'slots' && method === 'PUT' ? nothing : honest();
  };
  world.proxy.lie = pretend;
  const given = must(await enter());
  // The journal is true, and served on the session of a device that really is in it.
  const authorization = `Bearer ${opened.given.address.session}`;
  world.proxy.lie = (asked, honest) =>
    asked.path.startsWith('device/')
      ? pretend(asked, honest)
      : honest({ headers: { ...asked.headers, authorization } });
  expect(code(await Safe.open(given))).toBe('DEVICE_NOT_APPROVED');
});

test('[X5] [SY3] attack 57: the proof of a device serves no other tenant, instance, session or challenge', async () => {
  const challenge = new Uint8Array(randomBytes(32));
  let proof: AskedRequest | undefined;
  world.proxy.lie = async (asked, honest) => {
    if (asked.path === 'device/challenge') return jsonAnswer({ challenge: base64url(challenge) });
    if (asked.path === 'device/proof') proof = asked;
    return asked.path === 'device/proof' ? nothing : honest();
  };
  const given = must(await unlock());
  must(await Safe.open({ ...given, address: opened.given.address }));
  const { signature } = JSON.parse(Buffer.from(proof!.body).toString('utf8')) as { signature: string };
  const state = JSON.parse(Buffer.from((await sessionState()).body).toString('utf8')) as { sessionHash: string };
  const session = new Uint8Array(Buffer.from(state.sessionHash, 'hex'));
  const { tenant, instance } = given;
  const isFor = (...parts: readonly Uint8Array[]) =>
    platformVerify(
      device.signing.publicKey,
      encodeCbor(['siegel/device-proof', ...parts, device.device]),
      new Uint8Array(Buffer.from(signature, 'base64url')),
    );
  const other = (bytes: Uint8Array) => new Uint8Array(randomBytes(bytes.length));
  expect(await isFor(tenant, instance, session, challenge)).toBe(true);
  expect(await isFor(other(tenant), instance, session, challenge)).toBe(false);
  expect(await isFor(tenant, other(instance), session, challenge)).toBe(false);
  expect(await isFor(tenant, instance, other(session), challenge)).toBe(false);
  expect(await isFor(tenant, instance, session, other(challenge))).toBe(false);
});

async function sessionState(): Promise<GivenAnswer> {
  const { base, session } = opened.given.address;
  const answer = await fetch(`${base}/session`, { headers: { authorization: `Bearer ${session}` } });
  return { status: answer.status, headers: {}, body: new Uint8Array(await answer.arrayBuffer()) };
}

test('[X5] [SL40] attack 58: a journal that another kit began is not that of the slot', async () => {
  const given = must(await unlock());
  const stranger = new Uint8Array(randomBytes(32));
  const safe = await Safe.open({ ...given, orgPublic: stranger, pages: await practice.pagesIn('stranger') });
  expect(code(safe)).toBe('GENESIS_WRONG');
});

test('[X5] [SL30] attack 59: the slot of an older password opens with the newer one no more', async () => {
  let older: GivenAnswer | undefined;
  world.proxy.lieAbout('slots', (answer) => (older = answer));
  const given = must(await unlock());
  world.proxy.beHonest();
  const password = 'Buchenallee im Schnee 8';
  must(await Safe.open(given));
  const wish = { address: given.address, account: 'lindner', user: given.user, password };
  must(await storePasswordSlot(given, must(await registerAccount(wish))));
  world.proxy.lieAbout('slots', () => older!);
  expect(code(await unlock({ password }))).toBe('LOGIN_FAILED');
  world.proxy.beHonest();
  expect(code(await unlock({ password }))).toBe('ok');
  expect(code(await unlock())).toBe('LOGIN_FAILED');
});
