import { expect, test } from 'vitest';
import { MIDDLE, squareOf } from './draw-portrait.ts';

test('[PE20] crops to a square within the picture, wherever it is moved', () => {
  expect(squareOf({ width: 400, height: 300 }, MIDDLE)).toEqual({ left: 50, top: 0, edge: 300 });
  expect(squareOf({ width: 400, height: 300 }, { x: -1, y: 0, zoom: 1 })).toEqual({ left: 0, top: 0, edge: 300 });
  expect(squareOf({ width: 400, height: 300 }, { x: 5, y: 5, zoom: 2 })).toEqual({ left: 250, top: 150, edge: 150 });
});
