import * as z from 'zod/mini';

const hexId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const shard = z.int().check(z.minimum(0), z.maximum(63));

/** Control messages about sets of shards (docs/spec/snapshot.md). Part of `controlMessages`. */
export const snapshotMessages = {
  snapshotLease: z.strictObject({ lease: hexId, expiresAt: z.int() }),
  fetchShards: z.strictObject({
    site: hexId,
    set: hexId,
    shards: z.array(shard).check(z.minLength(1), z.maxLength(64)),
  }),
  snapshotReport: z.strictObject({
    site: hexId,
    set: hexId,
    shards: z.array(shard).check(z.minLength(1), z.maxLength(64)),
  }),
} as const;
