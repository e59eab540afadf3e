import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readImport } from './read-import.ts';

const sha1 = (bytes: Uint8Array) => new Uint8Array(createHash('sha1').update(bytes).digest());
const options = { today: '2026-12-01', sha1 };
const field = (line: string) =>
  `${String(line.length - 5 + 9).padStart(3, '0')}${line.slice(0, 4)}${line.slice(5)}\r\n`;
const record = (kind: string, ...lines: readonly string[]) => {
  const body = lines.map(field).join('');
  return field(`8000 ${kind}`) + field(`8100 ${String(13 + 14 + body.length).padStart(5, '0')}`) + body;
};
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const codes = (plan: ReturnType<typeof readImport>) => plan.findings.map(({ severity, code }) => `${severity} ${code}`);

const HEADER = record('8220', '9212 LDT1014.01', '9106 4', '8320 Labor Nord', '9103 20261122');
const REPORT = [
  '8310 A1',
  '3101 Maier',
  '3102 Eva',
  '3103 20000229',
  '8401 E',
  '8410 HB',
  '8420 11.2',
  '8403 1',
  '8410 K',
  '8480 frei 1',
  '8480 frei 2',
];
const trailer = (before: string) => before + record('8221', `9202 ${String(before.length + 44).padStart(8, '0')}`);

test('[IX8] makes a lab report with the name of the laboratory and dated like the file', () => {
  const plan = readImport(bytesOf(trailer(HEADER + record('8202', ...REPORT))), options);
  expect(codes(plan)).toEqual([]);
  expect(plan.persons[0]).toMatchObject({
    sourceRef: 'Maier|Eva|2000-02-29',
    eintraege: [
      {
        kind: 'labReport',
        value: {
          labor: 'Labor Nord',
          behandlungstag: '2026-11-22',
          auftragsnummer: 'A1',
          befundart: 'endbefund',
          messergebnisse: [
            { ident: 'HB', wert: '11.2' },
            { ident: 'K', ergebnistext: 'frei 1\nfrei 2' },
          ],
          unplaced: [{ feld: '8410 HB/8403', inhalt: '1' }],
        },
      },
    ],
  });
});

test('[IX8] reads dates with the day first when the file writes them so', () => {
  const old =
    record('8220', '9212 LDT1001.02', '9103 22111999') + record('8201', '3101 Maier', '3103 29022000', '8302 31101999');
  const plan = readImport(bytesOf(trailer(old)), options);
  expect(plan.persons[0]?.value.geburtsdatum).toBe('2000-02-29');
  expect(plan.persons[0]?.eintraege[0]?.value.behandlungstag).toBe('1999-10-31');
});

test('[IX18] gives two reports of one patient to one person', () => {
  const text = trailer(HEADER + record('8202', ...REPORT) + record('8203', ...REPORT));
  const plan = readImport(bytesOf(text), options);
  expect(plan.persons.map(({ eintraege }) => eintraege.length)).toEqual([2]);
});

test('[IX5] refuses LDT 2 without trailer, and only warns of wrong lengths', () => {
  expect(codes(readImport(bytesOf(HEADER + record('8202', ...REPORT)), options))).toEqual(['error XDT_TRUNCATED']);
  const wrong = trailer(HEADER + record('8202', ...REPORT)).replace(/9202\d{8}/, '920200000001');
  expect(codes(readImport(bytesOf(wrong), options))).toEqual(['warning XDT_FILE_LENGTH_WRONG']);
});

const object = (attribute: string, id: string, ...inside: readonly string[]) =>
  field(`${attribute} Name`) + field(`8002 Obj_${id}`) + inside.join('') + field(`8003 Obj_${id}`);
const patient = object(
  '8145',
  '0045',
  object('8147', '0047', field('3101 Maier'), field('3102 Eva'), field('3102 Maria'), field('3103 19900200')),
  field('3119 S040464113'),
);
const ldt3 = (...records: readonly string[]) => {
  const start =
    field('8000 8220') + object('8132', '0032', field('0001 LDT3.2.20')) + field('8001 8220') + records.join('');
  const covered = start + field('8000 8221');
  return bytesOf(covered + field(`9300 ${Buffer.from(sha1(bytesOf(covered))).toString('hex')}`) + field('8001 8221'));
};
const report = (...inside: readonly string[]) => field('8000 8205') + inside.join('') + field('8001 8205');

test('[IX9] reads person, partial birth date, results and attachment of LDT 3', () => {
  const pdf = Buffer.from('%PDF-1.4 Befund').toString('base64');
  const result = object(
    '8160',
    '0060',
    field('8410 HB'),
    field('8420 11.2'),
    object('8142', '0042', field('8461 13'), field('8422 L')),
    object('8237', '0068', field('3564 erste'), field('3564 zweite')),
  );
  const attachment = object(
    '8110',
    '0010',
    field('9970 010'),
    field('6303 PDF'),
    object('8242', '0068', field(`6329 ${pdf.slice(0, 10)}`), field(`6329 ${pdf.slice(10)}`)),
  );
  const plan = readImport(ldt3(report(patient, object('8135', '0035', result), attachment)), options);
  expect(codes(plan)).toEqual(['info DATE_ASSUMED', 'info DATE_ASSUMED']);
  const [lab, document] = plan.persons[0]?.eintraege ?? [];
  expect(plan.persons[0]?.value).toMatchObject({
    vorname: 'Eva Maria',
    geburtsdatum: '1990-02',
    versicherungen: [{ versichertennummer: 'S040464113' }],
  });
  expect(lab?.value).toMatchObject({
    messergebnisse: [{ ident: 'HB', untergrenze: '13', grenzwertindikator: 'L', ergebnistext: 'erste\nzweite' }],
  });
  expect(document && new TextDecoder().decode(document.attachment)).toBe('%PDF-1.4 Befund');
});

test('[IX9] keeps the doctor apart from the patient', () => {
  const doctor = object('8122', '0022', object('8114', '0014', object('8147', '0047', field('3101 Beispiel'))));
  const plan = readImport(ldt3(report(doctor, patient)), options);
  expect(plan.persons[0]?.value.familienname).toBe('Maier');
  expect(plan.persons[0]?.eintraege[0]?.value.unplaced).toContainEqual({
    feld: '8122/8114/8147/3101',
    inhalt: 'Beispiel',
  });
});

test('[IX9] makes diagnoses of an order', () => {
  const reason = object(
    '8127',
    '0027',
    object('8200', '0100', field('6001 E11.90'), field('6003 G'), field('4207 Müdigkeit')),
  );
  const text = Buffer.from(ldt3(report(patient, reason)))
    .toString('latin1')
    .replaceAll('8205', '8215');
  const plan = readImport(bytesOf(text), { today: '2026-12-01' });
  expect(plan.persons[0]?.eintraege.slice(1).map(({ value }) => value)).toMatchObject([
    { icd: 'E11.90', sicherheit: 'G' },
    { text: 'Müdigkeit' },
  ]);
});

test('[IX9] refuses a changed file by its checksum, and says when it was not checked', () => {
  const good = ldt3(report(patient));
  const changed = Uint8Array.from(good);
  changed[Buffer.from(good).indexOf('Maier')] = 0x4e;
  const { sha1: _, ...unchecked } = options;
  expect(codes(readImport(good, options))).toEqual(['info DATE_ASSUMED']);
  expect(codes(readImport(changed, options))).toContain('error LDT3_CHECKSUM_WRONG');
  expect(codes(readImport(changed, unchecked))).toContain('info LDT3_CHECKSUM_NOT_CHECKED');
  const unixEnds = bytesOf(Buffer.from(good).toString('latin1').replaceAll('\r\n', '\n'));
  expect(codes(readImport(unixEnds, options))).toEqual(['info DATE_ASSUMED']);
});

test.each([
  ['an end of another object', report(field('8145 Name') + field('8002 Obj_0045') + field('8003 Obj_0047'))],
  ['an object that is not closed', report(field('8145 Name') + field('8002 Obj_0045'))],
  ['an attribute without object', report(field('8145 Name') + field('3101 Maier'))],
  ['an object without attribute', report(field('8002 Obj_0045') + field('8003 Obj_0045'))],
  ['a record that is not closed', field('8000 8205') + patient],
])('[IX9] refuses %s', (_what, broken) => {
  const plan = readImport(ldt3(broken), options);
  expect(codes(plan)).toContain('error LDT3_STRUCTURE');
  expect(plan).toMatchObject({ refused: true, persons: [], unassigned: [] });
});
