import { expect, test } from 'vitest';
import { pathOfPlace, placeOfPath } from './place.ts';

const ID = '0123456789abcdef0123456789abcdef';

test('[WB9] knows its places and takes everything else for home', () => {
  expect(placeOfPath('/anmelden')).toEqual({ page: 'sign-in' });
  expect(placeOfPath('/zugaenge')).toEqual({ page: 'access' });
  expect(placeOfPath('/person/neu')).toEqual({ page: 'new-person' });
  expect(placeOfPath('/import')).toEqual({ page: 'transfer' });
  expect(placeOfPath(`/akte/${ID}`)).toEqual({ page: 'akte', personId: ID });
  expect(placeOfPath('/einstellungen')).toEqual({ page: 'settings' });
  expect(placeOfPath('/einstellungen/anmeldung')).toEqual({ page: 'settings', section: 'anmeldung' });
  for (const path of [
    '/',
    '/einstellungen/Brandt',
    '/akte/',
    '/akte/Brandt',
    `/akte/${ID}/x`,
    `/akte/${ID.toUpperCase()}`,
    '/x',
  ]) {
    expect([path, placeOfPath(path)]).toEqual([path, { page: 'home' }]);
  }
});

test('[WB9] writes the address it reads', () => {
  const places = [
    '/',
    '/anmelden',
    '/zugaenge',
    '/person/neu',
    '/import',
    '/einstellungen',
    '/einstellungen/anmeldung',
    `/akte/${ID}`,
  ];
  for (const path of places) expect(pathOfPlace(placeOfPath(path))).toBe(path);
});
