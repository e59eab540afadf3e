import { policyRecordId } from '@siegel/akten';
import { sha256, TestOffice } from '@siegel/testing';
import { WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

const DAY_MS = 86_400_000;
const FLOORS = { argonMemoryKiB: 65_536, argonPasses: 3, passwordLength: 15 };

let server: ServerForTest;
let office: TestOffice;
beforeAll(async () => {
  server = await startForTest({ limits: { registerPerMinute: 1000, signInPerMinute: 1000, proofPerMinute: 1000 } });
  office = await TestOffice.found(server);
});
afterAll(() => server.stop());

const codeOf = async (method: string, path: string, body?: { readonly json: object }) => {
  const answer = await office.client.call(method, path, body);
  return (answer.json?.['code'] as string | undefined) ?? answer.status;
};

test('[PW8] says since when a password is there', async () => {
  const before = (await office.client.call('GET', 'session')).json?.['passwordSetAt'] as number;
  expect(Math.abs(Date.now() - before)).toBeLessThan(60_000);
});

test('[PW8] after its days a password opens what is needed to change it, nothing else; a new one opens all', async () => {
  const policy = office.built.entry({
    kind: WIRE_KINDS.policy,
    record: policyRecordId(office.built.tenant, sha256),
    fields: { floors: FLOORS, password: { validDays: 90 } },
  });
  await office.append([policy]);
  server.advance(89 * DAY_MS);
  await office.signIn(office);
  expect(await codeOf('POST', 'akten', { json: {} })).toBe('MESSAGE_MALFORMED');
  server.advance(2 * DAY_MS);
  await office.signIn(office);
  const closed: readonly [string, string][] = [
    ['POST', 'akten'],
    ['POST', 'index'],
    ['POST', 'mirror'],
    ['POST', 'blobs'],
    ['POST', 'presence'],
    ['POST', 'invitations'],
    ['POST', 'register/finish'],
  ];
  for (const [method, path] of closed)
    expect([path, await codeOf(method, path, { json: {} })]).toEqual([path, 'PASSWORD_EXPIRED']);
  for (const path of ['sessions', 'invitations'])
    expect([path, await codeOf('GET', path)]).toEqual([path, 'PASSWORD_EXPIRED']);
  for (const path of ['session', 'slots', 'journal?from=0', 'group-keys', 'session/half'])
    expect([path, await codeOf('GET', path)]).toEqual([path, 200]);
  for (const path of ['password', 'register/start'])
    expect([path, await codeOf('POST', path, { json: {} })]).toEqual([path, 'MESSAGE_MALFORMED']);
});

test('[PW8] a service that nobody types for has no end', async () => {
  server.advance(-91 * DAY_MS);
  await office.signIn(office);
  const service = await office.admit('dienst', { userKind: 'service' });
  server.advance(92 * DAY_MS);
  await office.signIn(service);
  expect((await service.client.call('POST', 'akten', { json: {} })).json?.['code']).toBe('MESSAGE_MALFORMED');
});
