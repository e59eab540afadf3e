import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NameColumn } from './name-column.ts';

test('[SE18] drops a text with its last use and gives the place to another', () => {
  const column = new NameColumn({ withSound: true });
  const first = column.use('Brandt');
  expect(column.use('Brandt')).toBe(first);
  column.release(first);
  expect(column.texts).toContain('Brandt');
  column.release(first);
  expect(JSON.stringify([column.texts, column.keys, column.plainKeys, column.soundKeys])).not.toMatch(/brandt/i);
  expect(column.use('Özdemir')).toBe(first);
  expect(column.keys[first]).toBe(' oezdemir  ozdemir ');
  expect(column.size).toBe(2);
});

test('[SE16] has numbers of order that never contradict the order of the keys', () => {
  const aName = fc.string({ unit: fc.constantFrom(...Array.from('abzAéŁя 1-')), maxLength: 9 });
  fc.assert(
    fc.property(aName, aName, (one, other) => {
      const column = new NameColumn({ withSound: false });
      const [a, b] = [column.use(one), column.use(other)];
      const [keyA, keyB] = [column.plainKeys[a] ?? '', column.plainKeys[b] ?? ''];
      if ((column.order[a] ?? 0) < (column.order[b] ?? 0)) expect(keyA < keyB).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('[SE19] keeps every distinct text once', () => {
  const column = new NameColumn({ withSound: true });
  for (let i = 0; i < 10_000; i++) column.use(`Name ${i % 100}`);
  expect(column.size).toBe(101);
});
