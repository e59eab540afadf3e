import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseKeyRecordId } from '@siegel/akten';
import { openBatch } from '@siegel/journal';
import { createSqliteEngine, type TenantStore, type WriteTx } from '@siegel/store';
import { sha256, testHasher, TestTenant } from '@siegel/testing';
import { type EntryPacket, type Id, WHOLE_KEY, WIRE_KINDS, WRAPPER } from '@siegel/wire';
import { type Figure, figure } from '../figure.ts';

/** 20 records of 300 bytes per Akte, as the bar says; sealed and padded such a record has 349 bytes. */
const AKTEN = 500;
const RECORDS_PER_AKTE = 20;
const ENVELOPE_BYTES = 349;
/** A wrapped case key: nonce 12, key 32, tag 16. Two groups may open an Akte: its site's and the organisation's. */
const WRAP_BYTES = 60;
const GROUPS = 2;
const ENTRIES_PER_COMMIT = 1_050;
const BARS = { single: 1_150, batched: 1_020 } as const;

/** Server bytes per record, everything counted: bodies, envelopes, case keys, wraps, statements, indexes, tree, pages (ST50). */
export async function figureSize(): Promise<readonly Figure[]> {
  const single = await bytesPerRecord(1);
  const batched = await bytesPerRecord(1_000);
  return [
    figure('server bytes per record, one by one', 'B', single, BARS.single),
    figure('server bytes per record, batches of 1000', 'B', batched, BARS.batched),
  ];
}

/** Fills a tenant of its own and counts what lies on the disk after closing it. */
async function bytesPerRecord(batchEntries: number): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'siegel-size-'));
  try {
    const engine = createSqliteEngine({ directory, boxKey: { bytes: randomBytes(32) } });
    const tenant = new TestTenant(`size/${batchEntries}`);
    const created = await engine.createTenant(tenant.tenant);
    if (!created.ok) throw new Error(created.error.code);
    await fill(created.value, tenant, batchEntries);
    await engine.close();
    return (await bytesBelow(directory)) / (AKTEN * RECORDS_PER_AKTE);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function fill(store: TenantStore, tenant: TestTenant, batchEntries: number): Promise<void> {
  await store.write((tx) => append(tx, tenant, [tenant.genesisEntry()]));
  const groups = Array.from({ length: GROUPS }, () => tenant.random(16));
  let waiting: EntryPacket[] = [];
  const commit = () =>
    store.write(async (tx) => {
      for (let at = 0; at < waiting.length; at += batchEntries) {
        await append(tx, tenant, waiting.slice(at, at + batchEntries));
      }
      waiting = [];
    });
  for (let i = 0; i < AKTEN; i++) {
    const akte = tenant.random(16);
    waiting.push(caseKey(tenant, akte, groups));
    for (let j = 0; j < RECORDS_PER_AKTE; j++) waiting.push(tenant.record(akte, { sizeBytes: ENVELOPE_BYTES }));
    if (waiting.length >= ENTRIES_PER_COMMIT) await commit();
  }
  await commit();
}

async function append(tx: WriteTx, tenant: TestTenant, packets: readonly EntryPacket[]): Promise<void> {
  const head = await tx.treeHead();
  const opened = openBatch(tenant.batch(packets, head), testHasher);
  if (!opened.ok) throw new Error(opened.error.code);
  await tx.append(opened.value, { firstSeq: head.size, receivedAt: tenant.now + head.size });
}

function caseKey(tenant: TestTenant, akte: Id, groups: readonly Id[]): EntryPacket {
  const keyId = sha256(akte);
  return tenant.entry({
    kind: WIRE_KINDS.caseKey,
    record: caseKeyRecordId(akte, sha256),
    akte,
    site: tenant.site,
    fields: { version: 1, keyId, groups: [...groups], person: tenant.random(16), stammakte: false },
    wraps: groups.map((group) => ({
      wrapper: WRAPPER.group,
      wrapperId: group,
      wrapperKeyId: sha256(group),
      wrappedKeyId: keyId,
      compartment: WHOLE_KEY,
      bytes: tenant.random(WRAP_BYTES),
    })),
  });
}

async function bytesBelow(directory: string): Promise<number> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const sizes = files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name)));
  return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
}
