import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { spawnServer, testHasher, TestOffice, type TestTenant } from '@siegel/testing';
import { appendRequestToItems, encodeSequence, hexOf } from '@siegel/wire';
import { type Figure, figure, median } from '../figure.ts';
import { type Load, run } from '../load.ts';

const ROUNDS = 5;
const AKTEN = 100;
const RECORDS = 20;
const FETCHES = 1_000;
const WRITES = 1_000;
/** Workplaces of a practice that ask at the same moment. */
const CONNECTIONS = 16;
const EMPTY = { size: 0, root: testHasher.emptyRoot };
const PRELOAD = new URL('../peers/without-log.ts', import.meta.url).pathname;

/** A server with 100 Akten of 20 records. */
interface Stand {
  readonly tenant: TestTenant;
  readonly fetches: () => Load;
  readonly writes: () => Load;
  end(): Promise<void>;
}

/** `audit`: what the log and the rights cost. Fetching an Akte and appending, beside the same program without them, in turn. */
export async function figureAudit(): Promise<readonly Figure[]> {
  spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'], { stdio: 'inherit' });
  const real = await stand({});
  const stubbed = await stand({ NODE_OPTIONS: `--import ${PRELOAD}` });
  const rates = {
    fetch: [] as number[],
    bareFetch: [] as number[],
    append: [] as number[],
    bareAppend: [] as number[],
  };
  try {
    for (const each of [real, stubbed]) {
      await run(each.fetches());
      await run(each.writes());
    }
    for (let round = 0; round < ROUNDS; round++) {
      rates.fetch.push((await run(real.fetches())).perSecond);
      rates.bareFetch.push((await run(stubbed.fetches())).perSecond);
      rates.append.push((await run(real.writes())).perSecond);
      rates.bareAppend.push((await run(stubbed.writes())).perSecond);
    }
  } finally {
    await real.end();
    await stubbed.end();
  }
  const beside = 'beside the same server without log and rights (>= 0.85)';
  return [
    figure(
      `audit, fetch of an Akte, ${CONNECTIONS} connections: ${beside}`,
      '1/s',
      median(rates.fetch),
      median(rates.bareFetch),
    ),
    figure(
      `audit, append, ${CONNECTIONS} connections: ${beside}`,
      '1/s',
      median(rates.append),
      median(rates.bareAppend),
    ),
  ];
}

async function stand(env: Readonly<Record<string, string>>): Promise<Stand> {
  const server = await spawnServer({ built: true, env, args: [] });
  const office = await TestOffice.found(server, 'bench-audit');
  const { built: tenant, client } = office;
  const akten: Uint8Array[] = [];
  for (let i = 0; i < AKTEN; i++) akten.push((await office.akte(RECORDS)).akte);
  const base = { port: server.port, connections: CONNECTIONS };
  const authorization = `Bearer ${client.token}`;
  const path = `/v1/t/${hexOf(tenant.tenant)}`;
  const wish = (i: number) =>
    JSON.stringify({ akten: [hexOf(akten[i % AKTEN] ?? new Uint8Array(16))], purpose: 'open' });
  const written = () =>
    encodeSequence(appendRequestToItems(tenant.batch([tenant.record(akten[0] as Uint8Array)], EMPTY)));
  return {
    tenant,
    fetches: () => ({
      ...base,
      path: `${path}/akten`,
      headers: { authorization, 'content-type': 'application/json' },
      bodies: Array.from({ length: FETCHES }, (_, i) => Buffer.from(wish(i))),
    }),
    writes: () => ({
      ...base,
      path: `${path}/append`,
      headers: { authorization, 'content-type': 'application/cbor-seq' },
      bodies: Array.from({ length: WRITES }, written),
    }),
    async end() {
      await server.end('SIGKILL');
      await rm(server.directory, { recursive: true, force: true });
    },
  };
}
