import { z } from 'zod';

const hexId = z.string().regex(/^[0-9a-f]{32}$/);
const shard = z.int().min(0).max(63);

/** Control messages about sets of shards (docs/spec/snapshot.md). Part of `controlMessages`. */
export const snapshotMessages = {
  snapshotLease: z.strictObject({ lease: hexId, expiresAt: z.int() }),
  fetchShards: z.strictObject({ site: hexId, set: hexId, shards: z.array(shard).min(1).max(64) }),
  snapshotReport: z.strictObject({ site: hexId, set: hexId, shards: z.array(shard).min(1).max(64) }),
} as const;
