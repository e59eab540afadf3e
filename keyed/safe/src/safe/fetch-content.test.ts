import { expect, test } from 'vitest';
import type { KeyRing } from '../keys/key-ring.ts';
import { ContentCache } from '../records/content-cache.ts';
import { takeItems } from './fetch-content.ts';

const AKTE = new Uint8Array(16).fill(1);

test('[SF31] no envelope is seen before every key of the same answer is opened', async () => {
  const cache = new ContentCache();
  const seenAtKey: number[] = [];
  const opening = async () => {
    await Promise.resolve();
    seenAtKey.push(cache.size);
  };
  const keys = { takeCaseWraps: opening, takeGroupWraps: opening } as unknown as KeyRing;
  const items = [
    [5, AKTE, new Uint8Array(64).fill(2)],
    [4, AKTE, []],
    [5, AKTE, new Uint8Array(64).fill(3)],
    [6, AKTE, 1, []],
  ];
  expect(await takeItems(items, { keys, cache })).toBe(2);
  expect(seenAtKey).toEqual([0, 0]);
  expect(cache.size).toBe(2);
});
