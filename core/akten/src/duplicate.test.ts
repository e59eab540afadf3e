import { expect, test } from 'vitest';
import { makePersonMatcher, matchPersons, type PersonIdentity } from './duplicate.ts';
import { foldName, koelnerPhonetik } from './fold-name.ts';

const someone = (over: Partial<PersonIdentity> = {}): PersonIdentity => ({
  familienname: 'Müller',
  vorname: 'Jörg',
  geburtsdatum: '1955-04-01',
  ...over,
});
const insured = (versichertennummer: string) => ({ versicherungen: [{ versichertennummer }] });
const grades = (a: PersonIdentity, b: PersonIdentity) =>
  matchPersons(a, [b]).map(({ grade, reasons }) => `${grade} ${reasons.join()}`);

test('[AK9] folds spellings of one name to one form', () => {
  for (const name of ['Müller-Lüdenscheidt', 'MUELLER LUEDENSCHEIDT', 'mu\u0308ller lu\u0308denscheidt']) {
    expect(foldName(name)).toBe('muellerluedenscheidt');
  }
  expect(foldName('Strauß')).toBe(foldName('Strauss'));
  expect(foldName('Renée')).toBe('renee');
});

test.each([
  ['Müller-Lüdenscheidt', '65752682'],
  ['Breschnew', '17863'],
  ['Wikipedia', '3412'],
  ['Meier', '67'],
  ['Mayr', '67'],
  ['Xaver', '4837'],
])('[AK9] codes the sound of %s as %s', (name, code) => expect(koelnerPhonetik(name)).toBe(code));

test('[AK9] is certain about the same name and birth date, however spelled', () => {
  expect(grades(someone(), someone({ familienname: 'MUELLER', vorname: 'Joerg Peter' }))).toEqual([
    'same NAME_GEBURTSDATUM',
  ]);
  expect(grades(someone(), someone({ familienname: 'Weber', geburtsname: 'Müller' }))).toEqual([
    'same NAME_GEBURTSDATUM',
  ]);
});

test('[AK9] is certain about the same KVNR unless the birth dates differ', () => {
  const kvnr = insured('S040464113');
  expect(grades(someone(kvnr), someone({ ...kvnr, familienname: 'Schmidt', vorname: 'J.' }))).toEqual(['same KVNR']);
  expect(grades(someone(kvnr), someone({ ...kvnr, familienname: 'Schmidt', geburtsdatum: '1955-04-02' }))).toEqual([
    'possible KVNR',
  ]);
  expect(grades(someone(insured('4711')), someone({ ...insured('4711'), familienname: 'Schmidt' }))).toEqual([]);
});

test('[AK9] only proposes what sounds alike or has an incomplete birth date', () => {
  expect(grades(someone(), someone({ familienname: 'Miller' }))).toEqual(['possible KLANG_GEBURTSDATUM']);
  expect(grades(someone(), someone({ geburtsdatum: '1955-04' }))).toEqual(['possible NAME_GEBURTSDATUM']);
  const { geburtsdatum: _, ...undated } = someone();
  expect(grades(someone(), undated)).toEqual(['possible NAME_GEBURTSDATUM']);
  expect(grades(someone(), { ...undated, familienname: 'Miller' })).toEqual([]);
});

test('[AK9] leaves different people alone', () => {
  expect(grades(someone(), someone({ geburtsdatum: '1956-04-01' }))).toEqual([]);
  expect(grades(someone(), someone({ vorname: 'Anna' }))).toEqual([]);
});

test('[AK9] names certain matches first and answers 20,000 candidates from one index', () => {
  const existing = [
    someone({ familienname: 'Miller' }),
    someone(),
    ...Array.from({ length: 20_000 }, (_, n) => someone({ familienname: `Fall${n}x` })),
  ];
  const match = makePersonMatcher(existing);
  expect(
    match(someone())
      .slice(0, 2)
      .map(({ at, grade }) => `${at} ${grade}`),
  ).toEqual(['1 same', '0 possible']);
});
