import { expect, test } from 'vitest';
import { hoursOfText, textOfHours } from './hours-text.ts';

test.each([
  [
    '8-12, 15-18:30',
    [
      { from: 480, to: 720 },
      { from: 900, to: 1110 },
    ],
  ],
  ['', []],
  ['20-24', [{ from: 1200, to: 1440 }]],
])('[TL12] the hours "%s" are read and written back', (text, hours) => {
  expect(hoursOfText(text)).toEqual(hours);
  expect(textOfHours(hours)).toBe(text);
});

test.each(['12-8', 'vormittags', '8-12-15', '8'])('[TL12] "%s" is refused, nothing is guessed', (text) => {
  expect(hoursOfText(text)).toBeUndefined();
});
