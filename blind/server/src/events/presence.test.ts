import { type OfficeMember, TestOffice } from '@siegel/testing';
import { hexOf, type Id } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

let server: ServerForTest;
let office: TestOffice;
let akte: Id;
const RECORD = 'c0ffee00c0ffee00c0ffee00c0ffee00';
beforeAll(async () => {
  server = await startForTest();
  office = await TestOffice.found(server);
  ({ akte } = await office.akte(0));
});
afterAll(() => server.stop());

/** What a member hears on its socket, heads left out. */
async function listen(member: OfficeMember): Promise<{ readonly heard: unknown[]; readonly socket: WebSocket }> {
  const address = `${server.url.replace('http', 'ws')}/v1/t/${office.client.tenant}/events`;
  const headers = { authorization: `Bearer ${String(member.client.token)}` };
  const socket = new WebSocket(address, { headers } as unknown as string[]);
  const heard: unknown[] = [];
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as { readonly type: string };
    if (message.type !== 'head') heard.push(message);
  });
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  return { heard, socket };
}

test('[AT53] passes on who changes a record, to those who may fetch the Akte and nobody else, and keeps nothing', async () => {
  const colleague = await office.admit('kollege');
  const siteless = await office.admit('ohnesitz', { sites: [], rights: ['read-records', 'write-records'] });
  const [own, other, foreign] = [await listen(office), await listen(colleague), await listen(siteless)];
  const json = { akte: hexOf(akte), record: RECORD, editing: true };
  expect((await office.client.call('POST', 'presence', { json })).status).toBe(204);
  await expect
    .poll(() => other.heard)
    .toEqual([
      { type: 'presence', record: RECORD, device: expect.stringMatching(/^[0-9a-f]{32}$/) as string, editing: true },
    ]);
  expect([own.heard, foreign.heard]).toEqual([[], []]);
  const refused = await siteless.client.call('POST', 'presence', { json });
  expect(refused.json?.['code']).toBe('AKTE_UNKNOWN');
  const extra = await office.client.call('POST', 'presence', { json: { ...json, name: 'Brandt' } });
  expect(extra.json?.['code']).toBe('MESSAGE_MALFORMED');
  for (const { socket } of [own, other, foreign]) socket.close();
});
