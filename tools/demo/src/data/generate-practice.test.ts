import { createHash } from 'node:crypto';
import { type EintragDraft, kindByName, person as personKind, validateRecord, type ValueOfKind } from '@siegel/akten';
import { expect, test } from 'vitest';
import { dayOf } from './day.ts';
import { drawBlock } from './draw-block.ts';
import { type GeneratedPerson, generatePersons, generatePractice, type PracticeOrder } from './generate-practice.ts';
import { writeHistory } from './history.ts';
import { kvnrCheckDigit } from './insurance.ts';

const ORDER: PracticeOrder = { seed: 7, persons: 2000, today: '2026-11-24' };
const started = performance.now();
const practice = [...generatePractice(ORDER)];
const tookMs = performance.now() - started;
const eintraege = practice.flatMap((generated) => generated.eintraege);

function hashOf(order: PracticeOrder): string {
  const hash = createHash('sha256');
  for (const generated of generatePractice(order)) hash.update(JSON.stringify(generated));
  return hash.digest('hex');
}

function rowsOf<K extends EintragDraft['kind']>(generated: GeneratedPerson, kind: K): ValueOfKind<K>[] {
  return generated.eintraege.filter((draft) => draft.kind === kind).map(({ value }) => value as ValueOfKind<K>);
}

function hasDiagnosis(generated: GeneratedPerson, code: RegExp): boolean {
  return rowsOf(generated, 'diagnosis').some(
    ({ icd, dauerdiagnose }) => dauerdiagnose === true && code.test(icd ?? ''),
  );
}

test('[DD1] gives the same bytes for the same order and others for another seed', () => {
  const small = { ...ORDER, persons: 300 };
  expect(hashOf(small)).toBe(hashOf(small));
  expect(hashOf(small)).not.toBe(hashOf({ ...small, seed: 8 }));
  expect(hashOf(small)).not.toBe(hashOf({ ...small, today: '2026-11-25' }));
});

test('[DD1] keeps a person when more persons are asked for', () => {
  const few = [...generatePersons({ ...ORDER, persons: 50 })];
  expect(few).toEqual(practice.slice(0, 50).map(({ person }) => person));
});

test('[DD2] makes records that are valid for their kinds', () => {
  for (const { person, eintraege: rows } of practice) {
    expect(validateRecord(personKind, person)).toMatchObject({ ok: true });
    for (const { kind, value } of rows) {
      const result = validateRecord(kindByName(kind), value);
      if (!result.ok) expect({ kind, value, findings: result.error.findings }).toBeUndefined();
    }
  }
});

test('[DD2] writes finished German sentences without gaps', () => {
  for (const { value } of eintraege) {
    expect(value.text ?? '').not.toMatch(/[{}|<>]|undefined|NaN|\.\.| {2}|^\s|\s$/);
    expect((value.text ?? '').length).toBeGreaterThan(2);
  }
});

test('[DD3] uses only numbers, addresses and insurers that nobody has', () => {
  for (const { person } of practice) {
    expect(person.plz).toMatch(/^00\d{3}$/);
    const phones = [
      person.telefon,
      person.mobil,
      ...(person.telecom ?? []).map(({ wert }) => wert),
      ...(person.vertretungen ?? []).map(({ telefon }) => telefon),
    ];
    for (const phone of phones) {
      if (phone === undefined) continue;
      expect(phone).toMatch(
        /^(030 23125 \d{3}|040 66969 \d{3}|069 90009 \d{3}|089 99998 \d{3}|0221 4710 \d{3}|0171 39200\d{2}|0176 040690\d{2})$/,
      );
    }
    if (person.email !== undefined) expect(person.email).toMatch(/^[a-z]+\.[a-z]+\d*@example\.(org|com|net)$/);
    expect(person.versicherungen?.[0]?.ik).toMatch(/^99\d{7}$/);
  }
});

test('[DD4] gives exactly 20 Eintraege per person on average, most of them to the chronically ill', () => {
  expect(practice).toHaveLength(2000);
  expect(eintraege).toHaveLength(40_000);
  for (const persons of [1, 7, 8, 9, 333]) {
    const all = [...generatePractice({ ...ORDER, persons })];
    expect(all.flatMap((generated) => generated.eintraege)).toHaveLength(persons * 20);
    for (const generated of all) expect(generated.eintraege.length).toBeGreaterThanOrEqual(2);
  }
  const average = (all: readonly GeneratedPerson[]): number =>
    all.reduce((sum, generated) => sum + generated.eintraege.length, 0) / all.length;
  const diabetics = practice.filter((generated) => hasDiagnosis(generated, /^E11/));
  const young = practice.filter(({ person }) => (person.geburtsdatum ?? '') > '2000');
  expect(diabetics.length).toBeGreaterThan(100);
  expect(average(diabetics)).toBeGreaterThan(3 * average(young));
});

test('[DD4] has the ages, sexes and insurances of a family practice', () => {
  const percent = (fits: (person: ValueOfKind<'person'>) => boolean): number =>
    (practice.filter(({ person }) => fits(person)).length * 100) / practice.length;
  const bornIn = (from: number, to: number): number =>
    percent(
      ({ geburtsdatum = '' }) => Number(geburtsdatum.slice(0, 4)) >= from && Number(geburtsdatum.slice(0, 4)) < to,
    );
  const privatePercent = percent(({ versicherungen }) => versicherungen?.[0]?.art === 'PKV');
  expect(Math.abs(privatePercent - 11)).toBeLessThan(2);
  expect(Math.abs(percent(({ geschlecht }) => geschlecht === 'w') - 54)).toBeLessThan(4);
  expect(bornIn(2009, 2027)).toBeGreaterThan(7);
  expect(bornIn(1900, 1947)).toBeGreaterThan(6);
  expect(bornIn(1947, 1977)).toBeGreaterThan(35);
});

test('[DD5] gives every patient number and insurance number once, with the right check digit', () => {
  const numbers = practice.flatMap(({ person }) => (person.patientennummern ?? []).map(({ nummer }) => nummer));
  expect(new Set(numbers).size).toBe(numbers.length);
  const kvnr = practice.map(({ person }) => person.versicherungen?.[0]?.versichertennummer ?? '');
  expect(new Set(kvnr).size).toBe(practice.length);
  for (const number of kvnr) expect(number).toMatch(/^Z0\d{8}$/);
  for (const number of kvnr) expect(kvnrCheckDigit(number.slice(0, 9))).toBe(Number(number.slice(9)));
  // A number published for tests, not of this generator.
  expect(kvnrCheckDigit('X11041167')).toBe(5);
});

test('[DD6] lets values and plan follow the conditions', () => {
  const resultsOf = (generated: GeneratedPerson, wanted: string): number[] =>
    rowsOf(generated, 'labReport').flatMap(({ messergebnisse = [] }) =>
      messergebnisse.filter(({ ident }) => ident === wanted).map(({ wert }) => Number(wert)),
    );
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const ill = practice.filter((generated) => hasDiagnosis(generated, /^E11/));
  const well = practice.filter((generated) => !hasDiagnosis(generated, /^E11/));
  expect(mean(ill.flatMap((generated) => resultsOf(generated, 'HBA1C')))).toBeGreaterThan(6.8);
  expect(mean(well.flatMap((generated) => resultsOf(generated, 'HBA1C')))).toBeLessThan(5.8);
  const treated = ill.filter((generated) =>
    rowsOf(generated, 'medication').some(
      ({ art, wirkstoff }) => art === 'plan' && /Metformin|gliptin|gliflozin|Insulin/.test(wirkstoff ?? ''),
    ),
  );
  expect(treated.length / ill.length).toBeGreaterThan(0.8);
});

test('[DD6] gives no penicillin to those who are warned of it', () => {
  const penicillinsOf = (isPenicillinAllergic: boolean): number => {
    const persons = Array.from({ length: 60 }, (_, block) => drawBlock(ORDER.seed, block, dayOf(ORDER.today))).flat();
    const rows = persons.flatMap((person) => writeHistory(ORDER.seed, { ...person, isPenicillinAllergic }, 40));
    return rows.filter(({ kind, value }) => kind === 'medication' && /cillin/.test(value.wirkstoff ?? '')).length;
  };
  expect(penicillinsOf(true)).toBe(0);
  expect(penicillinsOf(false)).toBeGreaterThan(5);
});

test('[DD6] writes nothing before birth, after death or after the last day, oldest first', () => {
  for (const { person, eintraege: rows } of practice) {
    const days = rows.map(({ value }) => value.behandlungstag);
    expect(days).toEqual(days.toSorted());
    expect((days[0] ?? '') > (person.geburtsdatum ?? '')).toBe(true);
    expect((days.at(-1) ?? '') <= String(person.verstorbenAm ?? ORDER.today)).toBe(true);
  }
});

test('[DD6] fits findings of the sexes and the results named in a text', () => {
  for (const generated of practice) {
    const { geschlecht } = generated.person;
    if (geschlecht === 'm')
      expect(
        generated.eintraege.some(
          ({ value }) =>
            /Gynäkolog|Frauenärztin|Regelschmerz/.test(value.text ?? '') && !/Überweisung|Tel\./.test(value.text ?? ''),
        ),
      ).toBe(false);
    if (geschlecht === 'w') expect(hasDiagnosis(generated, /^N40/)).toBe(false);
    for (const { text = '', messergebnisse = [] } of rowsOf(generated, 'labReport')) {
      const hba1c = messergebnisse.find(({ ident }) => ident === 'HBA1C');
      if (hba1c?.wert !== undefined) expect(text).toContain(`HbA1c ${hba1c.wert.replace('.', ',')} %`);
    }
  }
});

test('[DD7] takes less than two seconds for 2,000 persons', () => {
  expect(tookMs).toBeLessThan(2000);
});

test('[DD4] has as many rows as ordered, in the small histories of the large demo, too', () => {
  const order = { ...ORDER, persons: 400, eintraegePerPerson: 3 };
  const counts = [...generatePractice(order)].map(({ eintraege: rows }) => rows.length);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1_200);
  expect(Math.min(...counts)).toBe(2);
});
