import { person, validateRecord } from '@siegel/akten';
import { expect, test } from 'vitest';
import { itemFaults, itemsOf, listOfItems, newItem } from './group-lists.ts';

const AT = { language: 'de', today: '2026-11-22' } as const;
const SAVED = [
  { art: 'GKV', kostentraegerName: 'Kasse  Nord', status: 'active', gueltigAb: '2020-04', versichertenart: '1' },
];

test('[PE10] leaves an insurance letter for letter that nobody touched, with what the form does not show', () => {
  expect(listOfItems('versicherungen', itemsOf('versicherungen', SAVED, 'de'), AT)).toEqual(SAVED);
});

test('[PE10] several insurances, numbers as on the card, days as people type them', () => {
  const items = itemsOf('versicherungen', SAVED, 'de');
  const added = newItem('versicherungen', items);
  const typed = {
    art: 'PKV',
    tarif: 'Komfort 2',
    versichertennummer: 'a 123 456780',
    gueltigAb: '1.1.25',
    gueltigBis: '31.12.30',
  };
  const value = listOfItems('versicherungen', [...items, { ...added, typed }], AT);
  expect(value?.[1]).toEqual({
    art: 'PKV',
    tarif: 'Komfort 2',
    versichertennummer: 'A123456780',
    gueltigAb: '2025-01-01',
    gueltigBis: '2030-12-31',
  });
  expect(validateRecord(person, { familienname: 'Brandt', versicherungen: value }).ok).toBe(true);
});

test('[PE14] a representative with scope and end; a name is needed, an empty one is none', () => {
  const empty = newItem('vertretungen', []);
  expect(listOfItems('vertretungen', [empty], AT)).toBeUndefined();
  const nameless = { ...empty, typed: { art: 'vollmacht', umfang: 'gesundheit portal', bis: '32.1.2026' } };
  expect(itemFaults('vertretungen', [empty, nameless], AT.today)).toEqual(
    new Map([[0, { name: 'needed', bis: 'dayWrong' }]]),
  );
  const whole = { ...nameless, typed: { ...nameless.typed, name: 'Sabine Brandt', bis: '31.12.2026' } };
  const value = listOfItems('vertretungen', [whole], AT);
  expect(value).toEqual([
    { art: 'vollmacht', umfang: ['gesundheit', 'portal'], bis: '2026-12-31', name: 'Sabine Brandt' },
  ]);
  expect(validateRecord(person, { familienname: 'Brandt', vertretungen: value }).ok).toBe(true);
});

test('[PE10] who pays for themselves is an answer, a telephone without a number is none', () => {
  const paying = { ...newItem('versicherungen', []), typed: { art: 'SELBST' } };
  expect(listOfItems('versicherungen', [paying], AT)).toEqual([{ art: 'SELBST' }]);
  expect(listOfItems('telecom', [newItem('telecom', [])], AT)).toBeUndefined();
});
