import { type OfficeMember, openEvents, ServerClient, TestOffice } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

/** Only this address of the machine is the house here; every other one of 127.0.0.0/8 is outside. */
const HOUSE = ['127.0.0.1/32', '::1/128'];
const OUTSIDE = '127.0.0.9';
const PROXY = '192.0.2.10';
/** A second one before it, nearer to the world. */
const OUTER_PROXY = '192.0.2.20';
const MINUTE_MS = 60_000;
/** AZ3. */
const SOON_MS = 5_000;

let server: ServerForTest;
let office: TestOffice;
beforeAll(async () => {
  const limits = { signInPerMinute: 100_000, proofPerMinute: 100_000 };
  server = await startForTest({ limits, trustedProxies: [PROXY, OUTER_PROXY] });
  office = await TestOffice.found(server);
});
afterAll(() => server.stop());
afterEach(async () => {
  await office.signIn(office);
  await office.setRules({});
});

const code = (answer: { json: { readonly [name: string]: unknown } | undefined }) => answer.json?.['code'];
const now = () => server.context.world.now();
let count = 0;

async function colleague(): Promise<OfficeMember> {
  await office.signIn(office);
  return office.admit(`aussen${++count}`);
}

function from(address: string, token?: string): ServerClient {
  const client = new ServerClient(server.url, office.client.tenant, office.client.instance);
  client.from = address;
  client.token = token;
  return client;
}

/** Milliseconds until the sockets of these sessions were closed by the server. */
async function closedWithin(sockets: readonly Awaited<ReturnType<typeof openEvents>>[]): Promise<number> {
  const startedAt = performance.now();
  for (const { closed } of sockets) expect(await closed).toBe(1008);
  return performance.now() - startedAt;
}

test('[F8] [AZ1] [AZ3] lets nobody in from outside while it is off, and everybody from inside', async () => {
  const member = await colleague();
  await office.setRules({ insideRanges: HOUSE, outsideAccess: 'off' });
  const outside = from(OUTSIDE);
  expect(code(await outside.login(member.account, member.password))).toBe('OUTSIDE_OFF');
  // Whoever does not know the password learns nothing of the rule.
  expect(code(await outside.login(member.account, 'falsch geraten'))).toBe('LOGIN_FAILED');
  expect((await from('127.0.0.1').login(member.account, member.password)).status).toBe(200);
});

test('[AZ3, T27] ends a session that is used from outside, here and everywhere, its socket too', async () => {
  const member = await colleague();
  await office.setRules({ insideRanges: HOUSE, outsideAccess: 'off' });
  const socket = await openEvents(member.client);
  expect((await member.client.call('GET', 'session')).status).toBe(200);
  // The same token over another connection: moved away with it, or stolen.
  expect(code(await from(OUTSIDE, member.client.token).call('GET', 'slots'))).toBe('OUTSIDE_OFF');
  expect(await closedWithin([socket])).toBeLessThan(SOON_MS);
  expect(code(await member.client.call('GET', 'session'))).toBe('SESSION_MISSING');
});

test('[AZ1, AZ3] names users until a moment; then their sessions and sockets end by themselves', async () => {
  const [named, other] = [await colleague(), await colleague()];
  const until = now() + 10 * MINUTE_MS;
  await office.signIn(office);
  await office.setRules({
    insideRanges: ['127.0.0.3/32'],
    outsideAccess: 'named',
    outsideNamed: [
      { who: named.member.user, until },
      { who: office.member.user, until: until + 60 * MINUTE_MS },
    ],
  });
  expect(code(await other.client.call('GET', 'session'))).toBe('OUTSIDE_NOT_NAMED');
  const socket = await openEvents(named.client);
  server.advance(9 * MINUTE_MS);
  expect((await named.client.call('GET', 'session')).status).toBe(200);
  server.advance(MINUTE_MS);
  expect(await closedWithin([socket])).toBeLessThan(SOON_MS);
  expect(code(await named.client.login(named.account, named.password))).toBe('OUTSIDE_ENDED');
});

test('[F8] [AZ1, AZ3] names a group: who belongs to it at the moment works from outside, until the day of the group', async () => {
  const [comes, stays] = [await colleague(), await colleague()];
  await office.signIn(office);
  const team = await office.makeTeam([office, stays]);
  const until = now() + 10 * MINUTE_MS;
  await office.setRules({
    insideRanges: HOUSE,
    outsideAccess: 'named',
    outsideNamed: [{ who: team.group, until }],
  });
  const login = async ({ account, password }: OfficeMember) =>
    code(await from(OUTSIDE).login(account, password)) ?? 'in';
  expect(await login(comes)).toBe('OUTSIDE_NOT_NAMED');
  const running = from(OUTSIDE);
  expect((await running.login(stays.account, stays.password)).status).toBe(200);
  // Whoever comes into the group may; whoever goes is out at once, though nobody has touched the rule.
  await team.setMembers([office, comes]);
  expect(await login(comes)).toBe('in');
  expect(code(await running.call('GET', 'session'))).toBe('OUTSIDE_NOT_NAMED');
  await team.setMembers([office, comes, stays]);
  expect(await login(stays)).toBe('in');
  server.advance(10 * MINUTE_MS);
  expect(await login(stays)).toBe('OUTSIDE_ENDED');
});

test('[F8] [AZ1, AZ3] at the day of a group its running sessions end by themselves, their sockets too', async () => {
  const member = await colleague();
  await office.signIn(office);
  const team = await office.makeTeam([office, member]);
  const until = now() + 10 * MINUTE_MS;
  await office.setRules({
    insideRanges: ['127.0.0.3/32'],
    outsideAccess: 'named',
    outsideNamed: [
      { who: team.group, until },
      { who: office.member.user, until: until + 60 * MINUTE_MS },
    ],
  });
  const socket = await openEvents(member.client);
  server.advance(10 * MINUTE_MS);
  expect(await closedWithin([socket])).toBeLessThan(SOON_MS);
  expect(code(await member.client.login(member.account, member.password))).toBe('OUTSIDE_ENDED');
});

test('[AZ3] a rule that forbids the place closes what is open under it', async () => {
  const member = await colleague();
  const socket = await openEvents(member.client);
  await office.setRules({
    insideRanges: ['127.0.0.3/32'],
    outsideAccess: 'named',
    outsideNamed: [{ who: office.member.user, until: now() + MINUTE_MS }],
  });
  expect(await closedWithin([socket])).toBeLessThan(SOON_MS);
});

test('[AZ1] asks whoever comes from outside for a factor, and lets nobody in without one', async () => {
  const member = await colleague();
  await office.setRules({ insideRanges: HOUSE, outsideAccess: 'factor' });
  expect(code(await from(OUTSIDE).login(member.account, member.password))).toBe('OUTSIDE_FACTOR_MISSING');
  expect((await from('127.0.0.1').login(member.account, member.password)).status).toBe(200);
});

test('[AZ4] believes an address only of a trusted proxy', async () => {
  const member = await colleague();
  await office.setRules({ insideRanges: HOUSE, outsideAccess: 'off' });
  const ask = async (remoteAddress: string, forwarded: string, token = member.client.token) => {
    const forward = { 'x-forwarded-for': forwarded, 'x-forwarded-proto': 'https', host: 'praxis.example' };
    const headers = { ...forward, authorization: `Bearer ${String(token)}` };
    const url = `/v1/t/${office.client.tenant}/factors`;
    const answer = await server.app.inject({ method: 'GET', url, remoteAddress, headers });
    return answer.headers['content-type']?.includes('json') === true ? answer.json() : answer.statusCode;
  };
  expect(await ask(PROXY, '127.0.0.1')).toMatchObject({ address: '127.0.0.1', isInside: true });
  // Somebody outside who says to be inside: the proxy adds the true address at the end.
  expect(await ask(PROXY, '127.0.0.1, 203.0.113.7')).toMatchObject({ code: 'OUTSIDE_OFF' });
  const again = await colleague();
  expect(await ask('203.0.113.7', '127.0.0.1', again.client.token)).toBe(403);
});

test('[AZ2] [AZ4] reads the address behind several proxies, of both kinds, and counts as outside what it cannot read', async () => {
  await office.signIn(office);
  await office.setRules({ insideRanges: ['198.51.100.0/24', '2001:db8:1::/48'] });
  const seen = async (forwarded: string, remoteAddress = PROXY) => {
    const { client } = office;
    const headers = {
      ...{ 'x-forwarded-for': forwarded, 'x-forwarded-proto': 'https', host: 'praxis.example' },
      authorization: `Bearer ${String(client.token)}`,
    };
    const url = `/v1/t/${client.tenant}/factors`;
    const answer = await server.app.inject({ method: 'GET', url, remoteAddress, headers });
    const { address, isInside } = answer.json<{ address: string; isInside: boolean }>();
    return [address, isInside];
  };
  const cases: readonly [forwarded: string, address: string, isInside: boolean][] = [
    ['198.51.100.7', '198.51.100.7', true],
    ['203.0.113.7', '203.0.113.7', false],
    // Two proxies of our own: the first address from the right that is none of them.
    [`198.51.100.7, ${OUTER_PROXY}`, '198.51.100.7', true],
    [`203.0.113.7,${OUTER_PROXY}`, '203.0.113.7', false],
    // What stands to the left of it was said by whoever comes.
    [`198.51.100.7, 203.0.113.7, ${OUTER_PROXY}`, '203.0.113.7', false],
    [`198.51.100.7, 10.1.2.3`, '10.1.2.3', false],
    ['2001:db8:1:2::7', '2001:db8:1:2::7', true],
    ['2001:db8:2::7', '2001:db8:2::7', false],
    ['::ffff:198.51.100.7', '::ffff:198.51.100.7', true],
    ['::ffff:c633:6407', '::ffff:c633:6407', true],
    ['::ffff:203.0.113.7', '::ffff:203.0.113.7', false],
    [`198.51.100.7, ::ffff:${OUTER_PROXY}`, '198.51.100.7', true],
    ['unknown', 'unknown', false],
    ['198.51.100.7:4711', '198.51.100.7:4711', false],
  ];
  for (const [forwarded, address, isInside] of cases)
    expect(await seen(forwarded), forwarded).toEqual([address, isInside]);
  expect(await seen('198.51.100.7', `::ffff:${PROXY}`)).toEqual(['198.51.100.7', true]);
});

test('[AZ10, AZ11] ends a session that nobody uses for the longest time a workplace may choose, unless a socket is open', async () => {
  const [idle, open] = [await colleague(), await colleague()];
  await office.signIn(office);
  await office.setRules({ idleMinutes: 5, idleMostMinutes: 20 });
  await openEvents(open.client);
  const used = await colleague();
  server.advance(15 * MINUTE_MS);
  expect((await used.client.call('GET', 'session')).status).toBe(200);
  // The server has looked at the open sockets.
  await new Promise((resolve) => setTimeout(resolve, 2_200));
  server.advance(15 * MINUTE_MS);
  expect(code(await idle.client.call('GET', 'session'))).toBe('SESSION_MISSING');
  for (const { client } of [open, used]) expect((await client.call('GET', 'session')).status).toBe(200);
});

test('[AZ3] [ZF3] ends a session without a factor that moves to where one is asked for', async () => {
  const member = await colleague();
  const { client } = member;
  const start = await client.call('POST', 'factors/start', { json: { kind: 'totp' } });
  expect(start.status).toBe(201);
  await office.setRules({ insideRanges: HOUSE, secondFactor: 'outside', secondFactorFrom: 0 });
  // Inside nobody is asked, outside nothing is handed out.
  expect((await client.call('GET', 'journal?from=0')).status).toBe(200);
  expect(code(await from(OUTSIDE, client.token).call('GET', 'journal?from=0'))).toBe('FACTOR_MISSING');
  const { core } = tenant();
  const { user } = member.member;
  await core.store.write((tx) => core.factors.add(tx, user, { kind: 'sms', phone: '+4915100000' }));
  core.factors.forget(user);
  expect(code(await from(OUTSIDE, client.token).call('GET', 'session'))).toBe('FACTOR_NEEDED');
  expect(code(await client.call('GET', 'session'))).toBe('SESSION_MISSING');
});

function tenant() {
  const found = server.context.tenants.find(office.client.tenant);
  if (!found.ok) throw new Error(found.error.code);
  expect(found.value.core.hex).toBe(hexOf(office.built.tenant));
  return found.value;
}
