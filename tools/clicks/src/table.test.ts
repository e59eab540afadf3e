import { expect, test } from 'vitest';
import { medianKeys, rowsOf, withRows, worse } from './table.ts';

const ROWS = [
  { id: 'K1', title: 'find a patient', keys: 2, clicks: 0, letters: 8, seconds: 0.6 },
  { id: 'K2', title: 'a finding', keys: 5, clicks: 0, letters: 18, seconds: 1 },
];
const DOCUMENT = `# Head\n\n${withRows('| | Task | Keys | Clicks | Letters | Seconds |\n|---|---|\n\nbehind', ROWS)}`;

test('[KB3] the table is read back as it was written, and what stands around it stays', () => {
  expect(rowsOf(DOCUMENT)).toEqual(ROWS);
  expect(withRows(DOCUMENT, ROWS)).toBe(DOCUMENT);
  expect(DOCUMENT).toMatch(/^# Head[^]*behind$/);
});

test('[KB3] more keys, more clicks and a task that is gone are worse; fewer keys and more seconds are not', () => {
  const [first, second] = ROWS as [(typeof ROWS)[0], (typeof ROWS)[0]];
  expect(worse(ROWS, [{ ...first, keys: 1, seconds: 9 }, second])).toEqual([]);
  expect(
    worse(ROWS, [
      { ...first, keys: 3 },
      { ...second, clicks: 1 },
    ]),
  ).toEqual(['K1 find a patient: 3 keys instead of 2', 'K2 a finding: 1 clicks instead of 0']);
  expect(worse(ROWS, [first])).toEqual(['K2 a finding: not done any more']);
});

test('[KB2] [KB4] the median is the middle of the keys', () => {
  expect(medianKeys(ROWS)).toBe(3.5);
  expect(medianKeys(ROWS.slice(1))).toBe(5);
});
