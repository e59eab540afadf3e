import { expect, test } from 'vitest';
import { anEintrag } from '../../test-support/an-eintrag.ts';
import { dauerDiagnosen, medikationsplan, personFacts } from './person-facts.ts';

const diagnosis = (recordId: string, value: Readonly<Record<string, unknown>>) =>
  anEintrag({ recordId, kind: 'diagnosis', summary: String(value['text']), value });
const drug = (recordId: string, value: Readonly<Record<string, unknown>>) =>
  anEintrag({ recordId, kind: 'medication', summary: 'Text der Zeile', value });

const TODAY = '2026-11-22';
const NOTHING = { versicherungen: [], telefone: [], vertretungen: [], kontakte: [] };

test('[WB29] [PE11] [PE14] reads contacts, insurance and representatives, each number once', () => {
  expect(
    personFacts(
      {
        familienname: 'Brandt',
        telefon: '030 555 01 42',
        mobil: ' ',
        telecom: [
          { art: 'telefon', wert: '030 555 01 42' },
          { art: 'mobil', wert: '0170 1' },
          { art: 'fax', wert: '030 9' },
        ],
        strasse: 'Reichenberger Gasse 4',
        plz: '10999',
        ort: 'Berlin',
        versicherungen: [
          { art: 'PKV', kostentraegerName: 'Alte', gueltigBis: '2020' },
          { art: 'GKV', kostentraegerName: 'AOK Nordost', versichertennummer: 'X1' },
        ],
        vertretungen: [
          { name: 'Karl Amt', art: 'betreuung', bis: '2025-12-31' },
          { name: 'Sabine Brandt', art: 'vollmacht', umfang: ['gesundheit'] },
        ],
        kontakte: [{ art: 'hausarzt', name: 'Praxis Weber', telefon: '030 7' }],
        cave: 'Penicillin',
      },
      TODAY,
    ),
  ).toEqual({
    cave: 'Penicillin',
    versicherungen: [
      { at: 1, art: 'GKV', name: 'AOK Nordost', number: 'X1', validity: 'now' },
      { at: 0, art: 'PKV', name: 'Alte', until: '2020', validity: 'past' },
    ],
    telefone: ['030 555 01 42', '0170 1'],
    anschrift: 'Reichenberger Gasse 4, 10999 Berlin',
    vertretungen: [
      { name: 'Sabine Brandt', art: 'vollmacht', scopes: ['gesundheit'], validity: 'now' },
      { name: 'Karl Amt', art: 'betreuung', scopes: [], until: '2025-12-31', validity: 'past' },
    ],
    kontakte: [{ art: 'hausarzt', name: 'Praxis Weber', telefon: '030 7' }],
  });
});

test('[WB29] shows nothing of a record that could not be opened, and survives odd shapes', () => {
  expect(personFacts({ unreadable: 'OPEN_TAMPERED' }, TODAY)).toEqual(NOTHING);
  expect(personFacts({ telecom: 'x', versicherungen: [null], vertretungen: [1] }, TODAY)).toEqual(NOTHING);
});

test('[WB29] lists permanent diagnoses once each by code, newest wording, none that has ended', () => {
  const list = dauerDiagnosen([
    diagnosis('3', { icd: 'I10.90', sicherheit: 'G', text: 'Hypertonie, neu', dauerdiagnose: true }),
    diagnosis('2', { icd: 'E11.40', seite: 'B', sicherheit: 'G', text: 'Diabetes', dauerdiagnose: true }),
    diagnosis('1', { icd: 'I10.90', text: 'Hypertonie', dauerdiagnose: true }),
    diagnosis('0', { icd: 'J20.9', text: 'Bronchitis' }),
    diagnosis('9', { icd: 'N18.3', text: 'beendet', dauerdiagnose: true, ende: '2026-01-01' }),
    diagnosis('8', { unreadable: 'OPEN_TAMPERED' }),
  ]);
  expect(list.map(({ icd, marks, text }) => [icd, marks, text])).toEqual([
    ['E11.40', 'B G', 'Diabetes'],
    ['I10.90', 'G', 'Hypertonie, neu'],
  ]);
});

test('[WB29] splits a dosage written as four times of the day and shows any other as it stands', () => {
  const plan = medikationsplan([
    drug('1', { art: 'plan', handelsname: 'Ramipril', staerke: '5 mg', dosierung: '1-0-½-0' }),
    drug('2', { dauermedikation: true, wirkstoff: 'Metformin', dosierung: '1 - 0 - 1' }),
    drug('3', { art: 'plan', text: 'Vitamin D', dosierung: 'einmal pro Woche' }),
    drug('4', { art: 'verordnung', handelsname: 'Amoxicillin' }),
    drug('5', { art: 'plan', handelsname: 'Alt', ende: '2026-01-01' }),
  ]);
  expect(plan).toEqual([
    { recordId: '2', name: 'Metformin', doses: ['1', '0', '1', '0'] },
    { recordId: '1', name: 'Ramipril 5 mg', doses: ['1', '0', '½', '0'] },
    { recordId: '3', name: 'Vitamin D', dosierung: 'einmal pro Woche' },
  ]);
});
