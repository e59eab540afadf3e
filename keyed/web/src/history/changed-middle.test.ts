import { expect, test } from 'vitest';
import { changedMiddle } from './changed-middle.ts';

test('[AT1] marks the words that were changed, and no others', () => {
  expect(changedMiddle('RR 150/90, Puls 72, wohl', 'RR 140/90, Puls 72, wohl')).toEqual({
    before: { front: 'RR ', middle: '150/90,', end: ' Puls 72, wohl' },
    after: { front: 'RR ', middle: '140/90,', end: ' Puls 72, wohl' },
  });
});

test('[AT1] finds what was added or taken away at either end', () => {
  expect(changedMiddle('a b', 'a b c').after).toEqual({ front: 'a b', middle: ' c', end: '' });
  expect(changedMiddle('a b', 'b').before).toEqual({ front: '', middle: 'a ', end: 'b' });
  expect(changedMiddle('a a', 'a').before).toEqual({ front: 'a', middle: ' a', end: '' });
  expect(changedMiddle('', 'x').before).toEqual({ front: '', middle: '', end: '' });
});
