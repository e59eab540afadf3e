import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { type ServerClient, type ServerProcess, spawnServer, TestOffice } from '@siegel/testing';
import { type CborValue, decodeBody, decodeCbor, hexOf, type Id, WIRE_KINDS } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';

const KILLS = process.env['SIEGEL_NIGHT'] === '1' ? 300 : 25;
const READERS = 8;

let server: ServerProcess;
let office: TestOffice;
let client: ServerClient;
let akten: readonly Id[];

beforeAll(async () => {
  const tsc = spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'], {
    encoding: 'utf8',
  });
  expect(tsc.stdout).toBe('');
  server = await spawnServer({ built: true });
  office = await TestOffice.found(server, 'kill-delivery');
  ({ client } = office);
  const made: Id[] = [];
  for (let i = 0; i < READERS; i++) made.push((await office.akte(3)).akte);
  akten = made;
}, 120_000);
afterAll(async () => {
  await server.end('SIGKILL');
  await rm(server.directory, { recursive: true, force: true });
});

/** Fetches one Akte again and again until the server is gone; counts answers that came as a whole. */
async function fetchUntilGone(akte: Id, received: Map<string, number>): Promise<string | undefined> {
  const name = hexOf(akte);
  for (;;) {
    try {
      const answer = await client.call('POST', 'akten', { json: { akten: [name], purpose: 'open' } });
      if (answer.status !== 200) return JSON.stringify(answer.json);
      received.set(name, (received.get(name) ?? 0) + 1);
    } catch {
      return undefined;
    }
  }
}

/** How many delivery entries name each Akte. */
async function entriesByAkte(): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const item of (await client.journal()) as readonly (readonly CborValue[])[]) {
    const [type, , body, open] = item;
    if (type !== 3 || decodeBody(body as Uint8Array).kind !== WIRE_KINDS.delivery) continue;
    const fields = decodeCbor((open as readonly Uint8Array[])[1] as Uint8Array) as { readonly akten?: readonly Id[] };
    for (const akte of fields.akten ?? []) counts.set(hexOf(akte), (counts.get(hexOf(akte)) ?? 0) + 1);
  }
  return counts;
}

test(
  `[A8] [T42] every answer that was received stands in the log after ${KILLS} kills`,
  async () => {
    const received = new Map<string, number>();
    const refusals: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const before = total(received);
      const readers = akten.map((akte) => fetchUntilGone(akte, received));
      while (total(received) < before + READERS) await new Promise((resolve) => setTimeout(resolve, 1));
      await new Promise((resolve) => setTimeout(resolve, (kill * 7) % 23));
      await server.end('SIGKILL');
      refusals.push(...(await Promise.all(readers)).filter((refusal) => refusal !== undefined));
      server = await spawnServer({ built: true, directory: server.directory, boxKeyFile: server.boxKeyFile });
      Object.assign(client, { url: server.url });
    }
    const entered = await entriesByAkte();
    const missing = akten.map((akte) => (received.get(hexOf(akte)) ?? 0) - (entered.get(hexOf(akte)) ?? 0));
    console.info(`${KILLS} kills, ${total(received)} answers, ${total(entered)} delivery entries`);
    expect(refusals).toEqual([]);
    // More entries than answers are the ones that were killed on their way out: the log may say too much, never too little.
    expect(missing.filter((count) => count > 0)).toEqual([]);
  },
  KILLS * 6_000,
);

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
