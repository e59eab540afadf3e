import { RECORD_KINDS, validateRecord } from '@siegel/akten';
import { expect, test } from 'vitest';
import { bundleOf, type ExportedRecord } from './fhir-own.ts';
import { readImport } from './read-import.ts';

const PERSON = {
  id: 'a'.repeat(32),
  value: {
    familienname: 'Brandt <b>',
    vorname: 'Ilse Maria',
    geburtsname: 'Öz',
    titel: 'Dr.',
    vorsatzwort: 'von',
    geburtsdatum: '1951-03',
    geschlecht: 'w',
    strasse: 'Am Lindenhof 3',
    plz: '04109',
    ort: 'Leipzig',
    telefon: '0341 1',
    mobil: '0171 1',
    telecom: [{ art: 'fax', wert: '0341 2', bemerkung: 'nur morgens' }],
    versicherungen: [
      { art: 'GKV', versichertennummer: 'A123456780', kostentraegerName: 'AOK', ik: '123456789', gueltigAb: '2020' },
    ],
    patientennummern: [{ quelle: 'Altsystem', nummer: '17' }],
    vertretungen: [{ art: 'Tochter', name: 'Eva', telefon: '1' }],
    cave: 'Penicillin',
    source: { format: 'BDT', satzart: '6100', felder: ['3101'], zeile: 3 },
    unplaced: [{ feld: '3999', inhalt: 'bleibt' }],
    verwaltungsnotiz: 'zahlt bar',
  },
} as const;
const DAY = { behandlungstag: '2026-11-20' };
const RECORDS: readonly ExportedRecord[] = [
  {
    id: '81',
    kind: 'message',
    value: {
      ...DAY,
      betreff: 'Rückruf',
      text: 'Frau Brandt bittet um Rückruf.',
      wichtig: true,
      an: [new Uint8Array(16).fill(3)],
    },
  },
  {
    id: '01',
    kind: 'note',
    value: {
      ...DAY,
      uhrzeit: '10:42',
      rubrik: 'anamnese',
      titel: 'T',
      text: 'Zeile 1\nZeile 2 & <script>',
      vertraulicherText: 'v',
      angeheftet: true,
    },
  },
  {
    id: '02',
    kind: 'finding',
    value: {
      ...DAY,
      text: 'RR 150/90',
      messergebnisse: [
        { ident: 'X', name: 'HbA1c', wert: '7.90', einheit: '%', untergrenze: '4', grenzwertindikator: '+' },
        { wert: '<0,5', ergebnistext: 'n' },
      ],
    },
  },
  {
    id: '03',
    kind: 'diagnosis',
    value: {
      ...DAY,
      icd: 'E11.90',
      sicherheit: 'G',
      seite: 'L',
      text: 'Diabetes',
      dauerdiagnose: true,
      beginn: '2010',
    },
  },
  {
    id: '04',
    kind: 'medication',
    value: {
      ...DAY,
      art: 'plan',
      handelsname: 'Metformin',
      staerke: '500 mg',
      pzn: '01234567',
      dosierung: '1-0-1',
      ende: '2026-12-01',
    },
  },
  { id: '05', kind: 'medication', value: { ...DAY, art: 'verordnung', wirkstoff: 'Ibuprofen' } },
  { id: '06', kind: 'medication', value: { ...DAY, art: 'abgabe', text: 'Impfung' } },
  {
    id: '07',
    kind: 'letter',
    value: {
      ...DAY,
      betreff: 'Bericht',
      text: 'Sehr geehrte\n<b>Frau</b>',
      empfaenger: ['Dr. A'],
      richtung: 'ausgang',
    },
  },
  {
    id: '08',
    kind: 'labReport',
    value: {
      ...DAY,
      labor: 'Labor X',
      befundart: 'endbefund',
      messergebnisse: [{ name: 'Na', wert: '140', einheit: 'mmol/l' }],
    },
  },
  {
    id: '09',
    kind: 'document',
    value: {
      ...DAY,
      titel: 'Bild',
      dateiname: '../../boese.html',
      medientyp: 'image/png',
      groesseBytes: 3,
      dateischluessel: new Uint8Array(32),
      sha256: new Uint8Array(32),
      blobIds: [new Uint8Array(32)],
    },
    url: 'originale/09-bild.png',
  },
  { id: '10', kind: 'document', value: { ...DAY, titel: 'Verweis', verweis: 'C:\\bild.tif' } },
  {
    id: '11',
    kind: 'task',
    value: {
      ...DAY,
      titel: 'Anrufen',
      zustand: 'offen',
      zustaendig: [Uint8Array.from({ length: 16 }, (_, at) => at)],
      faelligAm: '2026-12-01',
    },
  },
];
const bytesOf = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));
const read = (json: unknown) => readImport(bytesOf(json), { today: '2026-11-22' });

test('[IE42] an exported Akte comes back as it was: person, every kind of Eintrag, every field', () => {
  expect(new Set(RECORDS.map(({ kind }) => kind)).size).toBe(
    -1 + RECORD_KINDS.filter((kind) => 'eintrag' in kind).length,
  );
  for (const { kind, value } of RECORDS)
    expect([kind, validateRecord(RECORD_KINDS.find(({ name }) => name === kind) as never, value).ok]).toEqual([
      kind,
      true,
    ]);
  const plan = read(bundleOf(PERSON, RECORDS));
  expect(plan.findings).toEqual([]);
  expect(plan.unassigned).toEqual([]);
  expect(plan.envelope).toEqual([{ feld: 'Bundle.type', inhalt: 'collection' }]);
  expect(plan.persons.map(({ value }) => value)).toEqual([PERSON.value]);
  const expected = RECORDS.map(({ kind, value, url }) => {
    const { blobIds: _b, dateischluessel: _d, groesseBytes: _g, sha256: _s, ...kept } = value;
    return { kind, value: url === undefined ? kept : { ...kept, verweis: url } };
  });
  expect(plan.persons[0]?.eintraege).toEqual(expected);
});

test('[IE42] gives other programs standard resources: names, codes, values and days stand where FHIR has them', () => {
  const bundle = bundleOf(PERSON, RECORDS) as { entry: { resource: Record<string, unknown> }[] };
  const plain = bundle.entry.map(({ resource }) =>
    Object.fromEntries(Object.entries(resource).filter(([name]) => name !== 'extension')),
  );
  const foreign = read({ ...bundle, entry: plain.map((resource) => ({ resource })) });
  expect(foreign.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(foreign.persons[0]?.value).toMatchObject({
    vorname: 'Ilse Maria',
    geburtsdatum: '1951-03',
    geschlecht: 'w',
    plz: '04109',
    versicherungen: [{ versichertennummer: 'A123456780', ik: '123456789' }],
  });
  const kinds = foreign.persons[0]?.eintraege.map(({ kind }) => kind) ?? [];
  for (const kind of ['diagnosis', 'finding', 'medication', 'letter', 'labReport', 'document'] as const)
    expect(kinds).toContain(kind);
  const diagnosis = foreign.persons[0]?.eintraege.find(({ kind }) => kind === 'diagnosis');
  expect(diagnosis?.value).toMatchObject({
    icd: 'E11.90',
    sicherheit: 'G',
    seite: 'L',
    text: 'Diabetes',
    beginn: '2010',
  });
});

test('[IE43] what somebody changed in an exported resource counts, not what stands beside it', () => {
  const bundle = structuredClone(bundleOf(PERSON, RECORDS)) as {
    entry: { resource: { resourceType: string; code?: { text: string }; birthDate?: string } }[];
  };
  for (const { resource } of bundle.entry) {
    if (resource.resourceType === 'Condition' && resource.code !== undefined) resource.code.text = 'Geändert';
    if (resource.resourceType === 'Patient') resource.birthDate = '1952-01-01';
  }
  const plan = read(bundle);
  expect(plan.persons[0]?.value.geburtsdatum).toBe('1952-01-01');
  const texts = plan.persons[0]?.eintraege.map(({ value }) => value.text);
  expect(texts).toContain('Geändert');
  expect(texts).not.toContain('Diabetes');
});

test('[IE43] a made-up record beside a resource gets no field its kind has not, and no file of somebody else', () => {
  const extension = (value: object) => [
    {
      url: 'urn:siegel:fhir:record',
      extension: [
        { url: 'kind', valueCode: 'document' },
        { url: 'value', valueString: JSON.stringify(value) },
      ],
    },
  ];
  const patient = { resourceType: 'Patient', id: 'p', name: [{ family: 'A' }] };
  const document = {
    resourceType: 'DocumentReference',
    id: 'd',
    status: 'current',
    type: { text: 'Dokument' },
    subject: { reference: 'Patient/p' },
    date: '2026-11-20T12:00:00Z',
    content: [{ attachment: { title: 'Dokument' } }],
  };
  const value = {
    behandlungstag: '2026-11-20',
    geheim: 'x',
    dateischluessel: { $bytes: '00'.repeat(32) },
    blobIds: [{ $bytes: '11'.repeat(32) }],
  };
  const plan = read({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ resource: patient }, { resource: { ...document, extension: extension(value) } }],
  });
  const made = plan.persons[0]?.eintraege[0]?.value as Record<string, unknown> | undefined;
  expect(made).toBeDefined();
  for (const field of ['geheim', 'dateischluessel', 'blobIds']) expect(made?.[field]).toBeUndefined();
});

test('[FG33] a Nachtrag goes out as a note titled so, and nobody brings one in', () => {
  const value = { behandlungstag: '2026-11-22', text: 'Am linken Arm', target: new Uint8Array(16) };
  const bundle = bundleOf(PERSON, [{ id: 'n1', kind: 'nachtrag', value }]);
  expect(read(bundle).persons[0]?.eintraege).toEqual([
    { kind: 'note', value: { behandlungstag: '2026-11-22', titel: 'Nachtrag', text: 'Am linken Arm' } },
  ]);
  const forged = JSON.parse(JSON.stringify(bundle).replace('"valueCode":"note"', '"valueCode":"nachtrag"')) as unknown;
  expect(read(forged).persons[0]?.eintraege.map(({ kind }) => kind)).not.toContain('nachtrag');
});
