import fc from 'fast-check';
import { expect, test } from 'vitest';
import { birthMasks, packBirthDate, packMask, unpackBirthDate } from './birth-mask.ts';

/** Whether somebody born on that day is found by what was typed. */
function finds(typed: string, born: string): boolean {
  const packed = packBirthDate(born);
  return (birthMasks(typed) ?? []).map(packMask).some(({ and, equals }) => (packed & and) >>> 0 === equals);
}

const aDate = fc
  .tuple(fc.integer({ min: 1900, max: 2039 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

test('[SE8] reads a date of birth in all its spellings', () => {
  for (const typed of [
    '14031951',
    '140351',
    '14.03.1951',
    '14.3.1951',
    '14.3.51',
    '3.1951',
    '1951-03-14',
    '*14.03.1951',
    '1951',
  ]) {
    expect(finds(typed, '1951-03-14'), typed).toBe(true);
    expect(finds(typed, '1962-04-15'), typed).toBe(false);
  }
});

test('[SE8] takes a year of two digits for every century', () => {
  expect(finds('1.3.14', '1914-03-01')).toBe(true);
  expect(finds('1.3.14', '2014-03-01')).toBe(true);
});

test('[SE9] reads four digits as day and month or as a year', () => {
  expect(finds('1403', '1951-03-14')).toBe(true);
  expect(finds('1911', '1911-05-02')).toBe(true);
  expect(finds('1911', '1980-11-19')).toBe(true);
  expect(finds('1911', '1980-11-20')).toBe(false);
});

test('[SE9] finds every date of birth at every character typed', () => {
  fc.assert(
    fc.property(aDate, (born) => {
      const [year = '', month = '', day = ''] = born.split('-');
      const spellings = [`${day}${month}${year}`, `${day}.${month}.${year}`, `${Number(day)}.${Number(month)}.${year}`];
      for (const typed of spellings) {
        for (let end = 1; end <= typed.length; end++) {
          const beginning = typed.slice(0, end);
          // "1" may be the 1st or the beginning of 14; digits without dots are taken as two-digit days.
          if (/^\d\.?$/.test(beginning) && day.startsWith('0')) continue;
          expect(finds(beginning, born), `${beginning} for ${born}`).toBe(true);
        }
      }
    }),
  );
});

test('[SE8] takes nothing else for a date', () => {
  for (const word of ['brandt', '12a', '123456789', '1.2.3.4', '-', '', '1951-3-14'])
    expect(birthMasks(word)).toBeUndefined();
});

test('[SE8] packs dates, partly known ones included, without loss', () => {
  fc.assert(
    fc.property(aDate, (born) => {
      expect(unpackBirthDate(packBirthDate(born))).toBe(born);
    }),
  );
  for (const born of ['1951', '1951-03', '9999-12-31']) expect(unpackBirthDate(packBirthDate(born))).toBe(born);
  expect(packBirthDate(undefined)).toBe(0);
  expect(packBirthDate('unbekannt')).toBe(0);
  expect(unpackBirthDate(0)).toBeUndefined();
});
