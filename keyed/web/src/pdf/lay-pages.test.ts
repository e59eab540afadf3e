import { expect, test } from 'vitest';
import { layPages } from './lay-pages.ts';

const ROOM = { first: 10, further: 20, padding: 1 };

test('[AT85] rows fill a page, and one that does not fit any more begins the next', () => {
  expect(layPages([4, 4, 4], ROOM)).toEqual([
    [
      { row: 0, from: 0, to: 4 },
      { row: 1, from: 0, to: 4 },
    ],
    [{ row: 2, from: 0, to: 4 }],
  ]);
});

test('[AT85] a row longer than a page goes on overleaf, line by line, and nothing of it is lost', () => {
  const pages = layPages([2, 50, 1], ROOM);
  const lines = pages
    .flat()
    .flatMap(({ row, from, to }) => Array.from({ length: to - from }, (_, at) => [row, from + at]));
  expect(lines).toEqual([[0, 0], [0, 1], ...Array.from({ length: 50 }, (_, at) => [1, at]), [2, 0]]);
  for (const [at, page] of pages.entries())
    expect(page.reduce((sum, { from, to }) => sum + to - from + ROOM.padding, 0)).toBeLessThanOrEqual(
      at === 0 ? 10 : 20,
    );
});

test('[AT85] no rows make one page', () => {
  expect(layPages([], ROOM)).toEqual([[]]);
});
