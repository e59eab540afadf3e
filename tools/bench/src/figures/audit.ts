import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { spawnServer, testHasher, TestOffice } from '@siegel/testing';
import { appendRequestToItems, encodeSequence, hexOf } from '@siegel/wire';
import { type Figure, figure, median } from '../figure.ts';
import { type Load, run } from '../load.ts';

const ROUNDS = 5;
/** Akten of few visits, and of some years. */
const SIZES = [
  { akten: 100, eintraege: 20, fetches: 4_000 },
  { akten: 50, eintraege: 200, fetches: 1_000 },
] as const;
const WRITES = 1_000;
/** Workplaces of a practice that ask at the same moment. */
const CONNECTIONS = 16;
const EMPTY = { size: 0, root: testHasher.emptyRoot };
const PRELOAD = new URL('../peers/without-log.ts', import.meta.url).pathname;

/** A server with Akten of both sizes. */
interface Stand {
  /** Loads of fetching, in the order of `SIZES`. */
  readonly fetches: readonly (() => Load)[];
  readonly writes: () => Load;
  end(): Promise<void>;
}

/** What one load came to at each round, here and there. */
interface Rates {
  readonly name: string;
  readonly load: (stand: Stand) => Load;
  readonly real: number[];
  readonly stubbed: number[];
}

/** `audit`: what the log and the rights cost. Fetching an Akte and appending, beside the same program without them, in turn. */
export async function figureAudit(): Promise<readonly Figure[]> {
  spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'], { stdio: 'inherit' });
  const real = await stand({});
  const stubbed = await stand({ NODE_OPTIONS: `--import ${PRELOAD}` });
  const measured: readonly Rates[] = [
    ...SIZES.map(({ eintraege }, i) => ({
      name: `fetch of an Akte of ${eintraege} Eintraege`,
      load: (each: Stand) => (each.fetches[i] as () => Load)(),
      real: [],
      stubbed: [],
    })),
    { name: 'append', load: (each) => each.writes(), real: [], stubbed: [] },
  ];
  try {
    for (const { load } of measured) for (const each of [real, stubbed]) await run(load(each));
    for (let round = 0; round < ROUNDS; round++)
      for (const rates of measured) {
        rates.real.push((await run(rates.load(real))).perSecond);
        rates.stubbed.push((await run(rates.load(stubbed))).perSecond);
      }
  } finally {
    await real.end();
    await stubbed.end();
  }
  const beside = `${CONNECTIONS} connections: beside the same server without log and rights (>= 0.85)`;
  return measured.map((rates) =>
    figure(`audit, ${rates.name}, ${beside}`, '1/s', median(rates.real), median(rates.stubbed)),
  );
}

async function stand(env: Readonly<Record<string, string>>): Promise<Stand> {
  const server = await spawnServer({ built: true, env, args: [] });
  const office = await TestOffice.found(server, 'bench-audit');
  const { built: tenant, client } = office;
  const base = { port: server.port, connections: CONNECTIONS };
  const authorization = `Bearer ${client.token}`;
  const path = `/v1/t/${hexOf(tenant.tenant)}`;
  const fetches: (() => Load)[] = [];
  for (const { akten, eintraege, fetches: count } of SIZES) {
    const wishes: Uint8Array[] = [];
    for (let i = 0; i < akten; i++)
      wishes.push(
        Buffer.from(JSON.stringify({ akten: [hexOf((await office.akte(eintraege)).akte)], purpose: 'open' })),
      );
    fetches.push(() => ({
      ...base,
      path: `${path}/akten`,
      headers: { authorization, 'content-type': 'application/json' },
      bodies: Array.from({ length: count }, (_, i) => wishes[i % akten] as Uint8Array),
    }));
  }
  // Of its own: an Akte that grows from round to round would soon be most of what is fetched.
  const { akte } = await office.akte(1);
  const written = () => encodeSequence(appendRequestToItems(tenant.batch([tenant.record(akte)], EMPTY)));
  return {
    fetches,
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
