import { hexOf } from '@siegel/wire';
import { ServerClient, TestOffice } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

const DAY_MS = 86_400_000;
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
const lines = async (caller = office.client) =>
  (await caller.call('GET', 'invitations')).json?.['invitations'] as { readonly [name: string]: unknown }[];

let made = 0;
/** Invites somebody with a note; registers and signs in as that person. */
async function invitee() {
  const user = office.built.random(16);
  const answer = await office.client.call('POST', 'invitations', { json: { user: hexOf(user), note: 'bm90ZQ' } });
  const headers = { authorization: `Invitation ${String(answer.json?.['invitation'])}` };
  const account = `eingeladen${++made}`;
  const client = newClient();
  await client.register('register', { account, password: PASSWORD, user }, headers);
  await client.login(account, PASSWORD);
  return { user, hex: hexOf(user), account, client, headers };
}

test('[IV2] [IV10] relays note, request and answer between inviter and invited, and shows them to nobody else', async () => {
  const { hex, client } = await invitee();
  expect((await client.call('GET', 'invitation')).json).toMatchObject({ answer: null });
  expect((await client.call('PUT', 'invitation', { json: { message: 'YXNrcw' } })).status).toBe(204);
  const line = (await lines()).find(({ user }) => user === hex);
  expect(line).toMatchObject({ by: hexOf(office.member.user), note: 'bm90ZQ', request: 'YXNrcw', isAnswered: false });
  const other = await office.admit('zweite.leitung', { rights: ['administer'] });
  const answer = { json: { message: 'YW5zd2Vy' } };
  expect(code(await other.client.call('POST', `invitations/${hex}`, answer))).toBe('INVITATION_ENDED');
  expect((await office.client.call('POST', `invitations/${hex}`, answer)).status).toBe(204);
  expect((await client.call('GET', 'invitation')).json).toMatchObject({ answer: 'YW5zd2Vy' });
  const stranger = await invitee();
  expect((await stranger.client.call('GET', 'invitation')).json).toMatchObject({ answer: null });
});

test('[IV15] takes a newer request until it is answered, and none after', async () => {
  const { hex, client } = await invitee();
  for (const message of ['ZXJzdGU', 'endlaXRl']) await client.call('PUT', 'invitation', { json: { message } });
  expect((await lines()).find(({ user }) => user === hex)).toMatchObject({ request: 'endlaXRl' });
  await office.client.call('POST', `invitations/${hex}`, { json: { message: 'YW5zd2Vy' } });
  await client.call('PUT', 'invitation', { json: { message: 'ZHJpdHRl' } });
  expect((await lines()).find(({ user }) => user === hex)).toMatchObject({ request: 'endlaXRl', isAnswered: true });
});

test('[IV3] an ended invitation takes token, messages and the account of who is in no journal with it', async () => {
  const { hex, client, account } = await invitee();
  expect((await office.client.call('DELETE', `invitations/${hex}`)).status).toBe(204);
  expect(code(await client.call('GET', 'invitation'))).toBe('SESSION_MISSING');
  expect(code(await newClient().login(account, PASSWORD))).toBe('LOGIN_FAILED');
  expect((await lines()).find(({ user }) => user === hex)).toBeUndefined();
  expect(code(await office.client.call('DELETE', `invitations/${hex}`))).toBe('INVITATION_ENDED');
  expect(code(await office.client.call('DELETE', 'invitations/unsinn'))).toBe('INVITATION_ENDED');
});

test('[IV3] the account of who stands in the journal stays when the invitation ends', async () => {
  const entered = await office.admit('schon.da');
  const { user } = entered.member;
  await office.client.call('POST', 'invitations', { json: { user: hexOf(user), note: 'bm90ZQ' } });
  expect((await entered.client.call('DELETE', 'invitation')).status).toBe(204);
  expect((await newClient().login(entered.account, entered.password)).status).toBe(200);
});

test('[IV3] an invitation lives a week, and two hundred at a time', async () => {
  const { client, hex } = await invitee();
  server.advance(8 * DAY_MS);
  await office.client.login(office.account, office.password);
  await office.client.proveDevice(office.member);
  expect(await lines()).toEqual([]);
  server.advance(-8 * DAY_MS);
  expect(code(await client.call('GET', 'invitation'))).toBe('SESSION_MISSING');
  const add = () =>
    office.client.call('POST', 'invitations', { json: { user: hexOf(office.built.random(16)), note: 'bm90ZQ' } });
  for (let i = 0; i < 200; i++) expect((await add()).status).toBe(201);
  expect(code(await add())).toBe('INVITATIONS_FULL');
  expect((await lines()).some(({ user }) => user === hex)).toBe(false);
});
