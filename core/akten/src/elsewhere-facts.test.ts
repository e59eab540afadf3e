import { expect, test } from 'vitest';
import type { PersonIdentity } from './duplicate.ts';
import { elsewhereFacts } from './elsewhere-facts.ts';

const ILSE: PersonIdentity = {
  familienname: 'Müller-Brandt',
  vorname: 'Ilse Marie',
  geburtsname: 'Groß',
  geburtsdatum: '1960-03-14',
};

test('[BS41] somebody is recognised by each surname with given name and day of birth, and by each KVNR', () => {
  expect(elsewhereFacts(ILSE)).toEqual(['name muellerbrandt ilse 1960-03-14', 'name gross ilse 1960-03-14']);
  const insured = { ...ILSE, versicherungen: [{ versichertennummer: 'A123456780' }, { versichertennummer: '12' }] };
  expect(elsewhereFacts(insured as PersonIdentity).slice(2)).toEqual(['kvnr A123456780']);
  const otherwise = { ...ILSE, familienname: 'MUELLER BRANDT', vorname: 'Ilse' };
  expect(elsewhereFacts(otherwise)).toEqual(elsewhereFacts(ILSE));
});

test('[BS41] of whom too little is known nothing is made: a name alone, or a year of birth, fits too many', () => {
  const { geburtsdatum: _, ...undated } = ILSE;
  for (const little of [undated, { ...ILSE, geburtsdatum: '1960' }, { ...ILSE, vorname: '' }])
    expect(elsewhereFacts(little)).toEqual([]);
});
