import { hexOf, WIRE_KINDS } from '@siegel/wire';
import { ServerClient, TestOffice } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

const DAY_MS = 86_400_000;

let server: ServerForTest;
let office: TestOffice;
beforeAll(async () => {
  server = await startForTest({ limits: { registerPerMinute: 1000, signInPerMinute: 1000 } });
  office = await TestOffice.found(server);
});
afterAll(() => server.stop());

const newClient = () => new ServerClient(server.url, office.client.tenant, office.client.instance);
const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];

test('[SV10] registers a new password and name for the own user; the old ones are gone', async () => {
  const { user } = office.member;
  const renamed = { account: 'dr.weber', password: 'ein neues Passwort', user };
  expect((await office.client.register('register', renamed)).status).toBe(204);
  expect(code(await newClient().login(office.account, office.password))).toBe('LOGIN_FAILED');
  expect(code(await newClient().login('dr.weber', office.password))).toBe('LOGIN_FAILED');
  expect((await newClient().login('dr.weber', 'ein neues Passwort')).status).toBe(200);
  const back = { account: office.account, password: office.password, user };
  expect((await office.client.register('register', back)).status).toBe(204);
});

test('[SV10] registers nobody else, no taken name, and nothing without a device or an invitation', async () => {
  const colleague = await office.admit('kollegin');
  const own = { account: 'neu', password: 'neues Passwort 15', user: colleague.member.user };
  expect(code(await office.client.register('register', own))).toBe('RIGHT_MISSING');
  const taken = { ...own, account: office.account };
  expect(code(await colleague.client.register('register', taken))).toBe('ACCOUNT_EXISTS');
  expect(code(await newClient().register('register', own))).toBe('SESSION_MISSING');
  const account = newClient();
  await account.login(colleague.account, colleague.password);
  expect(code(await account.register('register', own))).toBe('DEVICE_NOT_APPROVED');
});

test('[SV11] lets an invited user register once, for a week, and only administrators invite', async () => {
  const invite = async (caller = office.client) => {
    const user = office.built.random(16);
    const answer = await caller.call('POST', 'invitations', { json: { user: hexOf(user) } });
    return { answer, user, headers: { authorization: `Invitation ${String(answer.json?.['invitation'])}` } };
  };
  const plain = await office.admit('ohnerecht', { rights: ['read-records'] });
  expect(code((await invite(plain.client)).answer)).toBe('RIGHT_MISSING');
  const first = await invite();
  const given = { account: 'eingeladen', password: 'ein langes Passwort', user: first.user };
  expect((await newClient().register('register', given, first.headers)).status).toBe(204);
  expect(code(await newClient().register('register', given, first.headers))).toBe('SESSION_MISSING');
  const session = newClient();
  expect((await session.login('eingeladen', 'ein langes Passwort')).json).toMatchObject({ user: hexOf(first.user) });
  expect(code(await session.call('GET', 'journal?from=0'))).toBe('DEVICE_NOT_APPROVED');
  const late = await invite();
  server.advance(8 * DAY_MS);
  const tooLate = { ...given, account: 'spaet', user: late.user };
  expect(code(await newClient().register('register', tooLate, late.headers))).toBe('SESSION_MISSING');
  server.advance(-8 * DAY_MS);
});

test('[SV15] keeps own slots as opaque bytes: listed with a log-in, changed by a device only', async () => {
  const member = await office.admit('mitslot');
  const slot = { slotId: hexOf(office.built.random(16)), kind: 'password', slot: 'c2VhbGVk' };
  expect((await member.client.call('PUT', 'slots', { json: slot })).status).toBe(204);
  expect((await member.client.call('PUT', 'slots', { json: { ...slot, slot: 'bmV3' } })).status).toBe(204);
  const account = newClient();
  await account.login(member.account, member.password);
  expect((await account.call('GET', 'slots')).json).toEqual({ slots: [{ ...slot, slot: 'bmV3' }] });
  expect(code(await account.call('PUT', 'slots', { json: slot }))).toBe('DEVICE_NOT_APPROVED');
  expect((await office.client.call('GET', 'slots')).json).toEqual({ slots: [] });
  expect(code(await office.client.call('DELETE', `slots/${slot.slotId}`))).toBe('SLOT_UNKNOWN');
  const wrong = await member.client.call('PUT', 'slots', { json: { ...slot, extra: 1 } });
  expect([wrong.status, code(wrong)]).toEqual([400, 'MESSAGE_MALFORMED']);
  expect((await member.client.call('DELETE', `slots/${slot.slotId}`)).status).toBe(204);
  expect((await account.call('GET', 'slots')).json).toEqual({ slots: [] });
});

test('[SV15] keeps 64 slots: then the password slot of the device entered first gives way, and nothing else does', async () => {
  const member = await office.admit('vielgeraet');
  const { built } = office;
  const later = { ...member.member, device: built.random(16), deviceKey: built.member().deviceKey };
  await office.append([
    built.entry({ kind: WIRE_KINDS.device, record: later.device, fields: built.deviceFields(later), coSigner: later }),
  ]);
  const second = newClient();
  await second.login(member.account, member.password);
  await second.proveDevice(later);
  const put = (client: ServerClient, slotId: string, kind: string) =>
    client.call('PUT', 'slots', { json: { slotId, kind, slot: 'c2VhbGVk' } });
  const [recovery, first, ...others] = Array.from({ length: 66 }, () => hexOf(built.random(16)));
  expect((await put(member.client, recovery!, 'recovery')).status).toBe(204);
  expect((await put(member.client, first!, 'password')).status).toBe(204);
  for (const id of others) expect((await put(second, id, 'password')).status).toBe(204);
  const { slots } = (await second.call('GET', 'slots')).json as { slots: { slotId: string }[] };
  const ids = slots.map(({ slotId }) => slotId);
  expect(ids).toHaveLength(64);
  expect(ids).toContain(recovery);
  expect(ids).not.toContain(first);
  expect(ids).toContain(others.at(-1));
});

test('[SV20, SL41] relays the messages of an approval between a new device and an approved one', async () => {
  const newcomer = newClient();
  await newcomer.login(office.account, office.password);
  const opened = await newcomer.call('POST', 'approvals', { json: { message: 'Y29tbWl0' } });
  expect(opened.status).toBe(201);
  const path = `approvals/${String(opened.json?.['approval'])}`;
  const listed = await office.client.call('GET', 'approvals');
  expect(listed.json?.['approvals']).toHaveLength(1);
  await office.client.call('POST', path, { json: { message: 'bm9uY2U' } });
  await newcomer.call('POST', path, { json: { message: 'cmV2ZWFs' } });
  const last = await office.client.call('POST', path, { json: { message: 'c2VhbGVk' } });
  expect(last.json?.['messages']).toEqual([
    { from: 'newcomer', message: 'Y29tbWl0' },
    { from: 'approver', message: 'bm9uY2U' },
    { from: 'newcomer', message: 'cmV2ZWFs' },
    { from: 'approver', message: 'c2VhbGVk' },
  ]);
  expect((await newcomer.call('GET', path)).json).toEqual(last.json);
  expect((await newcomer.call('DELETE', path)).status).toBe(204);
  expect((await newcomer.call('GET', path)).status).toBe(404);
});

test('[SV20] shows a box to nobody else, keeps it small and for ten minutes', async () => {
  const newcomer = newClient();
  await newcomer.login(office.account, office.password);
  const opened = await newcomer.call('POST', 'approvals', { json: { message: 'Y29tbWl0' } });
  const path = `approvals/${String(opened.json?.['approval'])}`;
  const other = await office.admit('anderer', { rights: ['read-records'] });
  expect((await other.client.call('GET', path)).status).toBe(404);
  expect((await other.client.call('GET', 'approvals')).json).toEqual({ approvals: [] });
  const second = newClient();
  await second.login(office.account, office.password);
  expect((await second.call('GET', path)).status).toBe(404);
  for (let i = 0; i < 7; i++) await newcomer.call('POST', path, { json: { message: 'bW9yZQ' } });
  expect(code(await newcomer.call('POST', path, { json: { message: 'bW9yZQ' } }))).toBe('RATE_LIMITED');
  expect(code(await newcomer.call('POST', path, { json: { message: 'nicht base64!' } }))).toBe('MESSAGE_MALFORMED');
  server.advance(10 * 60_000 + 1);
  expect((await newcomer.call('GET', path)).status).toBe(404);
  for (let i = 0; i < 4; i++) await newcomer.call('POST', 'approvals', { json: { message: 'Y29tbWl0' } });
  expect(code(await newcomer.call('POST', 'approvals', { json: { message: 'Y29tbWl0' } }))).toBe('RATE_LIMITED');
});

test('[SV20] lets an administrator answer for an invited user', async () => {
  const user = office.built.random(16);
  const invited = {
    member: { ...office.built.member(), user },
    client: newClient(),
    account: 'wartend',
    password: 'auf Aufnahme wartend',
  };
  await office.inviteAndRegister(invited);
  await invited.client.login(invited.account, invited.password);
  const opened = await invited.client.call('POST', 'approvals', { json: { message: 'a2V5cw' } });
  const path = `approvals/${String(opened.json?.['approval'])}`;
  expect((await office.client.call('POST', path, { json: { message: 'b2s' } })).json?.['user']).toBe(hexOf(user));
});

test('[SL33] a slot of one user is not overwritten by another who knows its id', async () => {
  const colleague = await office.admit('slotdieb');
  const slotId = hexOf(office.member.device);
  const body = (slot: string) => ({ json: { slotId, kind: 'password', slot } });
  expect((await office.client.call('PUT', 'slots', body('AAAA'))).status).toBe(204);
  expect(code(await colleague.client.call('PUT', 'slots', body('BBBB')))).toBe('SLOT_UNKNOWN');
  const { json } = await office.client.call('GET', 'slots');
  expect(json?.['slots']).toContainEqual({ slotId, kind: 'password', slot: 'AAAA' });
});
