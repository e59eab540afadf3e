import { expect, test } from 'vitest';
import { joinFields, joinPersons, joinWarnings } from './join-persons.ts';

const ONE = {
  familienname: 'Hoffmann',
  vorname: 'Ilse',
  geburtsdatum: '1951-03-14',
  cave: 'Penicillin',
  patientennummern: [{ quelle: 'alt', nummer: '1' }],
  source: { system: 'BDT' },
};
const OTHER = {
  familienname: 'Hofmann',
  vorname: 'Ilse',
  geburtsdatum: '1951',
  cave: 'Latex',
  email: 'ilse@example.org',
  patientennummern: [
    { quelle: 'alt', nummer: '1' },
    { quelle: 'neu', nummer: '2' },
  ],
};

test('[K1] [PM10] what is proposed loses nothing that one of the two has', () => {
  const sides = Object.fromEntries(joinFields(ONE, OTHER).map(({ name, side, isSame }) => [name, isSame ? '=' : side]));
  expect(sides).toEqual({
    familienname: 'stays',
    vorname: '=',
    geburtsdatum: 'stays',
    email: 'goes',
    patientennummern: 'both',
    cave: 'both',
  });
  expect(joinPersons(ONE, OTHER, {})).toEqual({
    ...ONE,
    email: 'ilse@example.org',
    cave: 'Penicillin; Latex',
    patientennummern: OTHER.patientennummern,
  });
});

test('[PM10] a choice is taken as it is; a field that the chosen side does not have goes', () => {
  const joined = joinPersons(OTHER, ONE, { familienname: 'goes', email: 'goes', cave: 'stays' });
  expect(joined).toMatchObject({ familienname: 'Hoffmann', cave: 'Latex' });
  expect(joined).not.toHaveProperty('email');
  // Two surnames are never put together.
  expect(joinPersons(ONE, OTHER, { familienname: 'both' })['familienname']).toBe('Hoffmann');
});

test('[PM11] what speaks against it is said: days that cannot be one, numbers, sex, death', () => {
  expect(joinWarnings(ONE, OTHER)).toEqual([]);
  const versicherung = (versichertennummer: string) => [{ versichertennummer }];
  const a = { ...ONE, geschlecht: 'w', versicherungen: versicherung('A123456780') };
  const b = { ...OTHER, geburtsdatum: '1951-03-15', geschlecht: 'm', versicherungen: versicherung('B123456782') };
  expect(joinWarnings(a, { ...b, verstorbenAm: '2026' })).toEqual(['GEBURTSDATUM', 'KVNR', 'GESCHLECHT', 'VERSTORBEN']);
});
