import { expect, test } from 'vitest';
import { edgeStep } from './edge-scroll.ts';

const window = { top: 100, bottom: 700, left: 0, right: 390 };

test('[KG15] near an edge the grid scrolls towards it, faster the nearer; in the middle it stands still', () => {
  expect(edgeStep({ ...window, x: 195, y: 400 })).toEqual({ x: 0, y: 0 });
  const near = edgeStep({ ...window, x: 195, y: 660 });
  const nearer = edgeStep({ ...window, x: 195, y: 699 });
  expect(near.y).toBeGreaterThan(0);
  expect(nearer.y).toBeGreaterThan(near.y);
  expect(edgeStep({ ...window, x: 195, y: 5_000 }).y).toBe(14);
  expect(edgeStep({ ...window, x: 2, y: 101 })).toEqual({ x: -14, y: -14 });
});

test('[KG15] where there is hardly room the middle stands still all the same', () => {
  expect(edgeStep({ ...window, bottom: 140, x: 195, y: 120 }).y).toBe(0);
});
