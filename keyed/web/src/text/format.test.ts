import { expect, test } from 'vitest';
import { ageOn, formatCount, formatDay, formatShortDay, initialsOf, localDay } from './format.ts';

test('[WB20] writes days the way people do, unknown parts left out', () => {
  expect(formatDay('2026-11-24', 'de')).toBe('24.11.2026');
  expect(formatDay('2026-11-24', 'en')).toBe('24/11/2026');
  expect(formatDay('1951-03', 'de')).toBe('03.1951');
  expect(formatShortDay('2026-11-24', 'de')).toBe('24.11.26');
});

test('[WB29] counts whole years, and months below two years', () => {
  expect(ageOn('1951-03-14', '2026-03-13')).toEqual({ years: 74 });
  expect(ageOn('1951-03-14', '2026-03-14')).toEqual({ years: 75 });
  expect(ageOn('2024-12-24', '2026-11-24')).toEqual({ months: 23 });
  expect(ageOn('2026-11-24', '2026-11-24')).toEqual({ months: 0 });
});

test('[WB29] claims no age for half a date or one in the future', () => {
  expect(ageOn('1951', '2026-11-24')).toBeUndefined();
  expect(ageOn('2027-01-01', '2026-11-24')).toBeUndefined();
});

test('[WB20] shortens names to two letters without their titles', () => {
  expect(initialsOf('Dr. Katrin Albers')).toBe('KA');
  expect(initialsOf('Prof. Dr. med. Jonas von Weigel')).toBe('JW');
  expect(initialsOf('LB')).toBe('LB');
  expect(initialsOf('Şule')).toBe('ŞUL');
});

test('[WB40] groups thousands by a thin space', () => {
  expect(formatCount(12_406)).toBe('12\u202f406');
  expect(formatCount(999)).toBe('999');
  expect(formatCount(1_234_567)).toBe('1\u202f234\u202f567');
});

test('[WB22] takes the day of the practice, not of Greenwich', () => {
  const lateEvening = new Date(2026, 10, 24, 23, 59).getTime();
  expect(localDay(lateEvening)).toBe('2026-11-24');
});
