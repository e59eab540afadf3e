import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNdjson, streamFhir } from './fhir-stream.ts';
import type { ImportPlan, PlannedPerson, UnassignedContent, UnplacedItem } from './import-plan.ts';
import { readImport } from './read-import.ts';

const SAMPLES = '../shared/samples';
const present = existsSync(SAMPLES);
const options = { today: '2026-12-01' };
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Everything a stream gives, joined as its callers join it. */
async function streamed(bytes: Uint8Array, chunkBytes = 1 << 20) {
  const persons = new Map<string, PlannedPerson>();
  const unassigned: UnassignedContent[] = [];
  const envelope: UnplacedItem[] = [];
  function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.slice(at, at + chunkBytes);
  }
  const read = async (start: number, end: number) => bytes.slice(start, end);
  for await (const step of streamFhir({ chunks: chunks(), read }, options)) {
    if (step.type === 'end') return { ...step, persons: [...persons.values()], unassigned, envelope };
    if (step.type === 'envelope') envelope.push(...step.items);
    else if (step.type === 'unassigned') unassigned.push(step.content);
    else {
      const { person } = step;
      const known = persons.get(person.sourceRef);
      const eintraege = [...(known?.eintraege ?? []), ...person.eintraege];
      persons.set(person.sourceRef, { ...(known ?? person), eintraege });
    }
  }
  throw new Error('IX5: a stream ends with its verdict');
}

type Made = Pick<ImportPlan, 'refused' | 'persons' | 'unassigned' | 'envelope' | 'findings'>;

/** What counts, in an order of its own: a stream gives persons one after the other, a whole file as they stand. */
function essence({ refused, persons, unassigned, envelope, findings }: Made) {
  const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).toSorted();
  const lists = refused ? { persons: [], unassigned: [], envelope: [] } : { persons, unassigned, envelope };
  return {
    refused,
    persons: sorted(lists.persons.map(({ eintraege, ...person }) => ({ ...person, eintraege: sorted(eintraege) }))),
    unassigned: sorted(lists.unassigned),
    envelope: sorted(lists.envelope),
    findings: refused ? findings.filter(({ severity }) => severity === 'error').length > 0 : sorted(findings),
  };
}

const samples = (present ? ['fhir', 'hl7v2-to-fhir-expected'] : []).flatMap((folder) =>
  readdirSync(`${SAMPLES}/${folder}`)
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name}`),
);

test.skipIf(!present).each(samples)('[IX19] gives the same of %s as when it is read at once', async (path) => {
  const bytes = readFileSync(`${SAMPLES}/${path}`);
  const whole = readImport(bytes, options);
  for (const chunkBytes of [1 << 20, 61]) expect(essence(await streamed(bytes, chunkBytes))).toEqual(essence(whole));
});

const patient = (id: string) => ({
  fullUrl: `https://praxis/fhir/Patient/${id}`,
  resource: {
    resourceType: 'Patient',
    id,
    identifier: [{ system: 'http://fhir.de/sid/gkv/kvid-10', value: `A00000000${id}` }],
    name: [{ family: `Brandt "${id}" {[\\`, given: ['Ilse'] }],
    birthDate: '1951-03-14',
  },
});
const about = (id: string) => [
  {
    resource: {
      resourceType: 'Observation',
      id: `o${id}`,
      status: 'final',
      code: { text: 'Blutdruck' },
      subject: { reference: `Patient/${id}` },
      effectiveDateTime: '2026-11-19',
      valueQuantity: { value: 120.5, unit: 'mmHg' },
    },
  },
  {
    resource: {
      resourceType: 'Condition',
      id: `c${id}`,
      code: { text: 'Schwindel' },
      subject: { reference: `https://praxis/fhir/Patient/${id}/_history/3` },
      recordedDate: '2026-11-18',
    },
  },
  {
    resource: {
      resourceType: 'Coverage',
      status: 'active',
      beneficiary: { reference: `urn:uuid:${id}` },
      payor: [{ display: 'AOK' }],
      subscriberId: `A00000000${id}`,
    },
  },
  {
    resource: {
      resourceType: 'Procedure',
      status: 'completed',
      code: { text: 'Akupunktur' },
      performedDateTime: '2026-11-17',
      subject: { identifier: { system: 'http://fhir.de/sid/gkv/kvid-10', value: `A00000000${id}` } },
    },
  },
  {
    resource: {
      resourceType: 'AllergyIntolerance',
      id: `a${id}`,
      code: { text: `Nüsse ${id}` },
      patient: { reference: `Patient/${id}` },
      recordedDate: '2026-11-16',
    },
  },
  {
    resource: {
      resourceType: 'MedicationRequest',
      id: `r${id}`,
      status: 'active',
      intent: 'order',
      subject: { reference: `Patient/${id}` },
      medicationReference: { reference: `Medication/m${id}` },
      authoredOn: '2026-11-15',
    },
  },
  { resource: { resourceType: 'Medication', id: `m${id}`, code: { text: `Ibuprofen ${id}` } } },
];
const nobody = [
  { resource: { resourceType: 'Organization', id: 'org', name: 'Praxis am Lindenhof' } },
  {
    resource: {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'Puls' },
      subject: { reference: 'Patient/fehlt' },
      effectiveDateTime: '2026-11-19',
    },
  },
];
const entries = [patient('1'), patient('2'), patient('3'), ...['1', '2', '3'].flatMap((id) => about(id)), ...nobody];
const bundle = (list: readonly object[], type = 'collection') =>
  bytesOf(JSON.stringify({ resourceType: 'Bundle', id: 'b', type, entry: list, timestamp: '2026-11-22T10:00:00Z' }));

test('[IX19] finds the person of a resource wherever the two stand in the file', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(entries, { minLength: entries.length }),
      fc.integer({ min: 1, max: 4000 }),
      async (shuffled, chunkBytes) => {
        const bytes = bundle(shuffled);
        const made = await streamed(bytes, chunkBytes);
        expect(made.persons).toHaveLength(3);
        expect(made.persons.map(({ eintraege }) => eintraege.length)).toEqual([5, 5, 5]);
        expect(essence(made)).toEqual(essence(readImport(bytes, options)));
      },
    ),
    { numRuns: 60 },
  );
});

test('[IX19] takes a document bundle, which is one signed whole, as its only person', async () => {
  const composition = {
    resource: {
      resourceType: 'Composition',
      status: 'final',
      type: { text: 'Brief' },
      date: '2026-11-19',
      author: [{ display: 'Dr. Lindner' }],
      title: 'Arztbrief',
    },
  };
  const bytes = bundle([composition, patient('1'), ...about('1'), ...nobody.slice(0, 1)], 'document');
  expect(essence(await streamed(bytes))).toEqual(essence(readImport(bytes, options)));
});

test('[IX19] reads NDJSON, whatever stands in which line', async () => {
  const lines = entries.map(({ resource }) => JSON.stringify(resource));
  const text = `${lines.toReversed().join('\n')}\n`;
  const bytes = bytesOf(text);
  expect(isNdjson(bytes)).toBe(true);
  expect(isNdjson(bundle(entries))).toBe(false);
  const made = await streamed(bytes, 777);
  expect(made).toMatchObject({ refused: false });
  expect(made.persons.map(({ eintraege }) => eintraege.length)).toEqual([5, 5, 5]);
  const whole = readImport(bundle(entries.map(({ resource }) => ({ resource }))), options);
  const inOrder = (persons: readonly PlannedPerson[]) =>
    persons.toSorted((a, b) => (a.sourceRef < b.sourceRef ? -1 : 1));
  expect(inOrder(made.persons).map(({ value }) => value)).toEqual(inOrder(whole.persons).map(({ value }) => value));
  expect(made.findings.flatMap(({ code, path }) => (code === 'PERSON_MISSING' ? [path] : []))).toEqual([
    'line[1].Observation',
    'line[2].Organization',
  ]);
});

test('[IX19] gives a person with very many resources in several steps, and says nothing twice', async () => {
  const long = Array.from({ length: 60 }, (_, at) => ({
    resource: {
      resourceType: 'Condition',
      id: `long${at}`,
      code: { text: `Befund ${at} ${'lang '.repeat(30_000)}` },
      subject: { reference: 'Patient/1' },
      recordedDate: '2026-11-18',
    },
  }));
  const bytes = bundle([...long, ...about('1'), patient('1')]);
  expect(bytes.length).toBeGreaterThan(8 << 20);
  const made = await streamed(bytes);
  expect(essence(made)).toEqual(essence(readImport(bytes, options)));
});

test.each([
  ['', 'FHIR_NOT_JSON'],
  ['{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"}}', 'FHIR_NOT_JSON'],
  ['{"resourceType":"Bundle","entry":[{"resource":{}},]}', 'FHIR_NOT_JSON'],
  ['{"resourceType":"Bundle","entry":[{"resource":{}} {"resource":{}}]}', 'FHIR_NOT_JSON'],
  ['{"resourceType":"Bundle","entry":[{"resource":{}},null]}', 'FHIR_NOT_JSON'],
  ['{"resourceType":"Bundle","entry":[{"resource":{]}}]}', 'FHIR_NOT_JSON'],
  ['{"resourceType":"Bundle","entry":[{"resource":{}}}}', 'FHIR_NOT_JSON'],
  ['{"resourceType":"Bundle","entry":[{"a":1}]', 'FHIR_NOT_JSON'],
  ['{"resourceType":"Patient"} x', 'FHIR_NOT_JSON'],
  ['[{"resourceType":"Patient"}]', 'FHIR_NOT_JSON'],
  ['{"resourceType":"Bundle","entry":[{"a":1,"a":2}]}', 'FHIR_KEY_REPEATED'],
  ['{"resourceType":"Bundle","entry":[{"a":1}],"entry":[{"a":1}]}', 'FHIR_KEY_REPEATED'],
  ['{"resourceType":"Bundle","entry":[{"__proto__":1}]}', 'FHIR_KEY_FORBIDDEN'],
  [`{"resourceType":"Bundle","entry":[{"a":${'['.repeat(100)}${']'.repeat(100)}}]}`, 'FHIR_TOO_DEEP'],
  ['{"entry":[{"resource":{"resourceType":"Patient"}}]}', 'FHIR_NOT_FHIR'],
])('[IX19] refuses %s, cut anywhere', async (text, code) => {
  for (const chunkBytes of [1, 7, 4000]) {
    const { refused, findings } = await streamed(bytesOf(text), chunkBytes);
    expect([refused, findings.find(({ severity }) => severity === 'error')?.code]).toEqual([true, code]);
  }
});

test('[IX19] refuses text that is no UTF-8 and a bundle that is cut off at any place', async () => {
  const latin = Uint8Array.from('{"resourceType":"Patient","id":"ü"}', (letter) => letter.charCodeAt(0));
  expect((await streamed(latin)).findings[0]?.code).toBe('FHIR_NOT_TEXT');
  const bytes = bundle([patient('1'), ...about('1')]);
  for (let end = 1; end < bytes.length; end += 13)
    expect([end, (await streamed(bytes.slice(0, end))).refused]).toEqual([end, true]);
});

test('[IX15] takes a resource with hundreds of thousands of elements, and a bundle of as many inside of a bundle', async () => {
  const long = { resourceType: 'Basic', extension: Array.from({ length: 200_000 }, () => ({ url: 'u' })) };
  const many = Array.from({ length: 130_000 }, () => ({ resource: { resourceType: 'Basic' } }));
  const inner = { resourceType: 'Bundle', type: 'collection', entry: many };
  const made = await streamed(bundle([{ resource: long }, { resource: inner }]));
  expect([made.refused, made.unassigned.length]).toEqual([false, 130_001]);
});
