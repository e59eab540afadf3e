import { expect, test } from 'vitest';
import { parseBirth } from './parse-birth.ts';

const TODAY = '2026-11-22';

test('[FR12] reads dates of birth as people type them', () => {
  for (const [typed, expected] of [
    ['1.3.51', '1951-03-01'],
    ['01.03.1951', '1951-03-01'],
    ['010351', '1951-03-01'],
    ['01031951', '1951-03-01'],
    ['1/3/51', '1951-03-01'],
    ['1951-03-01', '1951-03-01'],
    ['1951', '1951'],
    ['3.1951', '1951-03'],
    ['1951-03', '1951-03'],
    ['22.11.26', '2026-11-22'],
    ['5.6.19', '2019-06-05'],
    [' 29.2.24 ', '2024-02-29'],
  ] as const)
    expect([typed, parseBirth(typed, TODAY)]).toEqual([typed, expected]);
});

test('[FR12] takes two digits of a year for the newest that is not in the future', () => {
  expect(parseBirth('23.11.26', TODAY)).toBe('1926-11-23');
  expect(parseBirth('1.1.27', TODAY)).toBe('1927-01-01');
  expect(parseBirth('1.1.2027', TODAY)).toBe('2027-01-01');
});

test('[FR12] takes nothing else for a date of birth', () => {
  for (const typed of [
    '',
    'heute',
    '1.3.',
    '1.3',
    '0103',
    '31.2.1990',
    '32.1.90',
    '13.1990',
    'Brandt',
    '1.3.5',
    '99999999',
  ])
    expect([typed, parseBirth(typed, TODAY)]).toEqual([typed, undefined]);
});
