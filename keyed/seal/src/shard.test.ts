import { shardRoot } from '@siegel/journal';
import {
  decodeSnapshotHead,
  encodeSnapshotHead,
  hexOf,
  LayoutError,
  SHARDS,
  shardOf,
  type SnapshotHead,
} from '@siegel/wire';
import { expect, test } from 'vitest';
import type { GroupKey } from './group-key.ts';
import { Secret } from './secret.ts';
import { openShard, sealShard, shardSetKey } from './shard.ts';
import { platformHasher } from './sign-batch.ts';

const id = (n: number) => new Uint8Array(16).fill(n);
const hash = (n: number) => new Uint8Array(32).fill(n);
const group = (over: Partial<GroupKey> = {}): GroupKey => ({
  tenant: id(1),
  group: id(2),
  version: 1,
  keyId: hash(3),
  secret: new Secret(hash(4)),
  ...over,
});
const AT = { site: id(5), set: id(6) };
const PERSONS = new TextEncoder().encode('packed persons');
const HEAD: SnapshotHead = {
  ...AT,
  groupKeyId: hash(3),
  setKeyId: hash(7),
  coversSeq: 4711,
  shards: Array.from({ length: SHARDS }, (_, n) => ({ hash: hash(n), sizeBytes: 100 + n })),
};

test('[SN4] the key of a set follows from group key, tenant, site and set, and from nothing else twice', async () => {
  const key = await shardSetKey(group(), AT);
  // A committed value: another derivation would leave every set unreadable.
  expect(hexOf(key.keyId)).toBe('4bc60e0603c34dc2e4acd0e9c02696020a821ad1f6c7babaef0ccd034aca0822');
  const others = await Promise.all([
    shardSetKey(group(), { ...AT, set: id(7) }),
    shardSetKey(group(), { ...AT, site: id(7) }),
    shardSetKey(group({ tenant: id(7) }), AT),
    shardSetKey(group({ keyId: hash(7) }), AT),
    shardSetKey(group({ secret: new Secret(hash(7)) }), AT),
  ]);
  expect(new Set([key, ...others].map(({ keyId }) => hexOf(keyId))).size).toBe(6);
});

test('[SN4] a shard opens at its place only: another number, set, site, tenant or key, a flipped bit or a cut refuse it', async () => {
  const key = await shardSetKey(group(), AT);
  const sealed = await sealShard(PERSONS, 3, key);
  expect(await openShard(sealed, 3, key)).toEqual(PERSONS);
  expect(await openShard(sealed, 4, key)).toBeUndefined();
  for (const over of [{ site: id(9) }, { set: id(9) }, { tenant: id(9) }, { keyId: hash(9) }])
    expect(await openShard(sealed, 3, { ...key, ...over })).toBeUndefined();
  expect(await openShard(sealed, 3, await shardSetKey(group(), { ...AT, set: id(7) }))).toBeUndefined();
  for (let at = 0; at < sealed.length; at++) {
    const flipped = sealed.slice();
    flipped[at] = (flipped[at] as number) ^ 1;
    expect(await openShard(flipped, 3, key)).toBeUndefined();
    expect(await openShard(sealed.slice(0, at), 3, key)).toBeUndefined();
  }
});

test('[SN4] sealing the same persons twice gives different bytes of one of few sizes', async () => {
  const key = await shardSetKey(group(), AT);
  const [one, two] = [await sealShard(PERSONS, 3, key), await sealShard(PERSONS, 3, key)];
  expect(hexOf(one)).not.toBe(hexOf(two));
  const sizes = new Set<number>();
  for (let length = 10_000; length < 10_500; length++)
    sizes.add((await sealShard(new Uint8Array(length), 0, key)).length);
  expect(sizes.size).toBeLessThanOrEqual(3);
});

test('[SN2] the shardRoot changes with every item of the head', () => {
  const root = (head: SnapshotHead) => hexOf(shardRoot(head, platformHasher));
  expect(root(HEAD)).toBe('611e9e689d9822db184b7c7449df0357a02262d6609f713161aeea9a53768f09');
  const [first, second, ...rest] = HEAD.shards as [SnapshotHead['shards'][number], SnapshotHead['shards'][number]];
  const changed: SnapshotHead[] = [
    { ...HEAD, site: id(9) },
    { ...HEAD, set: id(9) },
    { ...HEAD, groupKeyId: hash(9) },
    { ...HEAD, setKeyId: hash(9) },
    { ...HEAD, coversSeq: 4712 },
    { ...HEAD, shards: [second, first, ...rest] },
    { ...HEAD, shards: [{ ...first, sizeBytes: 1 }, second, ...rest] },
    { ...HEAD, shards: [{ ...first, hash: hash(99) }, second, ...rest] },
  ];
  expect(new Set([HEAD, ...changed].map(root)).size).toBe(changed.length + 1);
});

test('[SN2] a head comes back as it was written; other layouts are refused', () => {
  const bytes = encodeSnapshotHead(HEAD);
  expect(decodeSnapshotHead(bytes)).toEqual(HEAD);
  expect(() => decodeSnapshotHead(encodeSnapshotHead({ ...HEAD, shards: HEAD.shards.slice(1) }))).toThrow(LayoutError);
  expect(() => decodeSnapshotHead(encodeSnapshotHead({ ...HEAD, set: hash(1) }))).toThrow(LayoutError);
  expect(() => decodeSnapshotHead(bytes.slice(0, -1))).toThrow(Error);
});

test('[SN3] persons are spread evenly over 64 shards by the hash of their id', () => {
  const counts = Array.from({ length: SHARDS }, () => 0);
  for (let n = 0; n < 6_400; n++) {
    const number = shardOf(platformHasher.sha256(Uint8Array.of(n >> 8, n & 255)).slice(0, 16), platformHasher.sha256);
    counts[number] = (counts[number] ?? 0) + 1;
  }
  expect(counts.length).toBe(SHARDS);
  expect(Math.min(...counts)).toBeGreaterThan(60);
  expect(Math.max(...counts)).toBeLessThan(150);
});
