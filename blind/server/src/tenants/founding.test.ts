import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { appendRequestToItems, bytesOfHex, encodeSequence, hexOf, type Id, PROTOCOL_VERSION } from '@siegel/wire';
import { ServerClient, type ServerProcess, spawnServer, TestOffice, TestTenant, seededRandom } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

let server: ServerProcess;
beforeAll(async () => {
  server = await spawnServer();
});
afterAll(async () => {
  await server.end();
  await rm(server.directory, { recursive: true, force: true });
});

interface Announced {
  readonly hex: string;
  readonly caller: ServerClient;
  readonly headers: Readonly<Record<string, string>>;
  readonly built: TestTenant;
}

async function announce(seed: string): Promise<Announced> {
  const tenant = seededRandom(seed)(16);
  const hex = hexOf(tenant);
  const caller = new ServerClient(server.url, hex, tenant);
  const headers = { authorization: `Bearer ${await server.foundingToken()}` };
  const { json } = await caller.call('POST', '/v1/tenants', { json: { tenant: hex } }, headers);
  const instance = bytesOfHex(String(json?.['instance'])) as Id;
  const logPublic = new Uint8Array(Buffer.from(String(json?.['logPublic']), 'base64url'));
  const built = new TestTenant(seed, { tenant, instance, logPublic });
  built.now = Date.now();
  return { hex, caller, headers, built };
}

const register = ({ hex, caller, headers, built }: Announced, user = built.first.user) =>
  caller.register(`/v1/tenants/${hex}/register`, { account: 'leitung', password: 'genau fuenfzehn', user }, headers);
const genesis = ({ hex, caller, headers }: Announced, request: ReturnType<TestTenant['genesis']>) => {
  const cbor = encodeSequence(appendRequestToItems(request));
  return caller.call('POST', `/v1/tenants/${hex}/genesis`, { cbor }, headers);
};

test('[SV1] lets only the holder of the founding token found, and keeps the token from others', async () => {
  const mode = (await stat(join(server.directory, 'founding-token'))).mode & 0o777;
  expect(mode).toBe(0o600);
  const stranger = new ServerClient(server.url, '00'.repeat(16), new Uint8Array(16));
  const wish = { json: { tenant: '11'.repeat(16) } };
  expect((await stranger.call('POST', '/v1/tenants', wish)).status).toBe(401);
  const wrong = { authorization: `Bearer ${Buffer.alloc(32).toString('base64url')}` };
  expect((await stranger.call('POST', '/v1/tenants', wish, wrong)).status).toBe(401);
});

test('[SV1, JN7] founds a tenant with genesis, secrets and account in one step; the same bytes get the same answer', async () => {
  const announced = await announce('first');
  expect((await register(announced)).status).toBe(204);
  const request = announced.built.genesis();
  const founded = await genesis(announced, request);
  expect(founded.status).toBe(200);
  expect(founded.json).toMatchObject({ firstSeq: 0, left: [], right: [] });
  const again = await genesis(announced, request);
  expect(again.json).toMatchObject({ firstSeq: 0, receivedAt: founded.json?.['receivedAt'] });
  const other = await genesis(announced, announced.built.genesis());
  expect([other.status, other.json?.['code']]).toEqual([409, 'TENANT_EXISTS']);
  const { headers, hex, caller } = announced;
  const reannounced = await caller.call('POST', '/v1/tenants', { json: { tenant: hex } }, headers);
  expect(reannounced.json?.['code']).toBe('TENANT_EXISTS');
});

test('[SV2, JN7] refuses a genesis of another log key, instance, user or signature, and keeps nothing of it', async () => {
  const announced = await announce('second');
  const { built } = announced;
  expect((await genesis(announced, built.genesis())).json?.['code']).toBe('TENANT_UNKNOWN');
  await register(announced);
  const expectCode = async (code: string, request: ReturnType<TestTenant['genesis']>) =>
    expect((await genesis(announced, request)).json?.['code']).toBe(code);
  await expectCode('GENESIS_WRONG', built.genesis({ logPublic: built.random(32) }));
  const elsewhere = new TestTenant('second', {
    tenant: built.tenant,
    instance: built.random(16),
    logPublic: built.log.publicKey,
  });
  await expectCode('INSTANCE_FOREIGN', elsewhere.genesis());
  await expectCode('CO_SIGNATURE_WRONG', built.genesis({ orgPublic: built.random(32) }));
  await register(announced, built.random(16));
  await expectCode('GENESIS_WRONG', built.genesis());
  const info = await announced.caller.call('GET', '');
  expect(info.json?.['code']).toBe('TENANT_UNKNOWN');
  await register(announced);
  expect((await genesis(announced, built.genesis())).status).toBe(200);
});

test('[SV3] tells everybody who knows a tenant its instance and log key', async () => {
  const office = await TestOffice.found(server, 'informed');
  const { json } = await new ServerClient(server.url, office.client.tenant, new Uint8Array(16)).call('GET', '');
  expect(json).toEqual({
    tenant: office.client.tenant,
    instance: hexOf(office.built.instance),
    protocol: PROTOCOL_VERSION,
    logPublic: Buffer.from(office.built.log.publicKey).toString('base64url'),
  });
  const unknown = await new ServerClient(server.url, 'ab'.repeat(16), new Uint8Array(16)).call('GET', '');
  expect([unknown.status, unknown.json?.['code']]).toEqual([404, 'TENANT_UNKNOWN']);
  // More than one tenant lives here by now.
  expect((await office.client.call('GET', '/v1/tenant')).status).toBe(404);
});
