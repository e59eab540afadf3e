import { expect, test } from 'vitest';
import { findMassReads, type HandedOut } from './find-mass-reads.ts';

const MINUTE = 60_000;
const rule = { most: 3, withinMs: 10 * MINUTE };
const handed = (userId: string, minute: number, ...subjects: string[]): HandedOut => ({
  seq: minute,
  atMs: minute * MINUTE,
  userId,
  subjects,
});

test('[LG20] finds who was handed more persons in the time than the rule says, each person counted once', () => {
  const calm = [1, 2, 3, 4, 5].map((minute) => handed('a', minute, 'p1', 'p2', 'p3'));
  expect(findMassReads(calm, rule)).toEqual([]);
  const found = findMassReads([...calm, handed('a', 6, 'p4')], rule);
  expect(found).toEqual([{ userId: 'a', akten: 4, fromSeq: 1, toSeq: 6, fromMs: MINUTE, toMs: 6 * MINUTE }]);
});

test('[LG21] stays the same while the same persons are looked at again', () => {
  const five = [1, 2, 3, 4, 5].map((minute) => handed('a', minute, `p${minute}`));
  const again = findMassReads([...five, handed('a', 6, 'p1'), handed('a', 7, 'p5')], rule);
  expect(again).toEqual(findMassReads(five, rule));
  expect(findMassReads([...five, handed('a', 6, 'p1'), handed('a', 7, 'p9')], rule)[0]?.toSeq).toBe(7);
});

test('[LG20] counts what one request brought at once, and nobody together with somebody else', () => {
  expect(findMassReads([handed('a', 1, 'p1', 'p2', 'p3', 'p4')], rule)).toHaveLength(1);
  expect(findMassReads([handed('a', 1, 'p1', 'p2'), handed('b', 2, 'p3', 'p4')], rule)).toEqual([]);
});

test('[LG20] lets go what is longer ago, and joins what runs into each other', () => {
  const slow = Array.from({ length: 20 }, (_, i) => handed('a', i * 4, `p${i}`));
  expect(findMassReads(slow, rule)).toEqual([]);
  const fast = Array.from({ length: 20 }, (_, i) => handed('a', i, `p${i}`));
  expect(findMassReads(fast, rule)).toMatchObject([{ akten: 20, fromSeq: 0, toSeq: 19 }]);
  const twice = [...fast, ...fast.map((one) => ({ ...one, seq: one.seq + 200, atMs: one.atMs + 200 * MINUTE }))];
  expect(findMassReads(twice, rule).map(({ fromSeq }) => fromSeq)).toEqual([200, 0]);
});
