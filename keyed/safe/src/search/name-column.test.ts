import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODES_PER_TEXT, NameColumn } from './name-column.ts';

test('[SE18] drops a text with its last use and gives the place to another', () => {
  const column = new NameColumn({ withSound: true });
  const first = column.use('Brandt');
  expect(column.use('Brandt')).toBe(first);
  column.release(first);
  column.makeKeys();
  expect(column.texts).toContain('Brandt');
  expect(column.keys).toContain(' brandt ');
  column.release(first);
  expect(JSON.stringify([column.texts, column.keys, column.plainKeys, column.soundKeys])).not.toMatch(/brandt/i);
  expect(column.use('Özdemir')).toBe(first);
  column.makeKeys();
  expect(column.keys[first]).toBe(' oezdemir  ozdemir ');
  expect(column.size).toBe(2);
});

test('[SE16] has numbers of order that never contradict the order of the keys', () => {
  const aName = fc.string({ unit: fc.constantFrom(...Array.from('abzAéŁя 1-')), maxLength: 9 });
  fc.assert(
    fc.property(aName, aName, (one, other) => {
      const column = new NameColumn({ withSound: false });
      const [a, b] = [column.use(one), column.use(other)];
      column.makeKeys();
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

test('[SE19] makes the same keys for a text that stands in a column alike, whichever was there first and whatever was taken out', () => {
  const aText = fc.constantFrom('Müller-Lüdenscheidt', 'Meier', 'Özdemir', 'de la Cruz', "O'Brien", 'Weiß');
  const aStep = fc.tuple(fc.constantFrom('use', 'release', 'makeKeys'), fc.boolean(), aText);
  fc.assert(
    fc.property(fc.array(aStep, { maxLength: 40 }), (steps) => {
      const family = new NameColumn({ withSound: true });
      const born = new NameColumn({ withSound: true, alike: family });
      for (const [act, isBorn, text] of steps) {
        const column = isBorn ? born : family;
        if (act === 'use') column.use(text);
        else if (act === 'makeKeys') column.makeKeys();
        else if (column.texts.includes(text)) column.release(column.texts.indexOf(text));
      }
      for (const column of [born, family]) {
        column.makeKeys();
        for (const text of column.texts.filter((each) => each !== '')) {
          const alone = new NameColumn({ withSound: true });
          alone.use(text);
          alone.makeKeys();
          expect(keysOf(column, column.texts.indexOf(text))).toEqual(keysOf(alone, 1));
        }
      }
    }),
  );
});

function keysOf(column: NameColumn, id: number) {
  const { keys, plainKeys, soundKeys, initials, order } = column;
  const codes = column.codes.subarray(id * CODES_PER_TEXT, (id + 1) * CODES_PER_TEXT);
  return [keys[id], plainKeys[id], soundKeys[id], initials[id], order[id], [...codes]];
}
