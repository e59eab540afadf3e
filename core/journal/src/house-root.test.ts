import { testHasher } from '@siegel/testing';
import { hexOf } from '@siegel/wire';
import { expect, test } from 'vitest';
import { type HouseLine, houseRoot } from './house-root.ts';

const line = (n: number, over: Partial<HouseLine> = {}): HouseLine => ({
  seq: n,
  receivedAt: 1_000 + n,
  entryHash: new Uint8Array(32).fill(n),
  ...over,
});
const root = (...lines: readonly HouseLine[]) => hexOf(houseRoot(lines, testHasher));

test('[JN32] the houseRoot is the committed value of three lines, and that of the empty tree without any', () => {
  expect(root()).toBe(hexOf(testHasher.emptyRoot));
  expect(root(line(0), line(3), line(7))).toBe('9f661401e273e61a8a963f05a63435c15a61db93236f3db738c33c68ccab53b4');
});

test('[JN32] a line left out, added, moved or changed gives another root', () => {
  const whole = [line(0), line(3), line(7)] as const;
  const [a, b, c] = whole;
  const others = [
    [a, b],
    [a, c],
    [b, a, c],
    [a, b, c, line(8)],
    [a, { ...b, seq: 4 }, c],
    [a, { ...b, receivedAt: 1 }, c],
    [a, { ...b, entryHash: c.entryHash }, c],
  ];
  expect(new Set([whole, ...others].map((lines) => root(...lines))).size).toBe(others.length + 1);
});
