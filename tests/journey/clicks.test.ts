import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { runTasks } from '../../tools/clicks/src/run-tasks.ts';
import { medianKeys, rowsOf, worse } from '../../tools/clicks/src/table.ts';

const MOST_MEDIAN_KEYS = 12;

test('[X8] [KB1] [KB3] [KB4] every task is done by keyboard, and none needs more keys or clicks than the table says', async () => {
  const table = rowsOf(await readFile(new URL('../../docs/spec/clicks.md', import.meta.url), 'utf8'));
  const rows = await runTasks([], () => undefined);
  expect(worse(table, rows)).toEqual([]);
  expect(rows.map(({ id }) => id)).toEqual(table.map(({ id }) => id));
  expect(rows.filter(({ clicks }) => clicks > 0)).toEqual([]);
  expect(medianKeys(rows)).toBeLessThanOrEqual(MOST_MEDIAN_KEYS);
});
