import { expect, test } from 'vitest';
import { comingDay } from './coming-day.ts';
import { forPersonOf } from './for-person.ts';

const TODAY = '2026-11-22';

test('[FG38] a day to come is read as people type it; a past one is said to be past', () => {
  const read = (typed: string) => comingDay(typed, TODAY);
  expect(['morgen', 'übermorgen', '+10', 'in 10 Tagen', '2 Wochen', 'in 2 weeks', 'heute'].map(read)).toEqual([
    '2026-11-23',
    '2026-11-24',
    '2026-12-02',
    '2026-12-02',
    '2026-12-06',
    '2026-12-06',
    '2026-11-22',
  ]);
  expect(['24.12.', '24.12.26', '1.3.', '0103', '31.1.2027'].map(read)).toEqual([
    '2026-12-24',
    '2026-12-24',
    '2027-03-01',
    '2027-03-01',
    '2027-01-31',
  ]);
  expect(['1.3.26', 'gestern', '2020-01-01'].map(read)).toEqual([null, null, null]);
  expect(['', '32.1.', 'bald', 'in Tagen', '29.2.'].map(read)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('[FG38] a date begins with its day where the practice is; nothing is said without one', () => {
  const nowMs = new Date(2026, 10, 22, 15).getTime();
  expect(forPersonOf({ choice: 'atDate', day: '24.12.' }, nowMs)).toEqual({
    when: 'atDate',
    atMs: new Date(2026, 11, 24).getTime(),
  });
  expect(forPersonOf({ choice: 'soon', day: '' }, nowMs)).toEqual({
    when: 'atDate',
    atMs: new Date(2026, 10, 25).getTime(),
  });
  for (const day of ['', 'gestern', 'bald']) expect(forPersonOf({ choice: 'atDate', day }, nowMs)).toBe('no-day');
  expect(forPersonOf({ choice: 'silent', day: '24.12.' }, nowMs)).toBeUndefined();
  expect(forPersonOf({ choice: 'afterTalk', day: '' }, nowMs)).toEqual({ when: 'afterTalk' });
});
