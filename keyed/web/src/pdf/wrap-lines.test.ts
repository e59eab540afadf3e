import { expect, test } from 'vitest';
import { wrapLines } from './wrap-lines.ts';

/** Every sign is one point wide. */
const widthOf = (piece: string) => Array.from(piece).length;

test('[AT85] lines break at spaces and at the line breaks of the text', () => {
  expect(wrapLines('Husten seit zwei Wochen\n\nRR 150/90', 12, widthOf)).toEqual([
    'Husten seit',
    'zwei Wochen',
    '',
    'RR 150/90',
  ]);
});

test('[AT85] a word wider than a line goes on in the next, and no sign of it is lost', () => {
  const lines = wrapLines('ab Donaudampfschifffahrt c', 8, widthOf);
  expect(lines).toEqual(['ab', 'Donaudam', 'pfschiff', 'fahrt c']);
  expect(wrapLines('🙂🙂🙂', 1, widthOf)).toEqual(['🙂', '🙂', '🙂']);
});
