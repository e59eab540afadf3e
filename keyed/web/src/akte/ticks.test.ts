import { expect, test } from 'vitest';
import { allTicked, drawnTo, NO_TICKS, tickedOf, toggled } from './ticks.ts';

const SHOWN = ['a', 'b', 'c', 'd', 'e'];
const ids = (ticks: Parameters<typeof tickedOf>[0], shown = SHOWN) => [...tickedOf(ticks, shown)].join('');

test('[AT80] the space bar ticks and unticks one by one', () => {
  const two = toggled(toggled(NO_TICKS, 'd', SHOWN), 'b', SHOWN);
  expect(ids(two)).toBe('bd');
  expect(ids(toggled(two, 'd', SHOWN))).toBe('b');
});

test('[AT80] with Umschalt a range grows and shrinks from where it began, and what was ticked before stays', () => {
  const begun = drawnTo(toggled(NO_TICKS, 'e', SHOWN), 'e', 'c');
  expect(ids(begun)).toBe('cde');
  expect(ids(drawnTo(begun, 'c', 'd'))).toBe('de');
  const second = toggled(toggled(NO_TICKS, 'a', SHOWN), 'c', SHOWN);
  expect(ids(drawnTo(second, 'c', 'd'))).toBe('acd');
  expect(ids(drawnTo(NO_TICKS, 'b', 'd'))).toBe('bcd');
});

test('[AT80] a tick on a drawn range takes one of it away', () => {
  expect(ids(toggled(drawnTo(NO_TICKS, 'a', 'c'), 'b', SHOWN))).toBe('ac');
});

test('[AT81] what the filter hides is ticked for nobody; shown again it is', () => {
  const all = allTicked(SHOWN);
  expect(ids(all, ['b', 'd'])).toBe('bd');
  expect(ids(all)).toBe('abcde');
  expect(ids(drawnTo(NO_TICKS, 'a', 'e'), ['b', 'e'])).toBe('');
});
