import { type AppendRequest, appendRequestToItems, encodeCbor, encodeSequence, hexOf, WIRE_KINDS } from '@siegel/wire';
import { type Answer, ServerClient, type TestKey, type TestMember, TestOffice } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

let server: ServerForTest;
let office: TestOffice;
beforeAll(async () => {
  server = await startForTest();
  office = await TestOffice.found(server);
});
afterAll(() => server.stop());

const newClient = () => new ServerClient(server.url, office.client.tenant, office.client.instance);
const code = ({ json }: Answer) => json?.['code'];

async function proofOf(client: ServerClient, kit: TestKey = office.built.kit) {
  const challenge = String((await client.call('POST', 'recovery/challenge')).json?.['challenge']);
  const { tenant, instance } = office.built;
  const message = encodeCbor(['siegel/kit-proof', tenant, instance, Buffer.from(challenge, 'base64url')]);
  return { json: { challenge, signature: Buffer.from(kit.sign(message)).toString('base64url') } };
}

const enter = (client: ServerClient, request: AppendRequest, token: string) =>
  client.call(
    'POST',
    'recovery/enter',
    { cbor: encodeSequence(appendRequestToItems(request)) },
    {
      authorization: `Recovery ${token}`,
    },
  );

const fresh = (user = office.built.first.user): TestMember => ({ ...office.built.member(), user });
function deviceBatch(of: TestMember, coSign: 'kit' | 'user' = 'kit'): AppendRequest {
  const { built } = office;
  const entry = built.entry({ kind: WIRE_KINDS.device, record: of.device, fields: built.deviceFields(of), coSign }, of);
  return built.batch([entry], office.head, of);
}

async function tokenOf(client: ServerClient): Promise<string> {
  const proved = await client.call('POST', 'recovery/proof', await proofOf(client));
  return String(proved.json?.['token']);
}

test('[SV40] names the administrators to the holder of the kit only, and takes a challenge once and for a minute', async () => {
  await office.admit('gehilfe', { rights: ['read-records'] });
  const client = newClient();
  const proof = await proofOf(client);
  const proved = await client.call('POST', 'recovery/proof', proof);
  expect(proved.json?.['administrators']).toEqual([{ user: hexOf(office.built.first.user), account: 'leitung' }]);
  expect(code(await client.call('POST', 'recovery/proof', proof))).toBe('KIT_PROOF_WRONG');
  const late = await proofOf(client);
  server.advance(61_000);
  expect(code(await client.call('POST', 'recovery/proof', late))).toBe('KIT_PROOF_WRONG');
  const foreign = await proofOf(client, office.built.log);
  expect(code(await client.call('POST', 'recovery/proof', foreign))).toBe('KIT_FOREIGN');
});

test('[SV40, JN17] enters one device the kit has signed, of an administrator, and nothing else', async () => {
  const { built } = office;
  const client = newClient();
  const token = await tokenOf(client);
  const lost = fresh();
  expect(code(await enter(client, deviceBatch(lost), 'A'.repeat(43)))).toBe('SESSION_MISSING');
  expect(code(await enter(client, deviceBatch(lost, 'user'), token))).toBe('KIND_NOT_ALLOWED');
  const record = built.batch([built.record(built.random(16))], office.head);
  expect(code(await enter(client, record, token))).toBe('KIND_NOT_ALLOWED');
  const helper = await office.admit('helferin', { rights: ['read-records'] });
  expect(code(await enter(client, deviceBatch(fresh(helper.member.user)), token))).toBe('RIGHT_MISSING');
  const forged = deviceBatch({ ...lost, deviceKey: built.member().deviceKey });
  const claimed = built.batch(forged.packets, office.head, lost);
  expect(code(await enter(client, claimed, token))).toBe('STATEMENT_SIGNATURE_WRONG');
  const entered = await enter(client, deviceBatch(lost), token);
  expect(entered.status).toBe(201);
  expect(String(entered.json?.['invitation'])).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test('[SV40] forgets a proof after ten minutes; keys wrapped for the kit go to administrators only', async () => {
  const client = newClient();
  const token = await tokenOf(client);
  server.advance(10 * 60_000 + 1_000);
  expect(code(await enter(client, deviceBatch(fresh()), token))).toBe('SESSION_MISSING');
  await office.signIn(office);
  expect((await office.client.call('GET', 'recovery/group-keys')).status).toBe(200);
  const helper = await office.admit('dritte', { rights: ['read-records'] });
  expect(code(await helper.client.call('GET', 'recovery/group-keys'))).toBe('RIGHT_MISSING');
});
