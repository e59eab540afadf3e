import { readdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendPackets, openedBatch, testHasher, TestTenant } from '@siegel/testing';
import type { EntryPacket } from '@siegel/wire';
import { createSqliteEngine, type TenantStore } from './index.ts';

const AKTEN = 100;
const RECORDS_PER_AKTE = 20;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'siegel-size-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function founded(tenant: TestTenant): Promise<TenantStore> {
  const engine = createSqliteEngine({ directory, boxKey: { bytes: new Uint8Array(32) } });
  const created = await engine.createTenant(tenant.tenant);
  if (!created.ok) throw new Error(created.error.code);
  const genesis = openedBatch(tenant.batch([tenant.genesisEntry()], { size: 0, root: testHasher.emptyRoot }));
  await created.value.write((tx) => tx.append(genesis, { firstSeq: 0, receivedAt: tenant.now }));
  return created.value;
}

function packetsOf(tenant: TestTenant, akten: number): EntryPacket[] {
  return Array.from({ length: akten }, () => tenant.random(16)).flatMap((akte) => [
    tenant.caseKey(akte),
    ...Array.from({ length: RECORDS_PER_AKTE }, () => tenant.record(akte)),
  ]);
}

async function bytesBelow(path: string): Promise<number> {
  const files = await readdir(path, { recursive: true, withFileTypes: true });
  const sizes = files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name)));
  return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
}

test.each([
  ['one by one', 1, 1150],
  ['in batches of 1000', 1000, 1020],
] as const)(
  '[ST50] keeps a record of 300 bytes written %s within %i entries per statement and %i bytes',
  async (_how, per, most) => {
    const tenant = new TestTenant('size');
    const store = await founded(tenant);
    const packets = packetsOf(tenant, AKTEN);
    await store.write(async (tx) => {
      for (let at = 0; at < packets.length; at += per) await appendPackets(tx, tenant, packets.slice(at, at + per));
    });
    await store.close();
    expect((await bytesBelow(directory)) / (AKTEN * RECORDS_PER_AKTE)).toBeLessThanOrEqual(most);
  },
);

test('[ST51] reads entries in order at least at 60,000 a second beside whatever else runs', async () => {
  const tenant = new TestTenant('speed');
  const store = await founded(tenant);
  const packets = packetsOf(tenant, 500);
  await store.write(async (tx) => {
    for (let at = 0; at < packets.length; at += 1000) await appendPackets(tx, tenant, packets.slice(at, at + 1000));
  });
  const rates: number[] = [];
  for (let round = 0; round < 5; round++) {
    const begin = performance.now();
    let bytes = 0;
    for await (const page of store.entriesFrom(0, packets.length + 1)) for (const row of page) bytes += row.body.length;
    expect(bytes).toBeGreaterThan(0);
    rates.push(packets.length / ((performance.now() - begin) / 1000));
  }
  await store.close();
  // The bench measures the figure (700,000 a second alone); this bound only catches a change of order.
  expect(Math.max(...rates)).toBeGreaterThan(60_000);
});
