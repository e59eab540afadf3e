import { person, validateRecord } from '@siegel/akten';
import { expect, test } from 'vitest';
import { EMPTY_PERSON, personFaults, personOfFields } from './person-fields.ts';

const TODAY = '2026-11-22';
const ILSE = { ...EMPTY_PERSON, familienname: ' Brandt ', vorname: 'Ilse', geburtsdatum: '14.3.51' };

test('[FR12] makes a valid person record of what was typed, without what was not', () => {
  const record = personOfFields({ ...ILSE, plz: '10115', versichertennummer: 'a 123456780' }, TODAY);
  expect(record).toEqual({
    familienname: 'Brandt',
    vorname: 'Ilse',
    geburtsdatum: '1951-03-14',
    plz: '10115',
    versicherungen: [{ versichertennummer: 'A123456780' }],
  });
  expect(validateRecord(person, record).ok).toBe(true);
});

test('[FR12] needs a name, and a date of birth only if it is one', () => {
  expect(personFaults(EMPTY_PERSON, TODAY)).toEqual({ familienname: 'nameMissing' });
  expect(personFaults({ ...ILSE, geburtsdatum: '' }, TODAY)).toEqual({});
  expect(personFaults({ ...ILSE, geburtsdatum: '31.2.90' }, TODAY)).toEqual({ geburtsdatum: 'birthWrong' });
  expect(personFaults({ ...ILSE, geburtsdatum: '1.1.2030' }, TODAY)).toEqual({ geburtsdatum: 'birthFuture' });
});
