import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePersonQuery } from './query.ts';

test('[SE6] tells command, number, fragment and nothing apart by the first sign', () => {
  expect(parsePersonQuery(' > backup ')).toEqual({ kind: 'command', text: 'backup' });
  expect(parsePersonQuery('#20418')).toEqual({ kind: 'number', number: '20418' });
  expect(parsePersonQuery('# A17')).toEqual({ kind: 'number', number: 'a17' });
  expect(parsePersonQuery('...dorf')).toEqual({ kind: 'infix', fragments: ['dorf'], born: [] });
  expect(parsePersonQuery('…dorf 1951')).toEqual({
    kind: 'infix',
    fragments: ['dorf'],
    born: ['1951????', '????1951'],
  });
  for (const text of ['', '  ', '#', '...', ',', '-', '. ,']) expect(parsePersonQuery(text)).toEqual({ kind: 'empty' });
});

test('[SE7] folds words and keeps at most 16', () => {
  expect(parsePersonQuery('Ilse Müller-Lüdenscheidt')).toEqual({
    kind: 'words',
    words: ['ilse', 'mueller', 'luedenscheidt'],
    born: [],
  });
  const many = parsePersonQuery('a '.repeat(40));
  expect(many.kind === 'words' && many.words.length).toBe(16);
});

test('[SE8] takes one date out of the words', () => {
  expect(parsePersonQuery('14.03.1951')).toEqual({ kind: 'born', born: ['14031951'], number: undefined });
  expect(parsePersonQuery('20418')).toEqual({ kind: 'born', born: ['20418???'], number: '20418' });
  expect(parsePersonQuery('brandt 1.3.51')).toEqual({
    kind: 'words',
    words: ['brandt'],
    born: ['010351??', '0103??51'],
  });
});

test('[SE12] parts family name and first name at the comma', () => {
  expect(parsePersonQuery('brandt, Ilse')).toEqual({
    kind: 'names',
    familienname: ['brandt'],
    vorname: ['ilse'],
    born: [],
  });
  expect(parsePersonQuery(',ilse')).toEqual({ kind: 'names', familienname: [], vorname: ['ilse'], born: [] });
  expect(parsePersonQuery('brandt,')).toEqual({ kind: 'names', familienname: ['brandt'], vorname: [], born: [] });
  expect(parsePersonQuery('b,i 1403')).toEqual({
    kind: 'names',
    familienname: ['b'],
    vorname: ['i'],
    born: ['1403????', '????1403'],
  });
});

test('[SE14] skips forms of address unless nothing else is typed', () => {
  expect(parsePersonQuery('Frau Dr. med. Brandt')).toMatchObject({ words: ['brandt'] });
  expect(parsePersonQuery('Frau Brandt, Ilse')).toMatchObject({ familienname: ['brandt'], vorname: ['ilse'] });
  expect(parsePersonQuery('Herr')).toMatchObject({ words: ['herr'] });
});

test('[SE6] parses any text without failing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(parsePersonQuery(text).kind).toBeTypeOf('string');
    }),
    { numRuns: 1000 },
  );
});
