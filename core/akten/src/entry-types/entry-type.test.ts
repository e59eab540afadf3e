import { expect, test } from 'vitest';
import { kindByName, splitRecord } from '../index.ts';
import { type EntryType, lookOf, typedKuerzel } from './entry-type.ts';
import { kuerzelFault } from './entry-type-fault.ts';

const type = (changes: Partial<EntryType>): EntryType => ({
  typeId: 'aa',
  base: 'NOT',
  isBuiltIn: false,
  compartment: 'clinical',
  kuerzel: 'TEL',
  name: 'Telefonat',
  hue: 'cyan',
  sign: 'phone',
  dayPlace: 'byTime',
  preset: '',
  order: 1,
  isUsed: true,
  ...changes,
});

test('[ET2] offers built-in types and own ones in use, each as its base kind; the note cannot be hidden', () => {
  const plain = typedKuerzel([]).map(({ kuerzel }) => kuerzel);
  expect(plain).toEqual(['ANA', 'AUF', 'BEF', 'BRF', 'DIA', 'MED', 'NOT', 'THE']);
  const hidden = (base: string) => type({ typeId: base, base, kuerzel: base, isBuiltIn: true, isUsed: false });
  const typed = typedKuerzel([type({}), hidden('BRF'), hidden('NOT'), type({ typeId: 'bb', isUsed: false })]);
  expect(typed.map(({ kuerzel }) => kuerzel)).toEqual(['ANA', 'AUF', 'BEF', 'DIA', 'MED', 'THE', 'NOT', 'TEL']);
  expect(typed.at(-1)).toMatchObject({ kind: 'note', typeId: 'aa', hue: 'cyan', name: 'Telefonat' });
});

test('[ET2] a built-in type is renamed and coloured, and stays what it is', () => {
  const [ana] = typedKuerzel([type({ base: 'ANA', kuerzel: 'ANA', isBuiltIn: true, name: 'Vorgeschichte', order: 0 })]);
  expect(ana).toMatchObject({ kuerzel: 'ANA', kind: 'note', name: 'Vorgeschichte', hue: 'cyan' });
  expect(ana?.preset).toEqual({ field: 'rubrik', value: 'anamnese' });
});

test('[ET4] rows look like their type, in use or not; an unknown one like its kind', () => {
  const look = lookOf([type({ isUsed: false })]);
  expect(look({ kuerzel: 'NOT', hue: 'grey', typeId: 'aa' })).toMatchObject({ kuerzel: 'TEL', hue: 'cyan' });
  expect(look({ kuerzel: 'NOT', hue: 'grey', typeId: 'cc' })).toBeUndefined();
  expect(look({ kuerzel: 'NOT', hue: 'grey', typeId: undefined })).toBeUndefined();
});

test('[ET5] refuses a Kuerzel that is taken, a command, or would be read as a diagnosis', () => {
  const others = [type({})];
  expect(['TEL', 'tel', 'BEF', 'dok', 'NTR', 'T'].map((kuerzel) => kuerzelFault(kuerzel, others))).toEqual([
    ...['taken', 'taken', 'taken', 'taken', 'taken', 'form'],
  ]);
  expect(['', 'X', 'B12', 'E11A', 'A B', '@ST', 'ZULANGE', '9AB'].map((kuerzel) => kuerzelFault(kuerzel, []))).toEqual(
    Array.from({ length: 8 }, () => 'form'),
  );
  expect(['HB', 'QM', 'ÜW', 'IMP2'].map((kuerzel) => kuerzelFault(kuerzel, others))).toEqual([
    ...[undefined, undefined, undefined, undefined],
  ]);
});

test('[ET3] the text of an administrative type is sealed for administration, and the type itself nowhere open', () => {
  const value = { behandlungstag: '2026-11-24', verwaltungstext: 'Ratenzahlung', eintragstyp: new Uint8Array(16) };
  const { open, sealed } = splitRecord(kindByName('note'), value);
  expect(open).toEqual({});
  expect(sealed.get('admin')).toEqual({ verwaltungstext: 'Ratenzahlung' });
  expect(sealed.get('clinical')).not.toHaveProperty('verwaltungstext');
});
