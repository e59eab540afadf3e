import { shardRoot } from '@siegel/journal';
import { decodeSnapshotHead, encodeSnapshotHead, hexOf, SHARDS, type SnapshotHead } from '@siegel/wire';
import { expect, test } from 'vitest';
import { elsewhereMark, elsewhereMarkKey, openElsewhere, sealElsewhere } from './elsewhere.ts';
import type { GroupKey } from './group-key.ts';
import { Secret } from './secret.ts';
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
const FACT = 'name brandt ilse 1960-03-14';
const HEAD: SnapshotHead = {
  ...AT,
  groupKeyId: hash(3),
  setKeyId: hash(7),
  coversSeq: 4711,
  shards: Array.from({ length: SHARDS }, (_, n) => ({ hash: hash(n), sizeBytes: 100 + n })),
  elsewhere: { hash: hash(90), sizeBytes: 300, groupKeyId: hash(91) },
};

test('[BS41] a mark follows from fact, tenant and key of the organisation, and from nothing without the key', async () => {
  const mark = await elsewhereMark(FACT, await elsewhereMarkKey(group()));
  // A committed value: another derivation would find nobody any more.
  expect(mark).toBe('e0d72d3d7f75ebfca25f98602c5d0159');
  const others = await Promise.all([
    elsewhereMark(`${FACT} `, await elsewhereMarkKey(group())),
    elsewhereMark(FACT, await elsewhereMarkKey(group({ tenant: id(7) }))),
    elsewhereMark(FACT, await elsewhereMarkKey(group({ secret: new Secret(hash(7)) }))),
  ]);
  expect(new Set([mark, ...others]).size).toBe(4);
});

test('[BS40] a list opens at its place only, holds each mark once, and keeps no order of entering', async () => {
  const marks = ['ff'.repeat(16), '0a'.repeat(16), 'ff'.repeat(16)];
  const sealed = await sealElsewhere(marks, AT, { group: group() });
  expect([...((await openElsewhere(sealed, AT, group())) ?? [])]).toEqual(['0a'.repeat(16), 'ff'.repeat(16)]);
  for (const over of [{ site: id(9) }, { set: id(9) }])
    expect(await openElsewhere(sealed, { ...AT, ...over }, group())).toBeUndefined();
  for (const over of [{ tenant: id(9) }, { keyId: hash(9) }, { secret: new Secret(hash(9)) }])
    expect(await openElsewhere(sealed, AT, group(over))).toBeUndefined();
  for (let at = 0; at < sealed.length; at++) {
    const flipped = sealed.slice();
    flipped[at] = (flipped[at] as number) ^ 1;
    expect(await openElsewhere(flipped, AT, group())).toBeUndefined();
  }
  expect(await openElsewhere(sealed.subarray(0, -1), AT, group())).toBeUndefined();
  expect((await openElsewhere(await sealElsewhere([], AT, { group: group() }), AT, group()))?.size).toBe(0);
});

test('[BS40] [SN2] the head names the list, and the shardRoot signs every part of its name', () => {
  expect(decodeSnapshotHead(encodeSnapshotHead(HEAD))).toEqual(HEAD);
  const { elsewhere, ...plain } = HEAD;
  expect(decodeSnapshotHead(encodeSnapshotHead(plain))).toEqual(plain);
  const named = elsewhere as NonNullable<typeof elsewhere>;
  const changed: SnapshotHead[] = [
    HEAD,
    plain,
    ...[{ hash: hash(1) }, { sizeBytes: 301 }, { groupKeyId: hash(1) }].map((over) => ({
      ...HEAD,
      elsewhere: { ...named, ...over },
    })),
  ];
  expect(new Set(changed.map((head) => hexOf(shardRoot(head, platformHasher)))).size).toBe(5);
});
