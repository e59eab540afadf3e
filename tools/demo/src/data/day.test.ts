import { isLocalDate } from '@siegel/akten';
import { expect, test } from 'vitest';
import { dateOf, dayOf, openDayBefore } from './day.ts';

test('[DD1] counts days like the calendar', () => {
  expect(dayOf('1970-01-01')).toBe(0);
  expect(dateOf(dayOf('2000-02-29') + 1)).toBe('2000-03-01');
  expect(dateOf(dayOf('1900-02-28') + 1)).toBe('1900-03-01');
  for (let day = dayOf('1899-12-01'); day < dayOf('2031-01-01'); day++) {
    const date = dateOf(day);
    if (!isLocalDate(date) || dayOf(date) !== day || new Date(day * 86_400_000).toISOString().slice(0, 10) !== date) {
      expect(date).toBe(`day ${day}`);
    }
  }
});

test('[DD6] keeps the practice closed on weekends and holidays', () => {
  expect(dateOf(openDayBefore(dayOf('2026-11-22')))).toBe('2026-11-20');
  expect(dateOf(openDayBefore(dayOf('2026-11-24')))).toBe('2026-11-24');
  expect(dateOf(openDayBefore(dayOf('2026-12-26')))).toBe('2026-12-23');
});
