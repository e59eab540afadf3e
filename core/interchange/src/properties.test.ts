import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindByName, type RecordKindName, validateRecord } from '@siegel/akten';
import { type ImportPlan, readImport } from './index.ts';

const options = { today: '2026-12-01' };
const RUNS = { numRuns: Number(process.env['SIEGEL_FUZZ_RUNS'] ?? 300) };

/** Every text a plan holds. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
    ? Object.values(value).flatMap(textsOf)
    : [];
}
function expectValid({ persons, unassigned }: ImportPlan): void {
  const rows = [...persons, ...unassigned].flatMap(({ eintraege }) => eintraege);
  const records: [RecordKindName, unknown][] = [
    ...persons.map(({ value }): [RecordKindName, unknown] => ['person', value]),
    ...rows.map(({ kind, value }): [RecordKindName, unknown] => [kind, value]),
  ];
  for (const [kind, value] of records) expect(validateRecord(kindByName(kind), value)).toMatchObject({ ok: true });
}
function lostOf(plan: ImportPlan, tokens: readonly string[]): string[] {
  const kept = textsOf([plan.persons, plan.unassigned, plan.envelope]).join('\n');
  return tokens.filter((token) => !kept.includes(token));
}

// A token that cannot be mistaken for anything else, inside contents of every shape.
const token = fc.nat({ max: 99_999 }).map((n) => `tok-${n}-x`);
const FIELDS =
  `3000 3100 3101 3102 3103 3104 3105 3106 3107 3109 3110 3112 3113 3119 3610 3622 3628 3650 3654 3656 4104 4111 4134
  5000 6001 6200 6201 6205 6210 6220 6221 6227 6228 6240 6302 6303 6304 6305 6330 6331 6332 8310 8311 8301 8302 8303 8401
  8402 8410 8411 8418 8420 8421 8422 8428 8432 8433 8439 8460 8461 8470 8480 9999 0102 8316 8315`.split(/\s+/);
const line = fc
  .tuple(fc.constantFrom(...FIELDS), token, fc.constantFrom('', ' ', ' und mehr', '\t'))
  .map(([fk, word, more]) => `${fk} ${word}${more}`);
const field = (text: string) =>
  `${String(text.length - 5 + 9).padStart(3, '0')}${text.slice(0, 4)}${text.slice(5)}\r\n`;
const xdt = (kind: string, lines: readonly string[]) => field(`8000 ${kind}`) + lines.map(field).join('');
const bytesOf = (text: string) => new TextEncoder().encode(text);

test.each([
  ['GDT', ['6301', '6302', '6310', '6311', '6300'], (body: string) => body],
  [
    'LDT 2',
    ['8201', '8202', '8203', '8219'],
    (body: string) => `${xdt('8220', [])}${body}${xdt('8221', ['9202 00000000'])}`,
  ],
  ['BDT', ['6100', '6200', '0101', '0190', '7777'], (body: string) => `${xdt('0020', [])}${body}${xdt('0021', [])}`],
] as const)('[IX6] loses no content of any %s file, and makes only valid values', (_name, kinds, wrap) => {
  const record = fc.tuple(fc.constantFrom(...kinds), fc.array(line, { maxLength: 25 }));
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 6 }), (records) => {
      const plan = readImport(bytesOf(wrap(records.map(([kind, lines]) => xdt(kind, lines)).join(''))), options);
      expect(plan.refused).toBe(false);
      expectValid(plan);
      expect(
        lostOf(
          plan,
          records.flatMap(([, lines]) => lines.map((text) => text.slice(5).trim().split(/\s/)[0] ?? '')),
        ),
      ).toEqual([]);
    }),
    RUNS,
  );
});

const TYPES =
  `Patient Condition Observation MedicationRequest MedicationDispense MedicationStatement Medication Coverage
  RelatedPerson AllergyIntolerance DiagnosticReport DocumentReference Procedure Immunization Encounter Composition Organization
  Binary Media Flag Kartoffel`.split(/\s+/);
const NAMES =
  `id name family given prefix text use system value birthDate gender code coding display subject patient reference
  identifier address line city postalCode telecom status type payor beneficiary contact relationship note recordedDate
  onsetDateTime effectiveDateTime authoredOn valueQuantity valueString valueCodeableConcept unit comparator component
  referenceRange low high interpretation medicationCodeableConcept medicationReference ingredient itemCodeableConcept strength
  numerator denominator amount form dosageInstruction dosage dispenseRequest quantity extension url valueCoding result conclusion
  performer content attachment data contentType title description section div reaction manifestation vaccineCode period start
  end meta profile contained class presentedForm reasonCode communication language text`.split(/\s+/);
const tree = fc.letrec((tie) => ({
  leaf: token,
  object: fc.dictionary(fc.constantFrom(...NAMES), tie('any'), { maxKeys: 5 }),
  any: fc.oneof(
    { maxDepth: 5 },
    { weight: 3, arbitrary: tie('leaf') },
    { weight: 3, arbitrary: tie('object') },
    fc.array(tie('object'), { maxLength: 3 }),
  ),
}));
const resource = fc
  .tuple(fc.constantFrom(...TYPES), fc.dictionary(fc.constantFrom(...NAMES), tree.any, { maxKeys: 10 }))
  .map(([resourceType, fields]) => ({ ...fields, resourceType }));
const tokensIn = (value: unknown): string[] => textsOf(value).filter((text) => /^tok-\d+-x$/.test(text));

test('[IX6] loses no content of any FHIR bundle, and makes only valid values', () => {
  const named = { resourceType: 'Patient', id: 'p1', name: [{ family: 'Maier' }] };
  fc.assert(
    fc.property(fc.array(resource, { maxLength: 5 }), fc.boolean(), (resources, withPerson) => {
      // Half of them belong to a person of the file.
      const about = withPerson ? resources.map((one) => ({ ...one, subject: { reference: 'Patient/p1' } })) : resources;
      const entry = [...(withPerson ? [named] : []), ...about].map((one) => ({ resource: one }));
      const plan = readImport(bytesOf(JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry })), options);
      expect(plan.refused).toBe(false);
      expectValid(plan);
      expect(lostOf(plan, about.flatMap(tokensIn))).toEqual([]);
    }),
    RUNS,
  );
});

const ATTRIBUTES =
  '8145 8147 8228 8232 8117 8113 8213 8214 8216 8137 8219 8135 8160 8161 8142 8237 8167 8110 8242 8127 8200 8102 8159 8122'.split(
    ' ',
  );
const INNER =
  '3000 3101 3102 3103 3107 3110 3119 3564 4111 4134 4207 6001 6003 6006 6303 6305 6327 6329 7278 7279 7304 7330 7364 8310 8311 8401 8410 8411 8418 8420 8421 8422 8430 8460 8461 9999'.split(
    ' ',
  );
const innerLine = fc.tuple(fc.constantFrom(...INNER), token).map(([fk, word]) => `${fk} ${word}`);
const objectOf = (depth: number): fc.Arbitrary<string[]> =>
  fc
    .tuple(
      fc.constantFrom(...ATTRIBUTES),
      fc.array(innerLine, { maxLength: 5 }),
      depth === 0 ? fc.constant([]) : fc.array(objectOf(depth - 1), { maxLength: 3 }),
    )
    .map(([attribute, lines, children]) => [
      `${attribute} Name`,
      '8002 Obj_0001',
      ...lines,
      ...children.flat(),
      '8003 Obj_0001',
    ]);

test('[IX6] loses no content of any LDT 3 file, and makes only valid values', () => {
  const record = fc.tuple(fc.constantFrom('8205', '8215'), fc.array(objectOf(3), { maxLength: 5 }));
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 4 }), (records) => {
      const text = records.map(([kind, objects]) => xdt(kind, [...objects.flat(), `8001 ${kind}`])).join('');
      const plan = readImport(bytesOf(text), options);
      expect(plan.refused).toBe(false);
      expectValid(plan);
      expect(
        lostOf(
          plan,
          [...text.matchAll(/tok-\d+-x/g)].map(([found]) => found),
        ),
      ).toEqual([]);
    }),
    RUNS,
  );
});
