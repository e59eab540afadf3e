import { expect, test } from 'vitest';
import { draftOf, faultsOf, withDraft } from './stammdaten-form.ts';

const TODAY = '2026-11-22';
const ILSE = {
  familienname: 'Brandt',
  vorname: 'Ilse',
  geburtsdatum: '1951-03-14',
  telefon: '030 1',
  versicherungen: [{ art: 'GKV' }],
};
const before = draftOf(ILSE, 'de');

test('[AT4] shows days as people write them, and leaves what it does not show as it is', () => {
  expect(before.geburtsdatum).toBe('14.03.1951');
  const value = withDraft(ILSE, { ...before, telefon: ' 030 2 ', ort: 'Berlin' }, { before, today: TODAY });
  expect(value).toEqual({ ...ILSE, telefon: '030 2', ort: 'Berlin' });
});

test('[AT4] takes a field out that was emptied, and touches no other', () => {
  const { telefon: _gone, ...rest } = ILSE;
  expect(withDraft(ILSE, { ...before, telefon: '' }, { before, today: TODAY })).toEqual(rest);
  const odd = { ...ILSE, strasse: ' zwei  Leerzeichen ' };
  const shown = draftOf(odd, 'de');
  expect(withDraft(odd, { ...shown, vorname: 'Elsa' }, { before: shown, today: TODAY })).toEqual({
    ...odd,
    vorname: 'Elsa',
  });
});

test('[AT4] reads days of which parts are unknown', () => {
  const typed = (geburtsdatum: string) =>
    withDraft(ILSE, { ...before, geburtsdatum }, { before, today: TODAY })['geburtsdatum'];
  expect(['1951', '03.1951', '1.4.51', ''].map(typed)).toEqual(['1951', '1951-03', '1951-04-01', undefined]);
});

test('[AT4] names what cannot be saved', () => {
  expect(faultsOf(before, TODAY).size).toBe(0);
  const wrong = { ...before, familienname: ' ', geburtsdatum: '31.2.1951', email: 'ilse@' };
  expect([...faultsOf(wrong, TODAY)]).toEqual([
    ['familienname', 'nameMissing'],
    ['geburtsdatum', 'dayWrong'],
    ['email', 'mailWrong'],
  ]);
});
