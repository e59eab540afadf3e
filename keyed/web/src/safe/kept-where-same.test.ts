import { expect, test } from 'vitest';
import { keptWhereSame } from './kept-where-same.ts';

const week = () => ({
  monday: '2026-11-23',
  days: [
    { day: '2026-11-23', rows: [row('a', 540), row('b', 600)] },
    { day: '2026-11-24', rows: [row('c', 540)] },
  ],
  calendar: { resources: [{ resourceId: '1', name: 'Labor' }] },
});
const row = (recordId: string, from: number) => ({ recordId, from, chain: [{ text: 'EKG' }] });

test('[KG6] what says the same is the same object; what changed, and all that holds it, is new', () => {
  const before = week();
  expect(keptWhereSame(before, week())).toBe(before);
  const moved = week();
  moved.days[0]?.rows.splice(0, 1, row('a', 545));
  const kept = keptWhereSame(before, moved);
  expect(kept).toEqual(moved);
  expect(kept.days[0]?.rows[1]).toBe(before.days[0]?.rows[1]);
  expect(kept.days[1]).toBe(before.days[1]);
  expect(kept.calendar).toBe(before.calendar);
  expect(kept.days[0]).not.toBe(before.days[0]);
});

test('[SE15] [KG6] who is found by the next letter, too, is the same row in another place', () => {
  const person = (personId: string) => ({ personId, familienname: 'Brandt' });
  const before = { exact: [person('a'), person('b'), person('c')], total: 3 };
  const kept = keptWhereSame(before, { exact: [person('c'), person('d')], total: 2 });
  expect(kept.exact[0]).toBe(before.exact[2]);
  expect(kept).toEqual({ exact: [person('c'), person('d')], total: 2 });
});

test('[KG6] a row that comes in between, or leaves, makes no other row new', () => {
  const before = week();
  const more = week();
  more.days[0]?.rows.unshift(row('x', 500));
  const kept = keptWhereSame(before, more);
  expect(kept.days[0]?.rows.map(({ recordId }) => recordId)).toEqual(['x', 'a', 'b']);
  expect(kept.days[0]?.rows[2]).toBe(before.days[0]?.rows[1]);
  const fewer = week();
  fewer.days[0]?.rows.splice(0, 1);
  expect(keptWhereSame(before, fewer)).toEqual(fewer);
});

test('[KG6] a field that came or went is a change', () => {
  expect(keptWhereSame<object>({ a: 1 }, { a: 1, b: undefined })).toEqual({ a: 1, b: undefined });
  expect(keptWhereSame<object>({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  expect(keptWhereSame<object>({ a: [1] }, { a: [1, 2] })).toEqual({ a: [1, 2] });
});
