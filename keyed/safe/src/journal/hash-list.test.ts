import { platformHasher } from '@siegel/seal';
import { concatBytes } from '@siegel/wire';
import { expect, test } from 'vitest';
import { HashList } from './hash-list.ts';

test('[JN41] keeps hashes one behind the other, as many as come', () => {
  const list = new HashList();
  const hashes = Array.from({ length: 700 }, (_, i) => platformHasher.sha256(Uint8Array.of(i & 255, i >> 8)));
  expect(list.bytes()).toHaveLength(0);
  for (const hash of hashes) list.push(hash);
  expect(list.count).toBe(700);
  expect(list.bytes()).toEqual(concatBytes(...hashes));
  // More than a spread could pass to a function.
  for (let i = 0; i < 300_000; i++) list.push(hashes[0]!);
  expect(list.bytes()).toHaveLength(300_700 * 32);
});
