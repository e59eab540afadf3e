import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDay, formatShortDay } from './format.ts';
import { addDays, parseDay } from './parse-day.ts';

const TODAY = '2026-11-24';

test('[WB28] reads days as people type them', () => {
  for (const [typed, day] of [
    ['24.11.2026', '2026-11-24'],
    ['1.3.26', '2026-03-01'],
    ['1.3.', '2026-03-01'],
    ['010326', '2026-03-01'],
    ['01032026', '2026-03-01'],
    ['0103', '2026-03-01'],
    ['2026-03-01', '2026-03-01'],
    ['1.3.51', '1951-03-01'],
    ['1.3.27', '2027-03-01'],
    ['1.3.28', '1928-03-01'],
    [' Heute ', TODAY],
    ['gestern', '2026-11-23'],
    ['yesterday', '2026-11-23'],
    ['1/3/26', '2026-03-01'],
  ] as const) {
    expect([typed, parseDay(typed, TODAY)]).toEqual([typed, day]);
  }
});

test('[WB28] takes nothing that is no day of the calendar', () => {
  for (const typed of ['', '29.2.26', '31.4.26', '0.1.26', '1.13.26', '1.3.026', 'morgen früh', '32', '1.3.26x']) {
    expect([typed, parseDay(typed, TODAY)]).toEqual([typed, undefined]);
  }
});

test('[WB28] reads back what it writes', () => {
  const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => {
      const written = date.toISOString().slice(0, 10);
      expect(parseDay(formatDay(written, 'de'), TODAY)).toBe(written);
      expect(parseDay(formatShortDay(written, 'en'), TODAY)).toBe(written);
      expect(addDays(addDays(written, 37), -37)).toBe(written);
    }),
  );
});
