import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksOfTable, tableOfBlocks } from './blocks-table.ts';
import { beginsWith, findBlocks } from './find-blocks.ts';
import { isBlockKuerzel } from './kuerzel.ts';
import { momentWords } from './moment-words.ts';

const block = (kuerzel: string, name: string, text: string, groups: readonly string[] = []) => ({
  kuerzel,
  name,
  text,
  groups,
});
const blocks = [
  block('urkurz', 'Urin', 'Urin-Stix ___', ['Labor']),
  block('ur', 'Urlaub', 'vom ___ bis ___'),
  block('inf', 'Infekt', 'kein Urin auffällig'),
];
const names = (found: readonly { readonly kuerzel: string }[]) => found.map(({ kuerzel }) => kuerzel);

test('[TB6] a Kuerzel is one word that ends with a letter or digit', () => {
  expect(['rrok', 'l.r', 'ü-2', 'A1'].filter((word) => !isBlockKuerzel(word))).toEqual([]);
  expect(['', 'a b', 'rr.', '-', 'x'.repeat(21), 'a_b'].filter((word) => isBlockKuerzel(word))).toEqual([]);
});

test('[TB8] [TB9] what begins like it comes first, then the name, then the text', () => {
  expect(names(beginsWith(blocks, 'UR'))).toEqual(['ur', 'urkurz']);
  expect(names(findBlocks(blocks, 'urin'))).toEqual(['urkurz', 'inf']);
  expect(names(findBlocks(blocks, 'labor stix'))).toEqual(['urkurz']);
  expect(findBlocks(blocks, ' ')).toEqual(blocks);
});

test('[TB2] knows day, author, name and age of the moment, and nothing it was not told', () => {
  const person = { familienname: 'Brandt', vorname: 'Ilse', geburtsdatum: '1951-11-23' };
  const words = momentWords({ today: '2026-11-22', author: 'Dr. Lindner', person });
  expect([...words]).toEqual([
    ['heute', '22.11.2026'],
    ['ich', 'Dr. Lindner'],
    ['name', 'Ilse Brandt'],
    ['alter', '74'],
  ]);
  const vague = momentWords({ today: '2026-11-23', author: '', person: { ...person, geburtsdatum: '1951' } });
  expect([...vague.keys()]).toEqual(['heute', 'name']);
  expect(momentWords({ today: '2026-11-23', author: '', person }).get('alter')).toBe('75');
});

test('[TB13] a file of blocks is read as it was written, and says which rows it cannot take', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const any = fc.record({
    kuerzel: word,
    name: fc.stringMatching(/^[A-Za-z äöü]{0,20}$/).map((name) => name.trim()),
    text: fc.stringMatching(/^[A-Za-z0-9;"\n _=-]{1,40}$/).filter((text) => text.trim() !== ''),
    groups: fc.uniqueArray(word, { maxLength: 3 }),
    isOwn: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(any, { selector: ({ kuerzel }) => kuerzel, maxLength: 5 }), (some) => {
      expect(blocksOfTable(tableOfBlocks(some))).toEqual({ blocks: some, wrongRows: [] });
    }),
  );
  const read = blocksOfTable([
    ['Kürzel', 'Name', 'Text'],
    ['a b', '', 'x'],
    ['gs', '', "'- gut"],
    ['GS', '', 'y'],
    ['', ''],
  ]);
  expect(read).toEqual({ blocks: [{ ...block('gs', '', '- gut'), isOwn: false }], wrongRows: [2, 4] });
});
