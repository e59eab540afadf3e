import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { appendPackets, collect, openedBatch, testHasher, TestTenant } from '@siegel/testing';
import { type EntryPacket, hexOf } from '@siegel/wire';
import { tenantDatabaseKey } from '../box-key.ts';
import type { FullCheckReport, OpenResult, StoreEngine } from '../contract.ts';
import { CHECKED_AT_START } from './check-journal.ts';
import { openConnection } from './connection.ts';
import { createSqliteEngine } from './engine.ts';

const boxKey = { bytes: new Uint8Array(32).fill(1) };
const ENTRIES = CHECKED_AT_START + 120;
/** An entry that the check at start reaches, and one that it does not. */
const NEW = ENTRIES - 50;
const OLD = 20;

let directory: string;
let path: string;
let tenant: TestTenant;
let engine: StoreEngine;

/** A filled tenant, made once and copied for every test. */
let original: string;
beforeAll(async () => {
  original = await filled(ENTRIES);
});
beforeEach(() => useCopyOf(original));
afterEach(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});
afterAll(() => rm(original, { recursive: true, force: true }));

/** A data directory with one tenant of `count` entries, closed. */
async function filled(count: number): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'siegel-checks-'));
  tenant = new TestTenant('checks');
  const created = await createSqliteEngine({ directory: made, boxKey }).createTenant(tenant.tenant);
  if (!created.ok) throw new Error(created.error.code);
  const genesis = openedBatch(tenant.batch([tenant.genesisEntry()], { size: 0, root: testHasher.emptyRoot }));
  const akte = tenant.random(16);
  const packets: EntryPacket[] = [tenant.caseKey(akte)];
  while (packets.length < count - 1) packets.push(tenant.record(akte, { sizeBytes: 100 }));
  await created.value.write(async (tx) => {
    await tx.append(genesis, { firstSeq: 0, receivedAt: tenant.now });
    for (let at = 0; at < packets.length; at += 1000) await appendPackets(tx, tenant, packets.slice(at, at + 1000));
  });
  await created.value.close();
  return made;
}

async function useCopyOf(made: string): Promise<void> {
  directory = await mkdtemp(join(tmpdir(), 'siegel-checks-'));
  await cp(made, directory, { recursive: true });
  path = join(directory, 'tenants', hexOf(tenant.tenant), 'journal.db');
  engine = createSqliteEngine({ directory, boxKey });
}

/** Changes the closed database as somebody with the key could, past all rules. */
function tamper(sql: string): void {
  const db = openConnection(path, tenantDatabaseKey(boxKey, tenant.tenant), { readonly: false });
  db.exec(sql);
  db.close();
}

const open = (): Promise<OpenResult> => engine.openTenant(tenant.tenant);

async function fullCheck(): Promise<FullCheckReport['findings']> {
  const opened = await open();
  if (!opened.ok) throw new Error(opened.error.code);
  try {
    return (await opened.value.fullCheck()).findings;
  } finally {
    await opened.value.close();
  }
}

test('[ST30] opens an untouched tenant; the full check has nothing to say', async () => {
  expect(await fullCheck()).toEqual([]);
});

test.each([
  [
    'a changed body',
    `UPDATE entry SET body = CAST(substr(body, 1, 60) || x'ff' || substr(body, 62) AS BLOB) WHERE seq = ${NEW}`,
  ],
  ['a changed time', `UPDATE entry SET received_at = received_at + 1 WHERE seq = ${NEW}`],
  ['a missing entry', `DELETE FROM entry WHERE seq = ${NEW}`],
  [
    'a missing last node',
    'DELETE FROM tree_node WHERE id = (SELECT MAX(id) FROM tree_node WHERE id < 562949953421312)',
  ],
  [
    'a changed node of a higher level',
    'UPDATE tree_node SET hash = zeroblob(32) WHERE id = (SELECT MAX(id) FROM tree_node)',
  ],
  ['a missing row of the hash index', `DELETE FROM entry_hash WHERE seq = ${NEW}`],
  ['another tenant id', "UPDATE setting SET value = zeroblob(16) WHERE name = 'tenant'"],
  ['a newer schema', 'PRAGMA user_version = 2'],
  ['another application', 'PRAGMA application_id = 7'],
  ['a missing table', 'DROP TABLE freigabe'],
])('[ST30] refuses to open a tenant with %s', async (_what, sql) => {
  tamper(sql);
  expect(await open()).toMatchObject({ ok: false, error: { code: 'DATABASE_DAMAGED' } });
});

test.each([
  [
    'body',
    `UPDATE entry SET body = CAST(substr(body, 1, 60) || x'ff' || substr(body, 62) AS BLOB) WHERE seq = ${OLD}`,
    'hash index',
  ],
  ['unreadable body', `UPDATE entry SET body = CAST(substr(body, 1, 90) AS BLOB) WHERE seq = ${OLD}`, 'body'],
  ['time', `UPDATE entry SET received_at = received_at + 1 WHERE seq = ${OLD}`, 'node level 4'],
  ['order of times', `UPDATE entry SET received_at = received_at - 9 WHERE seq = ${OLD}`, 'time'],
  ['node', 'UPDATE tree_node SET hash = zeroblob(32) WHERE id = 281474976710657', 'node level 4'],
  ['hash index', `DELETE FROM entry_hash WHERE seq = ${OLD}`, 'hash index'],
  ['envelope', `UPDATE envelope SET bytes = zeroblob(100) WHERE id = ${OLD * 8}`, 'envelope'],
  ['missing envelope', `DELETE FROM envelope WHERE id = ${OLD * 8}`, 'envelope'],
  ['open fields', 'UPDATE open_fields SET salted = zeroblob(40) WHERE seq = 1', 'open fields'],
  ['missing open fields', 'DELETE FROM open_fields WHERE seq = 1', 'open fields'],
  ['head', `UPDATE record SET head = ${OLD + 1} WHERE no = ${OLD}`, 'projection'],
  ['person', 'UPDATE akte SET person = zeroblob(16)', 'projection'],
])('[ST32] finds a changed %s that the check at start does not reach', async (_what, sql, finding) => {
  tamper(sql);
  expect((await fullCheck()).map(({ what }) => what)).toContain(finding);
});

test('[ST31, T11] finds a flipped bit anywhere in the file, at opening or in the full check', async () => {
  const small = await filled(150);
  await rm(directory, { recursive: true });
  await useCopyOf(small);
  await rm(small, { recursive: true });
  const bytes = await readFile(path);
  let foundLater = 0;
  for (let round = 0; round < 25; round++) {
    const [a = 0, b = 0, c = 0, bit = 0] = tenant.random(4);
    const at = (a * 65_536 + b * 256 + c) % bytes.length;
    const flip = () => {
      bytes[at] = (bytes[at] as number) ^ (1 << (bit % 8));
    };
    flip();
    await writeFile(path, bytes);
    const opened = await open();
    if (opened.ok) {
      foundLater++;
      const refused = { failure: { code: 'DATABASE_DAMAGED' } };
      await expect(opened.value.fullCheck(), `byte ${at}, bit ${bit % 8}`).rejects.toMatchObject(refused);
      await opened.value.close();
    } else expect(opened.error.code).toMatch(/^DATABASE_(DAMAGED|KEY_WRONG)$/);
    flip();
  }
  await writeFile(path, bytes);
  expect(await fullCheck()).toEqual([]);
  expect(foundLater).toBeGreaterThan(0);
});

test('[ST31] answers DATABASE_DAMAGED when a damaged page is met at runtime, and goes on when it is readable', async () => {
  const bytes = await readFile(path);
  const opened = await open();
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  // Every page behind the first ones, as a failing disk would while the server runs; old envelopes are in no cache.
  const damaged = Buffer.from(bytes);
  for (let at = 16_384; at < bytes.length; at += 4096) damaged[at] = (damaged[at] as number) ^ 1;
  await writeFile(path, damaged);
  await expect(collect(store.contentOfRange(0, ENTRIES))).rejects.toMatchObject({
    failure: { code: 'DATABASE_DAMAGED' },
  });
  await expect(store.fullCheck()).rejects.toMatchObject({ failure: { code: 'DATABASE_DAMAGED' } });
  expect(store.treeHead().size).toBe(ENTRIES);
  await writeFile(path, bytes);
  expect(await collect(store.contentOfRange(0, ENTRIES))).toHaveLength(ENTRIES - 1);
  await store.close();
});
