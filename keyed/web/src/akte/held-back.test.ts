import { expect, test } from 'vitest';
import { anEintrag } from '../../test-support/an-eintrag.ts';
import { holdBack } from './held-back.ts';

const a = anEintrag({ recordId: 'a' });
const b = anEintrag({ recordId: 'b' });
const c = anEintrag({ recordId: 'c' });
const nobody = new Set<string>();

test('[WB27] shows new rows at once to a reader at the end', () => {
  expect(holdBack([a], [b, a], true, nobody)).toEqual({ shown: [b, a], waiting: 0 });
});

test('[WB27] lets new rows wait for everybody else, and counts them', () => {
  expect(holdBack([a], [c, b, a], false, nobody)).toEqual({ shown: [a], waiting: 2 });
});

test('[WB27] never lets a row wait that was written on this screen', () => {
  expect(holdBack([a], [b, a], false, new Set(['b']))).toEqual({ shown: [b, a], waiting: 0 });
});

test('[WB27] takes over changes and removals in place while new rows wait', () => {
  const changed = anEintrag({ recordId: 'a', summary: 'neu', versions: 2 });
  expect(holdBack([b, a], [c, changed], false, nobody)).toEqual({ shown: [changed], waiting: 1 });
});

test('[WB27] takes over a changed order when nothing is new', () => {
  expect(holdBack([b, a], [a, b], false, nobody)).toEqual({ shown: [a, b], waiting: 0 });
});
