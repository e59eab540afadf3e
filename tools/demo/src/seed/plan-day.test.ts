import { expect, test } from 'vitest';
import { planDay } from './plan-day.ts';

const DAY = 1_440;

test('[DM1] whenever the demo begins, and however many persons it has, somebody waits and somebody is still expected', () => {
  for (const count of [40, 52])
    for (let now = 0; now < DAY; now++) {
      const day = planDay(count, now);
      const expected = day.filter(({ state }) => state === 'erwartet');
      const inHouse = day.filter(({ state }) => state === 'da' || state === 'aufgerufen' || state === 'imRaum');
      expect(expected.length, `expected, ${count} at ${now}`).toBeGreaterThanOrEqual(4);
      expect(inHouse.length, `in the house, ${count} at ${now}`).toBeGreaterThan(0);
      expect(day.every(({ from }) => from >= 0 && from < DAY)).toBe(true);
    }
});

test('[DM1] in the morning the day is an ordinary one, and so are the days after', () => {
  const ahead = planDay(52, undefined);
  expect(ahead.every(({ state }) => state === 'erwartet')).toBe(true);
  expect(planDay(52, 660).map(({ from }) => from)).toEqual(ahead.map(({ from }) => from));
  expect([ahead[0]?.from, ahead[26]?.from]).toEqual([450, 735]);
});
