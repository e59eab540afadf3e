import { expect, test } from 'vitest';
import { document } from './kinds/document.ts';
import { person } from './kinds/person.ts';
import { joinRecord, splitRecord } from './split-record.ts';

const blob = new Uint8Array(32).fill(7);

test('[AK5] sends every field to its compartment and only declared ones into the open part', () => {
  const parts = splitRecord(document, { behandlungstag: '2026-01-02', dateiname: 'geheim.pdf', blobIds: [blob] });
  expect(parts.open).toEqual({ blobIds: [blob] });
  expect([...parts.sealed]).toEqual([['clinical', { behandlungstag: '2026-01-02', dateiname: 'geheim.pdf' }]]);
});

test('[AK5] joins what it split, and leaves out what was not opened', () => {
  const value = { familienname: 'Weber', cave: 'Penicillin', verwaltungsnotiz: 'Ratenzahlung' };
  const parts = splitRecord(person, value);
  expect([...parts.sealed.keys()]).toEqual(['identity', 'clinical', 'admin']);
  expect(joinRecord(person, parts)).toEqual(value);
  const identityOnly = new Map([...parts.sealed].filter(([name]) => name === 'identity'));
  expect(joinRecord(person, { open: {}, sealed: identityOnly })).toEqual({ familienname: 'Weber' });
});

test('[AK5] throws on an undeclared field instead of dropping or leaking it', () => {
  const undeclared = { familienname: 'Weber', haustier: 'Hund' };
  expect(() => splitRecord(person, undeclared)).toThrow(/AK5/);
});

test('[AK5] ignores a field that arrives in another part than the declared one', () => {
  const parts = {
    open: { familienname: 'Angreifer', neu: 'x' },
    sealed: new Map([['admin' as const, { cave: 'keine', verwaltungsnotiz: 'n', spaeter: 'neues Schema' }]]),
  };
  expect(joinRecord(person, parts)).toEqual({ verwaltungsnotiz: 'n', spaeter: 'neues Schema' });
});
