import { headOfNote, TestOffice } from '@siegel/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerForTest, startForTest } from '../life/start-for-test.ts';

let server: ServerForTest;
let office: TestOffice;
beforeAll(async () => {
  server = await startForTest();
  office = await TestOffice.found(server);
});
afterAll(() => server.stop());

interface Heard {
  readonly heads: { readonly type: string; readonly size: number; readonly checkpoint: string }[];
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
}

/** Opens a WebSocket with headers (the platform's client takes them as an option that its types do not name). */
async function listen(headers: Readonly<Record<string, string>>): Promise<Heard> {
  const address = `${server.url.replace('http', 'ws')}/v1/t/${office.client.tenant}/events`;
  const socket = new WebSocket(address, { headers } as unknown as string[]);
  const heads: Heard['heads'] = [];
  socket.addEventListener('message', ({ data }) => heads.push(JSON.parse(String(data)) as Heard['heads'][number]));
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('refused')));
  });
  return { heads, socket, closed };
}

const bearer = (token: string | undefined) => ({ authorization: `Bearer ${String(token)}` });
const soon = async (check: () => boolean) => {
  for (let i = 0; i < 200 && !check(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
};

test('[SY26] pushes the head after each commit and nothing else', async () => {
  const { heads, socket } = await listen(bearer(office.client.token));
  await office.akte(1);
  await office.akte(1);
  await soon(() => heads.length >= 3);
  expect(heads).toHaveLength(3);
  for (const head of heads) {
    expect(Object.keys(head)).toEqual(['type', 'size', 'checkpoint']);
    expect(headOfNote(head.checkpoint).size).toBe(head.size);
  }
  expect(heads.at(-1)?.size).toBe(office.head.size);
  socket.close();
});

test('[SY26, SY4] opens for a device session of the own origin only', async () => {
  await expect(listen({})).rejects.toThrow('refused');
  await expect(listen(bearer('A'.repeat(43)))).rejects.toThrow('refused');
  await expect(listen({ ...bearer(office.client.token), origin: 'https://evil.example' })).rejects.toThrow('refused');
  const own = await listen({ ...bearer(office.client.token), origin: server.url });
  own.socket.close();
});

test('[SY5, T27] closes with the session, and for whoever talks', async () => {
  const member = await office.admit('horchend');
  const listening = await listen(bearer(member.client.token));
  await member.client.call('POST', 'logout');
  expect(await listening.closed).toBe(1008);
  const talking = await listen(bearer(office.client.token));
  talking.socket.send('hello');
  expect(await talking.closed).toBe(1008);
});

test('[SV21] closes when the server stops', async () => {
  const listening = await listen(bearer(office.client.token));
  await server.stop();
  expect(await listening.closed).toBe(1001);
});
