import { expect, test } from 'vitest';
import { changedFields, mergeRecords } from './merge-record.ts';
import { kindByName, RECORD_KINDS } from './record-kinds.ts';

const PERSON = kindByName('person');
const BASE = { familienname: 'Brandt', vorname: 'Ilse', telefon: '030 1', ort: 'Berlin' };

test('[AT51] joins changes of different fields of a person', () => {
  const mine = { ...BASE, telefon: '030 2' };
  const { ort: _gone, ...theirs } = { ...BASE, email: 'i@example.org' };
  expect(mergeRecords(PERSON, { base: BASE, mine, theirs })).toEqual({ merged: { ...theirs, telefon: '030 2' } });
});

test('[AT51] names the fields both changed and joins nothing then', () => {
  const mine = { ...BASE, telefon: '030 2', ort: 'Potsdam' };
  const theirs = { ...BASE, telefon: '030 3', ort: 'Potsdam' };
  expect(mergeRecords(PERSON, { base: BASE, mine, theirs })).toEqual({ clashing: ['telefon'], mayMerge: true });
});

test('[AT51] takes an emptied field as a change', () => {
  const { telefon: _gone, ...mine } = BASE;
  expect(changedFields(BASE, mine)).toEqual(['telefon']);
  const outcome = mergeRecords(PERSON, { base: BASE, mine, theirs: { ...BASE, vorname: 'Elsa' } });
  expect(outcome).toEqual({ merged: { familienname: 'Brandt', vorname: 'Elsa', ort: 'Berlin' } });
});

test('[AT51] never joins two changes of clinical content, not even of different fields', () => {
  const base = { behandlungstag: '2026-11-20', text: 'RR 150/90' };
  const versions = { base, mine: { ...base, text: 'RR 140/90' }, theirs: { ...base, uhrzeit: '10:00' } };
  const clinical = RECORD_KINDS.filter((kind) => 'eintrag' in kind && kind.name !== 'task');
  expect(clinical.length).toBeGreaterThan(6);
  for (const kind of clinical)
    expect(mergeRecords(kind, versions)).toEqual({ clashing: ['text', 'uhrzeit'], mayMerge: false });
});

test('[AT51] is content when one side changed nothing', () => {
  const mine = { ...BASE, ort: 'Potsdam' };
  expect(mergeRecords(kindByName('note'), { base: BASE, mine, theirs: BASE })).toEqual({ merged: mine });
  expect(mergeRecords(kindByName('note'), { base: BASE, mine: BASE, theirs: mine })).toEqual({ merged: mine });
});
