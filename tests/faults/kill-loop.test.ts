import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import {
  TestOffice,
  type ServerClient,
  type ServerProcess,
  sha256,
  spawnServer,
  testHasher,
  type TestTenant,
} from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';

const KILLS = process.env['SIEGEL_NIGHT'] === '1' ? 1_000 : 200;
const WRITERS = 8;
const AKTE = new Uint8Array(16).fill(7);
const EMPTY = { size: 0, root: testHasher.emptyRoot };

let server: ServerProcess;
let tenant: TestTenant;
let client: ServerClient;

beforeAll(async () => {
  const tsc = spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'], {
    encoding: 'utf8',
  });
  expect(tsc.stdout).toBe('');
  server = await spawnServer({ built: true });
  ({ built: tenant, client } = await TestOffice.found(server, 'kill-loop'));
  await client.appended(tenant.batch([tenant.caseKey(AKTE)], EMPTY));
}, 120_000);
afterAll(async () => {
  await server.end('SIGKILL');
  await rm(server.directory, { recursive: true, force: true });
});

/** Writes until the server is gone; every acknowledged entry hash goes into `acknowledged`. */
async function writeUntilGone(caller: ServerClient, acknowledged: Set<string>): Promise<string | undefined> {
  for (;;) {
    const request = tenant.batch([tenant.record(AKTE)], EMPTY);
    try {
      const answer = await caller.append(request);
      if (answer.status !== 200) return JSON.stringify(answer.json);
      acknowledged.add(hexOf(sha256(request.packets[0]!.body)));
    } catch {
      return undefined;
    }
  }
}

/** Hex hashes of all entries the server has. */
async function keptHashes(caller: ServerClient): Promise<Set<string>> {
  const items = await caller.journal();
  return new Set(
    items.flatMap((item) => (Array.isArray(item) && item[0] === 3 ? [hexOf(sha256(item[2] as Uint8Array))] : [])),
  );
}

test(
  `[A4] [T5] loses no acknowledged write in ${KILLS} kills`,
  async () => {
    const acknowledged = new Set<string>();
    const refusals: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const before = acknowledged.size;
      const writers = Array.from({ length: WRITERS }, () => writeUntilGone(client, acknowledged));
      while (acknowledged.size === before) await new Promise((resolve) => setTimeout(resolve, 1));
      await new Promise((resolve) => setTimeout(resolve, (kill * 7) % 23));
      await server.end('SIGKILL');
      refusals.push(...(await Promise.all(writers)).filter((refusal) => refusal !== undefined));
      server = await spawnServer({ built: true, directory: server.directory, boxKeyFile: server.boxKeyFile });
      // The session lives in the database: it must survive the kill like everything acknowledged.
      Object.assign(client, { url: server.url });
    }
    const kept = await keptHashes(client);
    const lost = [...acknowledged].filter((hash) => !kept.has(hash));
    console.info(`${KILLS} kills, ${acknowledged.size} acknowledged, ${lost.length} lost`);
    expect(refusals).toEqual([]);
    expect(lost).toEqual([]);
  },
  KILLS * 4_000,
);
