import { expect, test } from 'vitest';
import { readImport } from './read-import.ts';

const options = { today: '2026-12-01' };
const field = (fk: string, content: string) => `${String(content.length + 9).padStart(3, '0')}${fk}${content}\r\n`;
/** A GDT record: kind, then `id content` lines; 8100 is right. */
const gdt = (kind: string, ...lines: readonly string[]) => {
  const body = lines.map((line) => field(line.slice(0, 4), line.slice(5))).join('');
  const length = String(13 + 14 + body.length).padStart(5, '0');
  return Uint8Array.from(field('8000', kind) + field('8100', length) + body, (character) => character.charCodeAt(0));
};
const NAME = ['3000 4711', '3101 Müller', '3102 Jörg', '3103 01041955'];
const read = (kind: string, ...lines: readonly string[]) => readImport(gdt(kind, '9206 3', ...lines), options);
const codes = (plan: ReturnType<typeof read>) => plan.findings.map(({ code }) => code);

test('[IX7] makes a person of master data', () => {
  const plan = read(
    '6301',
    '8316 PRAX_EDV',
    ...NAME,
    '3110 2',
    '3106 D-10115 Berlin',
    '3107 Holzweg 3',
    '3105 A123',
    '3626 030 1',
  );
  expect(plan.persons[0]).toMatchObject({
    sourceRef: '3000 4711',
    value: {
      familienname: 'Müller',
      geburtsdatum: '1955-04-01',
      geschlecht: 'w',
      land: 'D',
      plz: '10115',
      ort: 'Berlin',
      strasse: 'Holzweg 3',
      telefon: '030 1',
      versicherungen: [{ versichertennummer: 'A123' }],
      patientennummern: [{ quelle: 'PRAX_EDV', nummer: '4711' }],
    },
    eintraege: [],
  });
});

test('[IX7] makes a finding of a result, its texts in order and its tests in blocks', () => {
  const tests = [
    '8410 HF',
    '8411 Herzfrequenz',
    '8420 71',
    '8421 1/min',
    '8437 x',
    '8410 PQ',
    '8420 160',
    '8470 gut',
    '8470 sehr',
  ];
  const plan = read(
    '6310',
    ...NAME,
    '6200 22112026',
    '6201 0930',
    '8402 EKG01',
    '6228 Tabelle',
    '6220 Zeile 1',
    '6220 Zeile 2',
    ...tests,
  );
  const [eintrag] = plan.persons[0]?.eintraege ?? [];
  expect(eintrag).toMatchObject({
    kind: 'finding',
    value: {
      behandlungstag: '2026-11-22',
      uhrzeit: '09:30',
      verfahren: 'EKG01',
      text: 'Zeile 1\nZeile 2\n\nTabelle',
      messergebnisse: [
        { ident: 'HF', name: 'Herzfrequenz', wert: '71', einheit: '1/min' },
        { ident: 'PQ', wert: '160', bemerkung: 'gut\nsehr' },
      ],
      unplaced: [
        { feld: '8410 HF/8437', inhalt: 'x' },
        { feld: '9206', inhalt: '3' },
      ],
    },
  });
});

test('[IX7] keeps a file reference as text', () => {
  const plan = read('6310', ...NAME, '6200 22112026', '6303 PDF', '6304 EKG', '6305 \\\\server\\c$\\geheim.pdf');
  expect(plan.persons[0]?.eintraege[1]).toMatchObject({
    kind: 'document',
    value: { titel: 'EKG', verweis: '\\\\server\\c$\\geheim.pdf', unplaced: [{ feld: '6303', inhalt: 'PDF' }] },
  });
});

test('[IX7] does not take the names of a GDT 3 invoice recipient for the patient', () => {
  const recipient = ['8200 Obj_RgEmpfaenger', '3101 Vater', '3107 Anderswo 1', '8201 4'];
  const plan = read(
    '6310',
    '9218 03.10',
    ...recipient,
    '8200 Obj_Patient',
    ...NAME,
    '8201 6',
    '6200 22112026',
    '8202 9',
  );
  expect(plan.format).toBe('gdt3');
  expect(plan.persons[0]?.value).toMatchObject({ familienname: 'Müller' });
  expect(plan.persons[0]?.value.strasse).toBeUndefined();
  expect(plan.persons[0]?.eintraege[0]?.value.unplaced).toContainEqual({
    feld: 'Obj_RgEmpfaenger/3101',
    inhalt: 'Vater',
  });
});

test('[IX7] leaves a result with a number only unassigned, with the number as hint', () => {
  const plan = read('6310', '3000 4711', '6200 22112026', '6220 Befund');
  expect(plan.persons).toEqual([]);
  expect(plan.unassigned).toMatchObject([{ hint: { patientennummer: '4711' }, eintraege: [{ kind: 'finding' }] }]);
  expect(codes(plan)).toEqual(['PERSON_MISSING']);
});

test('[IX7] says that a request holds nothing', () => {
  expect(codes(read('6300', '3000 4711'))).toEqual(['GDT_REQUEST']);
});

test('[IX6] keeps what it cannot convert and says where', () => {
  const plan = read('6301', '3101 Müller', '3103 31021990', '3110 7', '9999 fremd');
  expect(plan.persons[0]?.value.unplaced?.map(({ feld, inhalt }) => `${feld} ${inhalt}`)).toEqual([
    '9206 3',
    '3103 31021990',
    '3110 7',
    '9999 fremd',
  ]);
  expect(plan.findings.map(({ code, line, field: fk }) => `${code} ${line} ${fk}`)).toEqual([
    'XDT_DATE_INVALID 5 3103',
    'XDT_VALUE_INVALID 6 3110',
  ]);
});

test('[IX18] joins two records of one person and keeps a contradiction aside', () => {
  const two = [
    gdt('6301', '9206 3', ...NAME, '3107 Alt 1'),
    gdt('6301', '9206 3', ...NAME, '3107 Neu 2', '3106 10115 Berlin'),
  ];
  const plan = readImport(new Uint8Array(Buffer.concat(two)), options);
  expect(plan.persons).toHaveLength(1);
  expect(plan.persons[0]?.value).toMatchObject({ strasse: 'Alt 1', ort: 'Berlin' });
  expect(plan.persons[0]?.value.unplaced).toContainEqual({ feld: 'strasse', inhalt: 'Neu 2' });
  expect(codes(plan)).toEqual(['PERSON_CONFLICT']);
});

test('[IX17] dates what has no date by the caller and says so', () => {
  const plan = read('6310', ...NAME, '6220 ohne Tag');
  expect(plan.persons[0]?.eintraege[0]?.value.behandlungstag).toBe('2026-12-01');
  expect(codes(plan)).toEqual(['DATE_ASSUMED']);
});
