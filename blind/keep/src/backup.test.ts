import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import type { TenantStore } from '@siegel/store';
import { appendPackets } from '@siegel/testing';
import { decodeBody, WIRE_KINDS } from '@siegel/wire';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { everythingOf, hashOf, TenantWithBackups } from '../test-support/a-tenant.ts';
import { backupsIn, checkFiles, makeBackup } from './index.ts';
import { openBackup, restoreBackup, whatIsThere } from './restore.ts';

let world: TenantWithBackups;
let store: TenantStore;
beforeEach(async () => {
  ({ world, store } = await TenantWithBackups.open());
});
afterEach(() => world.close());

test('[BK12] [BK13] [BK21] [D7] what a backup holds comes back byte for byte, without what belongs to the instance', async () => {
  await makeBackup(world.sourceOf(store), world.wish('a'));
  expect(await backupsIn(world.set)).toEqual(['a']);
  expect(await checkFiles({ set: world.set, id: 'a' })).toEqual([]);
  const again = await world.restored('a');
  expect(await everythingOf(again)).toBe(await everythingOf(store));
  expect((await again.fullCheck()).findings).toEqual([]);
  expect(await again.secret('log-key')).toBeUndefined();
  const [blob] = await again.blobsOfAkte(world.akte);
  const read: Uint8Array[] = [];
  for await (const piece of again.blobs.read(blob!.hash, 0, 3_000_000)) read.push(piece as Uint8Array);
  expect([...hashOf(Buffer.concat(read))]).toEqual([...blob!.hash]);
});

test('[BK21] what was erased before stays erased, and what a living version carries of it comes back', async () => {
  const { tenant, akte } = world;
  const first = tenant.record(akte, { envelopes: [tenant.envelope(), tenant.envelope()] });
  const { record, parts } = decodeBody(first.body);
  const fresh = tenant.envelope();
  const second = tenant.record(akte, {
    record,
    parent: hashOf(first.body),
    parts: [parts[0]!, tenant.part(1, fresh, tenant.first, 2)],
    envelopes: [fresh],
  });
  const gone = tenant.record(akte);
  await world.append(store, [first, second, gone]);
  const entries = [hashOf(first.body), hashOf(gone.body)];
  await store.write(async (tx) => {
    const fields = { entries, reason: 'request' };
    await appendPackets(tx, tenant, [tenant.entry({ kind: WIRE_KINDS.tombstone, fields })]);
    await tx.erase(entries);
  });
  await makeBackup(world.sourceOf(store), world.wish('a'));
  const again = await world.restored('a');
  expect(await everythingOf(again)).toBe(await everythingOf(store));
  expect((await again.fullCheck()).findings).toEqual([]);
});

test('[BK14] the next backup writes what is new, and each of them comes back by itself', async () => {
  const { tenant, akte } = world;
  const { manifest: first } = await makeBackup(world.sourceOf(store), world.wish('a'));
  const before = await whatIsThere(world.set, first, world.identity);
  await world.append(store, [tenant.record(akte), tenant.record(akte)]);
  await world.attach(store, tenant.random(1_000));
  const { manifest: second } = await makeBackup(world.sourceOf(store), world.wish('b', { before }));
  const names = (files: readonly { name: string }[]) => files.map(({ name }) => name);
  expect(names(second.files).filter((name) => names(first.files).includes(name))).toHaveLength(2);
  expect(second.counts).toMatchObject({ entries: await store.size(), blobs: 2 });
  expect(await everythingOf(await world.restored('b'))).toBe(await everythingOf(store));
  expect((await world.restored('a')).treeHead().size).toBe(first.head.size);
});

test('[BK14] after a restore to an earlier moment nothing of the later backups is built upon', async () => {
  const { tenant, akte } = world;
  await makeBackup(world.sourceOf(store), world.wish('a'));
  await world.append(store, [tenant.record(akte)]);
  const { manifest: late } = await makeBackup(world.sourceOf(store), world.wish('b'));
  const before = await whatIsThere(world.set, late, world.identity);
  const again = await world.restored('a');
  await world.append(again, [tenant.record(akte), tenant.record(akte)]);
  await makeBackup(world.sourceOf(again), world.wish('c', { before }));
  expect(await everythingOf(await world.restored('c'))).toBe(await everythingOf(again));
});

test('[BK15] [BK20] a backup that was cut off is none, and nothing of it stays; damaged files are named', async () => {
  const begun = new AbortController();
  const wish = world.wish('a', { signal: begun.signal, onProgress: () => begun.abort() });
  await expect(makeBackup(world.sourceOf(store), wish)).rejects.toThrow();
  expect(await backupsIn(world.set)).toEqual([]);
  expect(await readdir(join(world.set, 'segments'))).toEqual([]);
  await makeBackup(world.sourceOf(store), world.wish('b'));
  const [segment = ''] = await readdir(join(world.set, 'segments'));
  const path = join(world.set, 'segments', segment);
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(500) ^ 1, 500);
  await writeFile(path, bytes);
  expect(await checkFiles({ set: world.set, id: 'b' })).toEqual([{ name: `segments/${segment}`, found: 'altered' }]);
  await rm(path);
  expect(await checkFiles({ set: world.set, id: 'b' })).toEqual([{ name: `segments/${segment}`, found: 'missing' }]);
  expect(await checkFiles({ set: world.set, id: 'none' })).toBe('BACKUP_UNKNOWN');
});

test('[BK3] [BK11] another key opens nothing, and a manifest the tenant has not signed is refused', async () => {
  await makeBackup(world.sourceOf(store), world.wish('a'));
  const other = { ...world.keys, identity: await generateX25519Identity() };
  await expect(openBackup(world.set, 'a', other)).rejects.toMatchObject({ code: 'BACKUP_KEY_WRONG' });
  const nobody = { ...world.keys, verify: () => false };
  await expect(openBackup(world.set, 'a', nobody)).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' });
});

test('[BK22] without the key part the journal comes back, and says that it is without keys', async () => {
  const { manifest } = await makeBackup(world.sourceOf(store), world.wish('a'));
  const again = await world.emptyStore();
  const files = manifest.files.filter(({ holds }) => holds.kind !== 'keys');
  const from = { set: world.set, identity: world.identity, manifest: { ...manifest, files } };
  expect(await restoreBackup(again, from)).toMatchObject({ entries: await store.size(), withKeys: false });
  expect((await again.contentOfAkte(world.akte, { history: true }))?.wraps).toEqual([]);
});
