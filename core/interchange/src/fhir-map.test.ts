import { expect, test } from 'vitest';
import { readImport } from './read-import.ts';

const options = { today: '2026-12-01' };
const read = (resource: unknown) => readImport(new TextEncoder().encode(JSON.stringify(resource)), options);
const bundle = (type: string, ...resources: readonly object[]) =>
  read({ resourceType: 'Bundle', type, entry: resources.map((resource) => ({ resource })) });
const codes = (plan: ReturnType<typeof read>) => plan.findings.map(({ severity, code }) => `${severity} ${code}`);
const PATIENT = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [
    { system: 'http://fhir.de/sid/gkv/kvid-10', value: 'S040464113' },
    { system: 'http://praxis/pid', value: '4711' },
  ],
  name: [
    { use: 'maiden', family: 'Vorher' },
    { use: 'official', family: 'Maier', given: ['Eva', 'Maria'], prefix: ['Dr.'] },
  ],
  birthDate: '1990-02',
  gender: 'female',
  telecom: [
    { system: 'phone', value: '030 1' },
    { system: 'phone', use: 'mobile', value: '0170 2' },
    { system: 'email', value: 'e@x.de' },
    { system: 'fax', value: '030 3' },
    { system: 'phone', value: '030 4' },
  ],
  address: [{ line: ['Weg 1', 'Hinterhaus'], postalCode: '10115', city: 'Berlin', country: 'DE' }],
};
const SUBJECT = { reference: 'Patient/p1' };

test('[IX13] makes a person of a Patient', () => {
  expect(read(PATIENT).persons[0]?.value).toMatchObject({
    familienname: 'Maier',
    vorname: 'Eva Maria',
    geburtsname: 'Vorher',
    titel: 'Dr.',
    geburtsdatum: '1990-02',
    geschlecht: 'w',
    strasse: 'Weg 1',
    anschriftenzusatz: 'Hinterhaus',
    plz: '10115',
    telefon: '030 1',
    mobil: '0170 2',
    email: 'e@x.de',
    telecom: [
      { art: 'fax', wert: '030 3' },
      { art: 'telefon', wert: '030 4' },
    ],
    versicherungen: [{ versichertennummer: 'S040464113' }],
    patientennummern: [{ quelle: 'http://praxis/pid', nummer: '4711' }],
  });
});

test('[IX13] completes the person by coverage and relative', () => {
  const coverage = {
    resourceType: 'Coverage',
    status: 'active',
    type: { coding: [{ code: 'GKV' }] },
    beneficiary: SUBJECT,
    payor: [{ display: 'Musterkasse', identifier: { value: '104212059' } }],
  };
  const mother = {
    resourceType: 'RelatedPerson',
    patient: SUBJECT,
    name: [{ given: ['Anna'], family: 'Maier' }],
    relationship: [{ text: 'Mutter' }],
  };
  const plan = bundle('collection', coverage, mother, PATIENT);
  expect(plan.persons[0]?.value).toMatchObject({
    versicherungen: [
      { versichertennummer: 'S040464113', art: 'GKV', kostentraegerName: 'Musterkasse', ik: '104212059' },
    ],
    vertretungen: [{ name: 'Anna Maier', art: 'Mutter' }],
  });
  expect(plan.unassigned).toEqual([]);
});

test('[IX13] makes Eintraege of clinical resources in the order of the file', () => {
  const condition = {
    resourceType: 'Condition',
    subject: SUBJECT,
    recordedDate: '2024-05-06',
    onsetDateTime: '2019',
    code: {
      coding: [
        {
          system: 'http://fhir.de/CodeSystem/bfarm/icd-10-gm',
          version: '2024',
          code: 'J06.9',
          extension: [
            { url: 'http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit', valueCoding: { code: 'G' } },
          ],
        },
      ],
      text: 'Infekt',
    },
  };
  const observation = {
    resourceType: 'Observation',
    status: 'final',
    subject: SUBJECT,
    effectiveDateTime: '2024-05-06T08:15:00+02:00',
    code: { text: 'Blutdruck' },
    component: [{ code: { text: 'systolisch' }, valueQuantity: { value: 120, unit: 'mmHg' } }],
  };
  const allergy = {
    resourceType: 'AllergyIntolerance',
    patient: SUBJECT,
    recordedDate: '2024-01-01',
    code: { text: 'Penicillin' },
    reaction: [{ manifestation: [{ text: 'Ausschlag' }] }],
  };
  const plan = bundle('collection', PATIENT, condition, observation, allergy);
  const [person] = plan.persons;
  expect(person?.eintraege.map(({ kind }) => kind)).toEqual(['diagnosis', 'finding', 'note']);
  expect(person?.eintraege[0]?.value).toMatchObject({
    behandlungstag: '2024-05-06',
    icd: 'J06.9',
    icdVersion: '2024',
    sicherheit: 'G',
    beginn: '2019',
    text: 'Infekt',
  });
  expect(person?.eintraege[1]?.value).toMatchObject({ uhrzeit: '08:15:00', text: 'Blutdruck\nsystolisch: 120 mmHg' });
  expect(person?.eintraege[2]?.value).toMatchObject({ rubrik: 'anamnese', text: 'Penicillin\nReaktion: Ausschlag' });
  expect(person?.value.cave).toBe('Penicillin');
});

test('[IX13] files the drug with its prescription and the results with their report, once', () => {
  const drug = {
    resourceType: 'Medication',
    id: 'm1',
    code: { coding: [{ system: 'http://fhir.de/CodeSystem/ifa/pzn', code: '01256262' }], text: 'Losartan' },
    ingredient: [{ itemCodeableConcept: { text: 'Losartan-Kalium' } }],
  };
  const request = {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    subject: SUBJECT,
    authoredOn: '2025-01-27',
    medicationReference: { reference: 'Medication/m1' },
    dosageInstruction: [{ text: '1-0-0' }],
  };
  const result = {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    subject: SUBJECT,
    code: { coding: [{ code: '718-7' }], text: 'Hb' },
    valueQuantity: { value: 11.2, unit: 'g/dl' },
    referenceRange: [{ low: { value: 13.5 }, high: { value: 17.5 } }],
  };
  const report = {
    resourceType: 'DiagnosticReport',
    status: 'final',
    subject: SUBJECT,
    effectiveDateTime: '2025-01-20',
    code: { text: 'Blutbild' },
    result: [{ reference: 'Observation/o1' }],
  };
  const plan = bundle('collection', drug, result, PATIENT, request, report);
  const [person] = plan.persons;
  expect(person?.eintraege.map(({ kind }) => kind)).toEqual(['medication', 'labReport']);
  expect(person?.eintraege[0]?.value).toMatchObject({
    pzn: '01256262',
    handelsname: 'Losartan',
    wirkstoff: 'Losartan-Kalium',
    dosierung: '1-0-0',
  });
  expect(person?.eintraege[1]?.value).toMatchObject({
    messergebnisse: [{ ident: '718-7', name: 'Hb', wert: '11.2', untergrenze: '13.5', obergrenze: '17.5' }],
  });
  expect(plan.unassigned).toEqual([]);
});

test('[IX13] takes the bytes of a document, also from a Binary it points to', () => {
  const data = Buffer.from('Inhalt').toString('base64');
  const own = {
    resourceType: 'DocumentReference',
    status: 'current',
    subject: SUBJECT,
    date: '2025-02-03',
    content: [{ attachment: { contentType: 'text/plain', title: 'Brief.txt', data } }],
  };
  const other = {
    resourceType: 'DocumentReference',
    status: 'current',
    subject: SUBJECT,
    content: [{ attachment: { url: 'Binary/b1' } }],
  };
  const plan = bundle('collection', PATIENT, own, other, {
    resourceType: 'Binary',
    id: 'b1',
    contentType: 'text/plain',
    data,
  });
  const documents = plan.persons[0]?.eintraege ?? [];
  expect(documents.map(({ attachment }) => Buffer.from(attachment ?? []).toString())).toEqual(['Inhalt', 'Inhalt']);
  expect(documents[0]?.value).toMatchObject({
    dateiname: 'Brief.txt',
    medientyp: 'text/plain',
    groesseBytes: 6,
    behandlungstag: '2025-02-03',
  });
});

test('[IX13] leaves a resource of somebody else unassigned with what it says of the person', () => {
  const plan = read({
    resourceType: 'MedicationDispense',
    id: 'd',
    status: 'completed',
    medicationCodeableConcept: { text: 'X' },
    subject: { identifier: { system: 'http://fhir.de/sid/gkv/kvid-10', value: 'X234567890' } },
  });
  expect(plan.unassigned).toMatchObject([
    {
      sourceRef: 'MedicationDispense/d',
      hint: { versichertennummer: 'X234567890' },
      eintraege: [{ kind: 'medication' }],
    },
  ]);
  expect(codes(plan)).toContain('warning PERSON_MISSING');
});

test('[IX12] warns of a fault in a collection and keeps the content', () => {
  const faulty = { resourceType: 'Condition', subject: SUBJECT, recordedDate: '2024-13-45', code: 'Infekt' };
  const plan = bundle('collection', PATIENT, faulty, { resourceType: 'Kartoffel', sorte: 'Linda' });
  expect(codes(plan)).toEqual(
    expect.arrayContaining(['warning FHIR_DATE_INVALID', 'warning FHIR_TYPE_WRONG', 'warning FHIR_RESOURCE_UNKNOWN']),
  );
  const kept = JSON.stringify([plan.persons, plan.unassigned]);
  for (const content of ['2024-13-45', 'Infekt', 'Linda']) expect(kept).toContain(content);
});

test('[IX12] refuses the same fault in a document, which is one signed whole', () => {
  const faulty = { resourceType: 'Condition', subject: SUBJECT, recordedDate: '2024-13-45', code: { text: 'Infekt' } };
  const plan = bundle('document', PATIENT, faulty);
  expect(codes(plan)).toContain('error FHIR_DATE_INVALID');
  expect(plan).toMatchObject({ refused: true, persons: [] });
});

test('[IX12] names a required element that is missing', () => {
  const plan = bundle('collection', PATIENT, { resourceType: 'Observation', subject: SUBJECT, code: { text: 'x' } });
  expect(plan.findings).toContainEqual({
    severity: 'warning',
    code: 'FHIR_REQUIRED_MISSING',
    path: 'Bundle.entry[1].resource',
    params: { field: 'status' },
  });
});

test('[IX17] puts a value that breaks a rule of its field aside', () => {
  const plan = read({ ...PATIENT, gender: 'weiblich', name: [{ family: 'M'.repeat(300) }, { family: 'Kurz' }] });
  expect(plan.persons).toEqual([]);
  expect(plan.unassigned[0]?.content.map(({ feld }) => feld)).toContain('familienname');
  const long = read({ ...PATIENT, telecom: [{ system: 'phone', value: '1'.repeat(500) }] });
  expect(long.persons[0]?.value.telefon).toBeUndefined();
  expect(long.persons[0]?.value.unplaced).toContainEqual({ feld: 'telefon', inhalt: '1'.repeat(500) });
  expect(codes(long)).toContain('warning FIELD_NOT_PLACEABLE');
});

test('[IX17] spreads content that is too large for one sealed part over several rows', () => {
  const note = 'ä'.repeat(900_000);
  const plan = bundle('collection', PATIENT, {
    resourceType: 'Flag',
    status: 'active',
    subject: SUBJECT,
    code: { text: note },
  });
  const eintraege = plan.persons[0]?.eintraege ?? [];
  expect(eintraege.length).toBeGreaterThan(2);
  for (const { value } of eintraege) expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThan(1024 * 1024);
  const kept = eintraege.flatMap(({ value }) => value.unplaced ?? []).filter(({ inhalt }) => inhalt.startsWith('ä'));
  expect(kept.map(({ inhalt }) => inhalt).join('')).toBe(note);
});
