import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type RecordKindName, kindByName, validateRecord } from '@siegel/akten';
import { type ImportPlan, readImport } from './index.ts';

const SAMPLES = '../shared/samples';
const present = existsSync(SAMPLES);
const options = {
  today: '2026-12-01',
  sha1: (bytes: Uint8Array) => new Uint8Array(createHash('sha1').update(bytes).digest()),
};
const filesOf = (folder: string) =>
  present ? readdirSync(`${SAMPLES}/${folder}`).filter((name) => !name.endsWith('.md')) : [];
const read = (path: string) => readImport(readFileSync(`${SAMPLES}/${path}`), options);

/** `person: kinds of its rows`, or `ohne Person: kinds`. */
const shapeOf = (plan: ImportPlan) => [
  ...plan.persons.map(
    ({ value, eintraege }) => `${value.familienname}: ${eintraege.map(({ kind }) => kind).join(' ')}`,
  ),
  ...plan.unassigned.map(({ eintraege }) => `ohne Person: ${eintraege.map(({ kind }) => kind).join(' ')}`),
];
const codesOf = (plan: ImportPlan) => [...new Set(plan.findings.map(({ severity, code }) => `${severity} ${code}`))];

// Every xDT sample: what is made of it, and every finding.
const XDT: Readonly<Record<string, { readonly makes: readonly string[]; readonly says: readonly string[] }>> = {
  'gdt/6301_masterdata_7bit.gdt': { makes: ['Weiss: '], says: [] },
  'gdt/6302_order_ansi.gdt': { makes: ['Müßiggang: note'], says: [] },
  'gdt/6310_result_ansi.gdt': { makes: ['Müßiggang: finding'], says: [] },
  // Lengths of this file were never right (its authors replaced names); it is read wholly, each wrong one reported.
  'gdt/druc-sample.gdt': {
    makes: ['Mustermann: finding'],
    says: ['warning XDT_LENGTH_WRONG', 'warning XDT_RECORD_LENGTH_WRONG'],
  },
  'gdt/gdt3_6302_objects.gdt': { makes: ['Müßiggang: note'], says: [] },
  'gdt/levinalex-gdt2_1-1.gdt': { makes: ['Mustermann: finding'], says: ['info DATE_ASSUMED'] },
  'ldt2/8202_befund.ldt': { makes: ['Grünwäldchen: labReport'], says: [] },
  'ldt3/Z01_AUFTRAG_GKV.ldt': { makes: ['Grünwäldchen: labReport diagnosis'], says: [] },
  'ldt3/Z01_BEFUND_KC.ldt': { makes: ['Grünwäldchen: labReport'], says: [] },
  // Single records of a parser's own tests: no header, no name.
  'ldt3/libldt3-befund-localdate.ldt': {
    makes: ['ohne Person: labReport'],
    says: ['warning LDT_HEADER_MISSING', 'warning PERSON_MISSING'],
  },
  'ldt3/libldt3-person-19900200.ldt': {
    makes: ['ohne Person: labReport'],
    says: ['warning LDT_HEADER_MISSING', 'warning PERSON_WITHOUT_NAME', 'info DATE_ASSUMED'],
  },
  'bdt/one_patient.bdt': { makes: ['Grünwäldchen: diagnosis finding medication'], says: [] },
};

test.skipIf(!present)('[IX16] knows every xDT sample', () => {
  const found = ['gdt', 'ldt2', 'ldt3', 'bdt'].flatMap((folder) => filesOf(folder).map((name) => `${folder}/${name}`));
  expect(new Set(found)).toEqual(new Set(Object.keys(XDT)));
});

test.skipIf(!present).each(Object.entries(XDT))('[IX16] reads %s as expected', (path, { makes, says }) => {
  const plan = read(path);
  expect({ makes: shapeOf(plan), says: codesOf(plan) }).toEqual({ makes, says });
});

test.skipIf(!present)('[IX16] reads values of an LDT 3 report, a GDT result and a BDT file as they are meant', () => {
  expect(read('ldt3/Z01_BEFUND_KC.ldt').persons[0]).toMatchObject({
    value: { familienname: 'Grünwäldchen', vorname: 'Ömer', geburtsdatum: '2000-02-29', geschlecht: 'm' },
    eintraege: [
      {
        value: {
          behandlungstag: '2026-11-22',
          labor: 'Labor Musterstadt',
          befundart: 'endbefund',
          messergebnisse: [
            {
              ident: 'HB',
              name: 'Hämoglobin',
              wert: '11.2',
              einheit: 'g/dl',
              untergrenze: '13.5',
              obergrenze: '17.5',
              grenzwertindikator: 'L',
              abnahmetag: '2026-11-21',
            },
            { ident: 'LEUK', wert: '7.1', grenzwertindikator: 'N' },
          ],
        },
      },
    ],
  });
  const [result] = read('gdt/druc-sample.gdt').persons[0]?.eintraege ?? [];
  expect(result?.value).toMatchObject({ behandlungstag: '1998-10-23', verfahren: 'BDM01' });
  expect(
    result?.kind === 'finding' && result.value.messergebnisse?.map(({ ident, wert }) => `${ident}=${wert}`),
  ).toEqual(['3622=178', 'SYSMXTG=142', 'SYSMNTG=112']);
  expect(
    read('bdt/one_patient.bdt').persons[0]?.eintraege.map(({ value }) => `${value.behandlungstag} ${value.text}`),
  ).toEqual([
    '2026-11-05 Rückenschmerz, akut',
    '2026-11-19 Befund: Klopfschmerz LWK 4',
    '2026-11-19 Ibuprofen 600 mg N2',
  ]);
});

// What is wrong in each of gematik's negative examples, found by comparing them: always one code of a coverage or drug.
const NEGATIVE: Readonly<Record<string, { readonly code: string; readonly at: string }>> = {
  '02': { code: 'FHIR_CODE_INVALID', at: 'Bundle.entry[5].resource.extension[1].valueCoding.code' }, // DMP '0': two digits
  '04': { code: 'FHIR_CODE_INVALID', at: 'Bundle.entry[5].resource.extension[1].valueCoding.code' }, // DMP 'asthma'
  '07': { code: 'FHIR_CODE_INVALID', at: 'Bundle.entry[5].resource.extension[0].valueCoding.code' }, // Personengruppe '10'
  '09': { code: 'FHIR_CODE_INVALID', at: 'Bundle.entry[5].resource.type.coding.code' }, // Versicherungsart 'Inkasso'
  '12': { code: 'FHIR_CODE_INVALID', at: 'Bundle.entry[5].resource.extension[2].valueCoding.code' }, // WOP '1000'
  '14': { code: 'FHIR_REQUIRED_MISSING', at: 'Bundle.entry[2].resource.code.coding' }, // PZN profile with free text
};
const negativeName = (number: string) =>
  `neg-erx-Negative-Examples_2_01.07.2023_KBV_PR_ERP_Bundle_e98da709-d9f8-494d-87b0-a59a0f471924_${number}.xml`;

test.skipIf(!present).each(Object.entries(NEGATIVE))(
  '[IX16] refuses negative prescription %s wholly, at the right place',
  (number, { code, at }) => {
    const plan = read(`fhir/${negativeName(number)}`);
    expect(
      plan.findings.filter(({ severity }) => severity === 'error').map((finding) => [finding.code, finding.path]),
    ).toEqual([[code, at]]);
    expect(plan).toMatchObject({ refused: true, persons: [], unassigned: [], envelope: [], unplacedCount: 0 });
  },
);

test.skipIf(!present)('[IX16] knows every negative sample', () => {
  const found = filesOf('fhir').filter((name) => name.startsWith('neg-'));
  expect(new Set(found)).toEqual(new Set(Object.keys(NEGATIVE).map(negativeName)));
});

// The kinds of file by their names: what a valid one makes.
const FHIR_KINDS: readonly { readonly name: RegExp; readonly makes: RegExp }[] = [
  { name: /VerordnungArzt\.xml$/, makes: /^[\p{L}\p{M} .-]+: medication note$/u },
  { name: /MedicationDispense\.xml$/, makes: /^ohne Person: medication$/ },
  { name: /eAbgabedaten\.xml$/, makes: /^ohne Person: ,ohne Person: ,ohne Person: medication,ohne Person: / },
  { name: /isik-(AllergyIntolerance|Encounter)/, makes: /^ohne Person: note$/ },
  { name: /isik-Binary/, makes: /^ohne Person: document$/ },
  { name: /isik-Condition/, makes: /^ohne Person: diagnosis$/ },
  { name: /isik-Observation/, makes: /^ohne Person: finding$/ },
  { name: /isik-(Location|Organization|Practitioner|RelatedPerson)/, makes: /^ohne Person: $/ },
  { name: /isik-(Patient|Bundle)/, makes: /^Duplikat: $/ },
];

test.skipIf(!present).each(filesOf('fhir').filter((name) => !name.startsWith('neg-')))(
  '[IX16] reads %s wholly',
  (name) => {
    const plan = read(`fhir/${name}`);
    const [kind, ...others] = FHIR_KINDS.filter((candidate) => candidate.name.test(name));
    expect(others).toEqual([]);
    expect(shapeOf(plan).join()).toMatch(kind?.makes ?? /never/);
    expect(plan.refused).toBe(false);
    // No sample is checked against its profile; each that names one says so (the Binary names none).
    const usual = [
      'info FHIR_PROFILE_NOT_CHECKED',
      'warning PERSON_MISSING',
      'info PERSON_MISSING',
      'info DATE_ASSUMED',
    ];
    expect(codesOf(plan).filter((code) => !usual.includes(code))).toEqual([]);
    expect(codesOf(plan).includes('info FHIR_PROFILE_NOT_CHECKED')).toBe(!name.includes('Binary'));
  },
);

test.skipIf(!present)('[IX16] reads a prescription as it is meant', () => {
  const name = filesOf('fhir').find((file) => file.endsWith('PZN_Nr8_VerordnungArzt.xml')) ?? '';
  const plan = read(`fhir/${name}`);
  expect(plan.persons[0]).toMatchObject({
    value: {
      familienname: 'Königsstein',
      vorname: 'Ludger',
      geburtsdatum: '1935-06-22',
      ort: 'Esens',
      versicherungen: [
        {
          art: 'GKV',
          versichertennummer: 'K220635158',
          kostentraegerName: 'AOK Nordost - Die Gesundheitskasse',
          ik: '109719018',
        },
      ],
    },
    eintraege: [
      {
        value: {
          behandlungstag: '2025-01-27',
          art: 'verordnung',
          pzn: '01256262',
          handelsname: 'Losartan STADA® 100mg 98 Filmtbl. N3',
          packungsgroesse: '98 St',
        },
      },
      { kind: 'note' },
    ],
  });
});

test.skipIf(!present)('[IX17] makes only values that are valid for their kind', () => {
  for (const folder of ['gdt', 'ldt2', 'ldt3', 'bdt', 'fhir']) {
    for (const name of filesOf(folder)) {
      const plan = read(`${folder}/${name}`);
      const rows = [...plan.persons, ...plan.unassigned].flatMap(({ eintraege }) => eintraege);
      const records: [RecordKindName, unknown][] = [
        ...plan.persons.map(({ value }): [RecordKindName, unknown] => ['person', value]),
        ...rows.map(({ kind, value }): [RecordKindName, unknown] => [kind, value]),
      ];
      for (const [kind, value] of records)
        expect(validateRecord(kindByName(kind), value), `${name} ${kind}`).toMatchObject({ ok: true });
    }
  }
});
