import { expect, test } from 'vitest';
import { BDT_RULES } from './bdt-rules.ts';
import type { StreamEnd } from './plan-step.ts';
import { readImport, streamBdt } from './read-import.ts';

const options = { today: '2026-12-01' };
const field = (line: string) =>
  `${String(line.length - 5 + 9).padStart(3, '0')}${line.slice(0, 4)}${line.slice(5)}\r\n`;
const record = (kind: string, ...lines: readonly string[]) => {
  const body = lines.map(field).join('');
  return field(`8000 ${kind}`) + field(`8100 ${String(13 + 14 + body.length).padStart(5, '0')}`) + body;
};
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const bdt = (...records: readonly string[]) =>
  bytesOf(record('0020', '9103 22112026', '9106 1') + records.join('') + record('0021'));
const patient = (n: number) =>
  record(
    '6100',
    `3000 ${n}`,
    `3101 Fall${n}`,
    '3102 Eva',
    '3103 29022000',
    '3656 Penicillin',
    '3650 Hypertonie',
    '3610 01022015',
  );
const read = (...records: readonly string[]) => readImport(bdt(...records), options);
const rows = (plan: ReturnType<typeof read>) =>
  plan.persons[0]?.eintraege.map(
    ({ kind, value }) =>
      `${kind} ${value.behandlungstag} ${'titel' in value ? (value.titel ?? '') : ''}: ${value.text ?? ''}`,
  );

test('[IX10] makes Eintraege day by day and joins the lines of one text', () => {
  const treatment = record(
    '6200',
    '3000 1',
    '6200 05112026',
    '6205 Schmerz',
    '6205 Husten',
    '6220 Zeile 1',
    '6220 Zeile 2',
    '6330 Allergietest',
    '6331 negativ',
    '6200 06112026',
    '6240 Massage',
    '5001 03220',
  );
  expect(rows(read(patient(1), treatment))).toEqual([
    'diagnosis 2026-12-01 : Hypertonie',
    'diagnosis 2026-11-05 : Schmerz',
    'diagnosis 2026-11-05 : Husten',
    'finding 2026-11-05 Befund: Zeile 1\nZeile 2',
    'note 2026-11-05 Allergietest: negativ',
    'note 2026-11-06 : Massage',
    'note 2026-11-06 Nicht zugeordnet: ',
  ]);
});

test('[IX10] takes allergies into the CAVE and keeps unknown master data', () => {
  const { value } = read(patient(1)).persons[0] ?? {};
  expect(value).toMatchObject({ cave: 'Penicillin', unplaced: [{ feld: '3610', inhalt: '01022015' }] });
});

test('[IX10] reads a dialect by the table of the caller', async () => {
  const rules = { ...BDT_RULES, '7777': { kind: 'letter', to: 'text', with: { betreff: 'Arztbrief' } } } as const;
  const file = bdt(patient(1), record('6200', '3000 1', '6200 05112026', '7777 Sehr geehrte'));
  const kinds: string[] = [];
  for await (const step of streamBdt([file], { ...options, rules }))
    if (step.type === 'person') kinds.push(...step.person.eintraege.map(({ kind }) => kind));
  expect(kinds).toEqual(['diagnosis', 'letter']);
});

test('[IX18] finds the person of treatment that comes before or long after the master data', () => {
  const treatment = (n: number) => record('6200', `3000 ${n}`, '6200 05112026', `6220 Befund ${n}`);
  const plan = read(treatment(1), patient(1), patient(2), treatment(1), treatment(2), treatment(3));
  expect(
    plan.persons.map(
      ({ sourceRef, eintraege }) => `${sourceRef} ${eintraege.filter(({ kind }) => kind === 'finding').length}`,
    ),
  ).toEqual(['3000 1 2', '3000 2 1']);
  expect(plan.unassigned).toMatchObject([{ sourceRef: '3000 3', hint: { patientennummer: '3' } }]);
});

test('[IX18] keeps a second master record of a patient word for word', () => {
  const plan = read(patient(1), record('6100', '3000 1', '3101 Neuername', '3107 Umzug 1'));
  expect(plan.persons[0]?.value).toMatchObject({ familienname: 'Fall1' });
  expect(JSON.stringify(plan.persons[0]?.eintraege)).toContain('Neuername');
});

test('[IX5] refuses a medium without end', () => {
  const plan = readImport(bytesOf(record('0020', '9106 1') + patient(1)), options);
  expect(plan).toMatchObject({ refused: true, persons: [], envelope: [] });
  expect(plan.findings.map(({ code }) => code)).toContain('XDT_TRUNCATED');
});

test('[IX10] gives persons while the stream still comes, and the same as the whole file', async () => {
  const records = Array.from(
    { length: 3000 },
    (_, n) => patient(n) + record('6200', `3000 ${n}`, '6200 05112026', `6220 ${'x'.repeat(150)}`),
  );
  const whole = bdt(...records);
  let pulled = 0;
  function* chunks() {
    for (let from = 0; from < whole.length; from += 10_000) {
      pulled = from + 10_000;
      yield whole.subarray(from, from + 10_000);
    }
  }
  const firstPersonAt: number[] = [];
  const persons: unknown[] = [];
  let end: StreamEnd | null = null;
  for await (const step of streamBdt(chunks(), options)) {
    if (step.type === 'person') {
      firstPersonAt.push(pulled);
      persons.push(step.person);
    }
    if (step.type === 'end') end = step;
  }
  expect(end).toMatchObject({ refused: false });
  expect(firstPersonAt[0]).toBeLessThan(whole.length / 2);
  expect(persons).toEqual(readImport(whole, options).persons);
});

test('[IX10] stops a stream that is broken and says so last', async () => {
  const steps: string[] = [];
  function* chunks() {
    yield bdt(patient(1)).subarray(0, 200);
    for (let n = 0; n < 1000; n++) yield new Uint8Array(65_536).fill(0x41);
  }
  for await (const step of streamBdt(chunks(), options))
    steps.push(step.type === 'end' ? `end ${step.refused}` : step.type);
  expect(steps.at(-1)).toBe('end true');
});
