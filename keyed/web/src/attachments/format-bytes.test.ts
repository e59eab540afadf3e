import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test('[AT21] writes sizes as people do', () => {
  const sizes = [0, 999, 640_000, 3_400_000, 18_000_000, 2_100_000_000].map(formatBytes);
  expect(sizes).toEqual(['1 kB', '1 kB', '640 kB', '3,4 MB', '18 MB', '2,1 GB']);
});
