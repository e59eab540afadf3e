import { expect, test } from 'vitest';
import { dateOrderOf, fullDay, xdtDate, xdtSex, xdtTime } from './xdt-value.ts';

test.each([
  ['19900215', 'JJJJMMTT', '1990-02-15'],
  ['19900200', 'JJJJMMTT', '1990-02'],
  ['19900000', 'JJJJMMTT', '1990'],
  ['15021990', 'TTMMJJJJ', '1990-02-15'],
  ['00021990', 'TTMMJJJJ', '1990-02'],
  ['00001990', 'TTMMJJJJ', '1990'],
  ['00000000', 'TTMMJJJJ', null],
  ['15001990', 'TTMMJJJJ', null],
  ['30021990', 'TTMMJJJJ', null],
  ['29022023', 'TTMMJJJJ', null],
  ['1502199', 'TTMMJJJJ', null],
  ['15.02.90', 'TTMMJJJJ', null],
] as const)('[IX3] reads %s in order %s as %s', (content, order, expected) =>
  expect(xdtDate(content, order)).toBe(expected),
);

test('[IX8] decides the order of dates once per file', () => {
  expect(dateOrderOf(['31101982', '01021990'], 'JJJJMMTT')).toBe('TTMMJJJJ');
  expect(dateOrderOf(['19821031', '20251224'], 'TTMMJJJJ')).toBe('JJJJMMTT');
  expect(dateOrderOf(['00000000', 'x'], 'JJJJMMTT')).toBe('JJJJMMTT');
  expect(dateOrderOf([], 'TTMMJJJJ')).toBe('TTMMJJJJ');
});

test('[IX3] reads times and sexes of all dialects and refuses others', () => {
  expect([xdtTime('0930'), xdtTime('093000'), xdtTime('2460'), xdtTime('9:30')]).toEqual([
    '09:30',
    '09:30:00',
    null,
    null,
  ]);
  expect(['1', '2', 'M', 'w', 'D', 'X', 'U', '3', 'constructor'].map(xdtSex)).toEqual([
    'm',
    'w',
    'm',
    'w',
    'd',
    'x',
    'unbekannt',
    null,
    null,
  ]);
  expect([fullDay('1990-02-15'), fullDay('1990-02'), fullDay(null)]).toEqual(['1990-02-15', null, null]);
});
