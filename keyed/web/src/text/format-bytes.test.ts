import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

const SIZES: readonly (readonly [bytes: number, de: string, en: string])[] = [
  [0, '0 B', '0 B'],
  [999, '999 B', '999 B'],
  [1000, '1 kB', '1 kB'],
  [1440, '1,4 kB', '1.4 kB'],
  [9949, '9,9 kB', '9.9 kB'],
  [9960, '10 kB', '10 kB'],
  [640_000, '640 kB', '640 kB'],
  [999_499, '999 kB', '999 kB'],
  [999_500, '1 MB', '1 MB'],
  [1_023_960, '1 MB', '1 MB'],
  [3_400_000, '3,4 MB', '3.4 MB'],
  [18_000_000, '18 MB', '18 MB'],
  [999_960_000, '1 GB', '1 GB'],
  [2_100_000_000, '2,1 GB', '2.1 GB'],
  [4_321_000_000_000, '4321 GB', '4321 GB'],
];

test('[AT21] writes sizes as people do, in the language of the page, rounded before the unit is chosen', () => {
  expect(SIZES.map(([bytes]) => [bytes, formatBytes(bytes, 'de'), formatBytes(bytes, 'en')])).toEqual(SIZES);
});
