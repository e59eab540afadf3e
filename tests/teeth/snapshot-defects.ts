import type { Defect } from './defects.ts';

/** Defects of snapshot and attestation (SN1 to SN31). */
export const SNAPSHOT_DEFECTS: readonly Defect[] = [
  {
    name: 'a device begins with a house nobody attested',
    file: 'keyed/safe/src/snapshot/start-follower.ts',
    find: "    isSame(fields['houseRoot'], houseRoot(houseLines(columns, head.coversSeq), hasher)) &&\n",
    plant: '',
    test: 'tests/hostile/snapshot.test.ts',
  },
  {
    name: 'a set older than the one used is taken',
    file: 'keyed/safe/src/snapshot/quick-start.ts',
    find: "if (await used.isOlder(set)) return fail('SNAPSHOT_OLDER');",
    plant: 'await used.isOlder(set);',
    test: 'tests/hostile/snapshot.test.ts',
  },
  {
    name: 'missing shards are passed over',
    file: 'keyed/safe/src/snapshot/open-shards.ts',
    find: 'every(Boolean) && missing.size === 0;',
    plant: 'every(Boolean);',
    test: 'tests/hostile/snapshot.test.ts',
  },
  {
    name: 'the server takes a set without its attestation',
    file: 'blind/server/src/snapshot/renew-set.ts',
    find: 'if (!(await isAttested(tx, renewed, lease))) return false;',
    plant: 'await isAttested(tx, renewed, lease);',
    test: 'tests/hostile/snapshot.test.ts',
  },
  {
    name: 'wrong rows are not reported',
    file: 'keyed/safe/src/snapshot/check-snapshot.ts',
    find: 'if (!isSameRow(row, safe.index.get(personId))) wrong.add(shardOfPerson(personId));',
    plant: 'if (row === undefined) wrong.add(shardOfPerson(personId));',
    test: 'keyed/safe/src/snapshot/snapshot.test.ts',
  },
  {
    name: 'a set holds persons its group may not read',
    file: 'keyed/safe/src/snapshot/sealed-persons.ts',
    find: 'if (verdict) yield personId;',
    plant: 'yield personId;',
    test: 'keyed/safe/src/snapshot/snapshot.test.ts',
  },
  {
    name: 'a shard opens at every number',
    file: 'keyed/seal/src/shard.ts',
    find: 'tenant, site, set, keyId, number, SHARDS]);',
    plant: 'tenant, site, set, keyId, number * 0, SHARDS]);',
    test: 'keyed/seal/src/shard.test.ts',
  },
  {
    name: 'an Akte is opened before the journal was followed',
    file: 'keyed/safe/src/worker/safe-service.ts',
    find: 'session.whole.then(() => call(...args))',
    plant: 'Promise.resolve().then(() => call(...args))',
    test: 'keyed/safe/src/worker/quick-start.test.ts',
  },
  {
    name: 'an erasure leaves the shards where they are',
    file: 'blind/server/src/append/tenant-writer.ts',
    find: 'if (erasesOf(plan)) await this.#dropShards();',
    plant: 'if (!erasesOf(plan)) await Promise.resolve();',
    test: 'keyed/safe/src/snapshot/snapshot.test.ts',
  },
  {
    name: 'a lease outlives an erasure',
    file: 'blind/server/src/snapshot/leases.ts',
    find: 'if (isInTime && known.erasedSize === this.#core.erased.size) return known;',
    plant: 'if (isInTime) return known;',
    test: 'keyed/safe/src/snapshot/erased-set.test.ts',
  },
  {
    name: 'a server that starts again forgets the erasures',
    file: 'blind/server/src/tenants/open-tenant.ts',
    find: 'if (body.kind === WIRE_KINDS.tombstone) erasedSize = seq + 1;',
    plant: 'if (body.kind === WIRE_KINDS.tombstone) erasedSize = 0;',
    test: 'keyed/safe/src/snapshot/erased-set.test.ts',
  },
  {
    name: 'shards that outlived an erasure are handed out',
    file: 'blind/server/src/snapshot/snapshot-desk.ts',
    find: 'if (kept === undefined || kept.head.coversSeq < erased.size) return undefined;',
    plant: 'if (kept === undefined) return undefined;',
    test: 'keyed/safe/src/snapshot/erased-set.test.ts',
  },
];
