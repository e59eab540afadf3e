import { expect, test } from 'vitest';
import { idsOfTitle, readTests } from './test-titles.ts';

const titles = (source: string) => readTests(source).map(({ title }) => title);

test('[HS8] reads titles of plain, conditional and repeated tests', () => {
  const source = [
    "test('[JN4] refuses (a) parent', () => {});",
    "test.skipIf(!existsSync(join(a, 'b)')))(`[JT7] refuses ${name}`, run);",
    'for (const c of cases) test("[WR1] reads", run);',
    "it.each([['x', 1]])('[WR2] takes %s', run);",
    "test(\n  '[WR3] is long',\n  run,\n);",
    'test(vector.title, run);',
  ].join('\n');
  expect(titles(source)).toEqual([
    '[JN4] refuses (a) parent',
    '[JT7] refuses ${name}',
    '[WR1] reads',
    '[WR2] takes %s',
    '[WR3] is long',
    undefined,
  ]);
});

test('[HS8] takes nothing else for a test', () => {
  expect(titles("if (/x/.test('[JN4] text')) latest('[JN5] text'); const testing = it;")).toEqual([]);
});

test('[HS8] reads one id, several ids and none', () => {
  expect(idsOfTitle('[JN4] refuses')).toEqual(['JN4']);
  expect(idsOfTitle('[HS4, A1] [T3] refuses')).toEqual(['HS4', 'A1', 'T3']);
  expect(idsOfTitle('refuses [JN4]')).toEqual([]);
});
