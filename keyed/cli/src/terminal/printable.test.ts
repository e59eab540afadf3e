import { expect, test } from 'vitest';
import { clipped, printable } from './printable.ts';
import { tableLines } from './table.ts';

test('[CL5] prints no control sign of an opened text', () => {
  expect(printable('Müller\u001b[2J\u0007\u009b31m')).toBe('Müller�[2J��31m');
  expect(printable('eins\r\n  zwei\n')).toBe('eins ⏎ zwei ⏎ ');
  expect(printable('abc\u202Egnp.exe\u2066')).toBe('abc�gnp.exe�');
});

test('[CL5] keeps every sign whole when a cell is cut', () => {
  expect(clipped('ä̈👩‍⚕️xyz', 2)).toBe('ä̈…');
  const [, , row = ''] = tableLines(['Name', 'Text'], [['A\u001b[31m', 'b']]);
  expect(row).toBe('A�[31m  b');
});
