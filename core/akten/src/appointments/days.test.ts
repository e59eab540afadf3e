import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayNumber, dayOfNumber, isoWeekOf, mondayOf, weekdayOf } from './day-number.ts';
import { LAENDER } from './holiday-place.ts';
import { easterOf, holidayOn, holidaysOf } from './holidays.ts';
import { daysOfSeries, type Rhythm, SERIES_MOST } from './recurrence.ts';

const anyDay = fc.integer({ min: -100_000, max: 200_000 }).map(dayOfNumber);

test('[TE1] counts days there and back, over leap years and the turn of the century', () => {
  fc.assert(fc.property(anyDay, (day) => dayOfNumber(dayNumber(day)) === day));
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
  expect(() => dayNumber('2023-02-29')).toThrow(RangeError);
});

test('[TE2] a week begins on Monday and has the number of ISO 8601', () => {
  expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-22'), weekdayOf('1969-12-28')]).toEqual([1, 7, 7]);
  expect(mondayOf('2026-11-22')).toBe('2026-11-16');
  expect(isoWeekOf('2026-11-24')).toEqual({ year: 2026, week: 48 });
  // Where year and week part: from the standard's own examples.
  expect(isoWeekOf('2005-01-01')).toEqual({ year: 2004, week: 53 });
  expect(isoWeekOf('2008-12-29')).toEqual({ year: 2009, week: 1 });
  fc.assert(fc.property(anyDay, (day) => isoWeekOf(day).week === isoWeekOf(mondayOf(day)).week));
});

test('[TE3] knows Easter and what moves with it', () => {
  // Earliest, latest and some between.
  for (const day of ['1818-03-22', '2038-04-25', '2024-03-31', '2025-04-20', '2026-04-05', '2000-04-23'])
    expect(easterOf(Number(day.slice(0, 4)))).toBe(day);
  expect(holidayOn({ land: 'SN' }, '2026-11-18')).toBe('Buß- und Bettag');
  expect(holidayOn({ land: 'BB' }, '2026-05-24')).toBe('Pfingstsonntag');
  expect(holidayOn({ land: 'HE' }, '2026-06-04')).toBe('Fronleichnam');
});

test('[TE3] has as many holidays as the laws of the Laender name', () => {
  const counts = Object.fromEntries(LAENDER.map((land) => [land, holidaysOf({ land }, 2026).length]));
  expect(counts).toEqual({
    ...{ BW: 12, BY: 12, BE: 10, BB: 12, HB: 10, HH: 10, HE: 10, MV: 11 },
    ...{ NI: 10, NW: 11, RP: 11, SL: 12, SN: 11, ST: 11, SH: 10, TH: 11 },
  });
});

test('[TE3] knows what holds in one year or one commune only', () => {
  expect(holidayOn({ land: 'BE' }, '2025-05-08')).toBe('Tag der Befreiung');
  expect(holidayOn({ land: 'BE' }, '2026-05-08')).toBeUndefined();
  expect(holidayOn({ land: 'BE' }, '2028-06-17')).toBe('Jahrestag des Volksaufstandes');
  expect([holidayOn({ land: 'HH' }, '2017-10-31'), holidayOn({ land: 'HH' }, '2018-10-31')]).toEqual([
    undefined,
    'Reformationstag',
  ]);
  expect(holidayOn({ land: 'BY' }, '2026-08-15')).toBeUndefined();
  expect(holidayOn({ land: 'BY', communal: ['mariaeHimmelfahrt'] }, '2026-08-15')).toBe('Mariä Himmelfahrt');
  expect(holidayOn({ land: 'BY', communal: ['friedensfest'] }, '2026-08-08')).toBe('Friedensfest');
});

test('[TE5] comes again by the day, the week, the month, and the second or last weekday', () => {
  const days = (rhythm: Rhythm, first: string, count = 4) => daysOfSeries({ first, rhythm, count });
  expect(days({ every: 'day', interval: 10 }, '2026-02-20')).toEqual([
    '2026-02-20',
    '2026-03-02',
    '2026-03-12',
    '2026-03-22',
  ]);
  // Tuesday and Friday of every other week, from a Thursday on: its own week's Tuesday is over.
  expect(days({ every: 'week', interval: 2, weekdays: [2, 5] }, '2026-11-26')).toEqual([
    '2026-11-27',
    '2026-12-08',
    '2026-12-11',
    '2026-12-22',
  ]);
  expect(days({ every: 'month', interval: 1 }, '2026-01-31', 3)).toEqual(['2026-01-31', '2026-03-31', '2026-05-31']);
  expect(days({ every: 'monthWeekday', interval: 1 }, '2026-11-10', 3)).toEqual([
    '2026-11-10',
    '2026-12-08',
    '2027-01-12',
  ]);
  expect(days({ every: 'monthWeekday', interval: 1, isLast: true }, '2026-11-24', 3)).toEqual([
    '2026-11-24',
    '2026-12-29',
    '2027-01-26',
  ]);
});

test('[TE5] ends where it says, or at 400; what is left out does not count', () => {
  const daily = { first: '2026-12-23', rhythm: { every: 'day', interval: 1 } } as const;
  expect(daysOfSeries({ ...daily, until: '2026-12-25' })).toHaveLength(3);
  expect(daysOfSeries({ ...daily, count: 3, without: new Set(['2026-12-25', '2026-12-26']) })).toEqual([
    '2026-12-23',
    '2026-12-24',
    '2026-12-27',
  ]);
  expect(daysOfSeries(daily)).toHaveLength(SERIES_MOST);
  expect(daysOfSeries({ first: '2026-12-23', rhythm: { every: 'week', interval: 1, weekdays: [] } })).toEqual([]);
});
