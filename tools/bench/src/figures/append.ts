import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { spawnServer, testHasher, TestOffice, type TestTenant } from '@siegel/testing';
import { appendRequestToItems, encodeSequence, hexOf } from '@siegel/wire';
import { type Figure, figure, median } from '../figure.ts';
import { type Load, run, startPeer } from '../load.ts';

const ROUNDS = 3;
const PER_ROUND = 6_000;
const PER_ROUND_ONE = 1_500;
const BARS = { perSecond: 3_000, p95Ms: 40 } as const;
const EMPTY = { size: 0, root: testHasher.emptyRoot };
const WARM_UP = 1_000;
const CHECKS = 3_000;
const KEYS = generateKeyPairSync('ed25519');
const AKTE = new Uint8Array(16).fill(7);

/** The product's server and its two limits, all running. */
interface Stands {
  readonly tenant: TestTenant;
  readonly product: (count: number, connections: number) => Load;
  readonly bare: (count: number) => Load;
  readonly bareOne: (count: number) => Load;
  end(): Promise<void>;
}

/** `append` and `append-1`: acknowledged, signature-checked writes sealed beforehand, beside bare routes of the same run. */
export async function figureAppend(): Promise<readonly Figure[]> {
  spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'blind/server'], { stdio: 'inherit' });
  const stands = await setUp();
  const rates = {
    product: [] as number[],
    p95: [] as number[],
    bare: [] as number[],
    one: [] as number[],
    bareOne: [] as number[],
    check: [] as number[],
  };
  try {
    await run(stands.product(WARM_UP, 32));
    await run(stands.bare(WARM_UP));
    for (let round = 0; round < ROUNDS; round++) {
      const many = await run(stands.product(PER_ROUND, 32));
      rates.product.push(many.perSecond);
      rates.p95.push(many.p95Ms);
      rates.bare.push((await run(stands.bare(PER_ROUND))).perSecond);
      rates.one.push((await run(stands.product(PER_ROUND_ONE, 1))).perSecond);
      rates.bareOne.push((await run(stands.bareOne(PER_ROUND_ONE))).perSecond);
      rates.check.push(checksPerSecond());
    }
  } finally {
    await stands.end();
  }
  // One check and the bare route, one after the other: what a single core could do at best.
  const bound = 1 / (1 / median(rates.check) + 1 / median(rates.bare));
  const many = median(rates.product);
  return [
    figure('append: acknowledged writes, 32 connections, beside one check + bare route (>= 0.5)', '1/s', many, bound),
    figure('append: acknowledged writes, 32 connections, beside the bar (>= 1)', '1/s', many, BARS.perSecond),
    figure('append: p95, beside the bar (<= 1)', 'ms', median(rates.p95), BARS.p95Ms),
    figure(
      'append-1: one connection, beside bare POST with check and fdatasync (>= 0.6)',
      '1/s',
      median(rates.one),
      median(rates.bareOne),
    ),
  ];
}

async function setUp(): Promise<Stands> {
  const server = await spawnServer({ built: true });
  const { built: tenant, client } = await TestOffice.found(server, 'bench-append');
  await client.appended(tenant.batch([tenant.caseKey(AKTE)], EMPTY));
  const bare = await startPeer(new URL('../peers/bare-append.ts', import.meta.url), [client.token ?? '']);
  const spki = KEYS.publicKey.export({ format: 'der', type: 'spki' });
  const bareOne = await startPeer(new URL('../peers/bare-append-one.ts', import.meta.url), [spki.toString('hex')]);
  const headers = { authorization: `Bearer ${client.token}`, 'content-type': 'application/cbor-seq' };
  const path = `/v1/t/${hexOf(tenant.tenant)}/append`;
  const many = (count: number, make: () => Uint8Array) => Array.from({ length: count }, make);
  return {
    tenant,
    product: (count, connections) => ({
      port: server.port,
      path,
      headers,
      connections,
      bodies: sealedWrites(tenant, count),
    }),
    bare: (count) => ({
      port: bare.port,
      path: '/append',
      headers,
      connections: 32,
      bodies: many(count, () => randomBytes(1_200)),
    }),
    bareOne: (count) => ({ port: bareOne.port, path: '/', headers, connections: 1, bodies: many(count, signedBody) }),
    async end() {
      bare.child.kill('SIGKILL');
      bareOne.child.kill('SIGKILL');
      await server.end('SIGKILL');
      await rm(server.directory, { recursive: true, force: true });
    },
  };
}

function sealedWrites(tenant: TestTenant, count: number): Uint8Array[] {
  return Array.from({ length: count }, () =>
    encodeSequence(appendRequestToItems(tenant.batch([tenant.record(AKTE)], EMPTY))),
  );
}

function signedBody(): Buffer {
  const message = randomBytes(1_000);
  return Buffer.concat([sign(null, message, KEYS.privateKey), message]);
}

function checksPerSecond(): number {
  const body = signedBody();
  const started = performance.now();
  for (let i = 0; i < CHECKS; i++) verify(null, body.subarray(64), KEYS.publicKey, body.subarray(0, 64));
  return (CHECKS * 1000) / (performance.now() - started);
}
