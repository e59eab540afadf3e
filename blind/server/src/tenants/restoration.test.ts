import { encodeCbor, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { type OfficeMember, ServerClient, type TestMember, TestOffice } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';
import { SLOT_BYTES } from './forgotten-slots.ts';

const PASSWORD = 'ein langes Passwort';

let server: ServerForTest;
let office: TestOffice;
beforeAll(async () => {
  server = await startForTest({ limits: { registerPerMinute: 1000, signInPerMinute: 1000, approvalPerMinute: 1000 } });
  office = await TestOffice.found(server);
});
afterAll(() => server.stop());

const newClient = () => new ServerClient(server.url, office.client.tenant, office.client.instance);
const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];
const tenant = () => server.context.tenants.all()[0]!;

async function linkFor(user: Id, by: OfficeMember = office) {
  const made = await by.client.call('POST', 'invitations', { json: { user: hexOf(user), note: 'bm90ZQ' } });
  return { made, headers: { authorization: `Invitation ${String(made.json?.['invitation'])}` } };
}

test('[WH10] [WH12] a link for somebody known relays a request, and changes no password before it is answered', async () => {
  const jana = await office.admit('jana');
  const { headers } = await linkFor(jana.member.user);
  const lost = newClient();
  expect((await lost.call('GET', 'restoration', undefined, headers)).json).toMatchObject({ answer: null, account: '' });
  const ask = { json: { message: 'YXNr' } };
  expect((await lost.call('PUT', 'restoration', ask, headers)).status).toBe(204);
  const account = { account: 'jana', password: PASSWORD, user: jana.member.user };
  expect(code(await lost.register('register', account, headers))).toBe('SESSION_MISSING');
  expect((await newClient().login('jana', jana.password)).status).toBe(200);
  expect((await jana.client.call('GET', 'session')).status).toBe(200);
  const answer = { json: { message: 'YW5zd2Vy' } };
  expect((await office.client.call('POST', `invitations/${hexOf(jana.member.user)}`, answer)).status).toBe(204);
  expect((await lost.call('GET', 'restoration', undefined, headers)).json).toMatchObject({
    answer: 'YW5zd2Vy',
    account: 'jana',
  });
  expect((await lost.register('register', account, headers)).status).toBe(204);
  // What the old password had opened is over.
  expect(code(await jana.client.call('GET', 'session'))).toBe('SESSION_MISSING');
  expect(code(await newClient().login('jana', jana.password))).toBe('LOGIN_FAILED');
  expect((await newClient().login('jana', PASSWORD)).status).toBe(200);
  expect(code(await lost.register('register', account, headers))).toBe('SESSION_MISSING');
});

test('[WH10] only one link at a time, for an active colleague, never for oneself, and no second account', async () => {
  const paul = await office.admit('paul');
  const first = await linkFor(paul.member.user);
  const second = await linkFor(paul.member.user);
  const look = (headers: Record<string, string>) => newClient().call('GET', 'restoration', undefined, headers);
  expect(code(await look(first.headers))).toBe('SESSION_MISSING');
  expect((await look(second.headers)).status).toBe(200);
  expect(code((await linkFor(office.member.user)).made)).toBe('RIGHT_MISSING');
  expect(code((await linkFor(office.member.user, paul)).made)).toBeUndefined();
  const bare = { json: { user: hexOf(paul.member.user) } };
  expect(code(await office.client.call('POST', 'invitations', bare))).toBe('ACCOUNT_EXISTS');
  expect((await office.client.call('DELETE', `invitations/${hexOf(paul.member.user)}`)).status).toBe(204);
  expect(code(await look(second.headers))).toBe('SESSION_MISSING');
  // The colleague is as before.
  expect((await newClient().login('paul', paul.password)).status).toBe(200);
});

/** Shows the user key for a name. */
async function prove(account: string, by: TestMember, over: { readonly challenge?: string } = {}) {
  const asked = await newClient().call('POST', 'forgotten/slots', { json: { account } });
  const challenge = over.challenge ?? String(asked.json?.['challenge']);
  const message = encodeCbor([
    'siegel/forgotten-proof',
    tenant().core.tenant,
    tenant().core.instance,
    by.user,
    new Uint8Array(Buffer.from(challenge, 'base64url')),
  ]);
  const signature = Buffer.from(by.userKey.sign(message)).toString('base64url');
  const proof = { json: { account, challenge, signature } };
  return { proof, answer: await newClient().call('POST', 'forgotten/proof', proof) };
}

test('[WH3] whoever signs with the user key chooses a new password; a signature counts once, and no other key', async () => {
  const mara = await office.admit('mara');
  const { proof, answer } = await prove('mara', mara.member);
  expect(answer.status).toBe(201);
  expect(code(await newClient().call('POST', 'forgotten/proof', proof))).toBe('LOGIN_FAILED');
  expect(code((await prove('mara', { ...office.member, user: mara.member.user })).answer)).toBe('LOGIN_FAILED');
  expect(code((await prove('niemand', mara.member)).answer)).toBe('LOGIN_FAILED');
  const headers = { authorization: `Invitation ${String(answer.json?.['invitation'])}` };
  const account = { account: 'mara', password: PASSWORD, user: mara.member.user };
  expect((await newClient().register('register', account, headers)).status).toBe(204);
  expect(code(await mara.client.call('GET', 'session'))).toBe('SESSION_MISSING');
  expect((await newClient().login('mara', PASSWORD)).status).toBe(200);
});

test('[WH3] [T25] a name nobody has looks like one with slots, and stays the same', async () => {
  const known = await office.admit('kennt.man');
  const slot = Buffer.alloc(SLOT_BYTES, 7).toString('base64url');
  for (const kind of ['recovery', 'passkey', 'password'])
    await known.client.call('PUT', 'slots', { json: { slotId: hexOf(office.built.random(16)), kind, slot } });
  const look = async (account: string) => {
    const { json } = await newClient().call('POST', 'forgotten/slots', { json: { account } });
    const { user, slots } = json as { user: string; slots: { slotId: string; kind: string; slot: string }[] };
    return { user, slots };
  };
  const shapeOf = ({ user, slots }: Awaited<ReturnType<typeof look>>) => [
    user.length,
    slots.map(({ slotId, kind, slot: sealed }) => [slotId.length, kind, sealed.length]),
  ];
  const [real, invented, again] = [await look('kennt.man'), await look('kennt.keiner'), await look('kennt.keiner')];
  expect(shapeOf(invented)).toEqual(shapeOf(real));
  expect(again).toEqual(invented);
  expect(real.user).toBe(hexOf(known.member.user));
  expect(real.slots.filter(({ slot: sealed }) => sealed === slot)).toHaveLength(2);
  expect((await look('kennt.wer')).user).not.toBe(invented.user);
});

test('[JN19] the server takes new keys for a colleague by the rule of core only', async () => {
  const otto = await office.admit('otto');
  const fresh = { ...office.built.member(), user: otto.member.user };
  const [head] = await tenant().core.store.headsOf([otto.member.user]);
  const entry = { kind: WIRE_KINDS.user, record: fresh.user, parent: head!.entryHash };
  const keys = office.built.entry({ ...entry, fields: office.built.userFields(fresh) });
  await expect(office.append([keys])).rejects.toThrow('RIGHT_MISSING');
});
