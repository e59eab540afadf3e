import { readFileSync } from 'node:fs';
import { RECORD_KINDS } from '@siegel/akten';
import { WIRE_KINDS } from '@siegel/wire';
import { expect, test } from 'vitest';
import { exportedTypes } from './exported-types.ts';
import { ROOT } from './planted-tree.ts';

const [terms = '', technical = ''] = readFileSync(`${ROOT}docs/glossary.md`, 'utf8').split('## Technical words');
const rows = terms.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| German'));
const inBackticks = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
const codeNames = rows.flatMap((row) => inBackticks(row.split('|')[3] ?? ''));

/** `EintragKindName` is Eintrag, Kind, Name; a plural is its singular. */
const wordsOf = (name: string) => name.split(/(?=[A-Z])/).map((word) => word[0]?.toUpperCase() + word.slice(1));
const knownWords = new Set([...codeNames, ...inBackticks(technical)].flatMap(wordsOf));
const isKnown = (word: string) => knownWords.has(word) || (word.endsWith('s') && knownWords.has(word.slice(0, -1)));

test('[HS11] gives every term German, English, code, source and a sentence', () => {
  const incomplete = rows.filter((row) => {
    const cells = row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return cells.length !== 5 || cells.includes('') || !/`/.test(cells[2] ?? '') || !/[.]$/.test(cells[4] ?? '');
  });
  expect(incomplete).toEqual([]);
  expect(rows.length).toBeGreaterThan(50);
});

test('[HS11] has every code name once', () => {
  expect(codeNames.filter((name, at) => codeNames.indexOf(name) !== at)).toEqual([]);
});

test('[HS11] has every record kind of core/akten and every kind of the journal', () => {
  const kinds = [...RECORD_KINDS.map(({ name }) => name), ...Object.keys(WIRE_KINDS)];
  expect(kinds.filter((kind) => !codeNames.includes(kind))).toEqual([]);
});

test('[HS11] knows every word in the names of the types that core/akten exports', () => {
  const types = exportedTypes('core/akten/src/index.ts');
  expect(types).toContain('RecordKind');
  const unknown = types.filter((type) => !wordsOf(type).every(isKnown));
  expect(unknown, 'A domain noun needs a row in docs/glossary.md, a technical word a place at its end.').toEqual([]);
});
