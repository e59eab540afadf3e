/** One day on which something is written: who came, the values measured that day, and the drafts of its rows. */
import type { EintragDraft, ValueOfKind } from '@siegel/akten';
import type { OwnCondition } from './conditions.ts';
import { type Day, DAYS_PER_YEAR, dateOf, pad2 } from './day.ts';
import type { DemoPerson } from './demo-person.ts';
import { DRUGS, type DrugName, drugText } from './drugs.ts';
import { ICD, type IcdCode } from './icd.ts';
import { type AnalyteIdent, type LabPerson, labText, labValue } from './lab-values.ts';
import { phrase, type Slots } from './phrase.ts';
import { mix, type Random } from './random.ts';

/** Side of the body as the record has it. */
export type Seite = 'R' | 'L' | 'B';

/** One day of one person. */
export type Visit = {
  readonly random: Random;
  readonly person: DemoPerson;
  readonly lab: LabPerson;
  readonly day: Day;
  /** Minute of the day the first row is written at. */
  readonly minute: number;
  /** The conditions known on that day. */
  readonly conditions: readonly OwnCondition[];
  readonly seite: Seite;
  readonly drafts: EintragDraft[];
};

type NoteFields = Pick<ValueOfKind<'note'>, 'rubrik' | 'text'> & { readonly angeheftet?: boolean };

const SIDES: Readonly<Record<Seite, string>> = { R: 'rechts', L: 'links', B: 'beidseits' };
const ANALYTE_SLOTS: Readonly<Record<string, AnalyteIdent>> = {
  hba1c: 'HBA1C',
  krea: 'KREA',
  gfr: 'GFR',
  kalium: 'K',
  ldl: 'LDL',
  tsh: 'TSH',
  hs: 'HS',
  hb: 'HB',
  ferritin: 'FERR',
  bnp: 'BNP',
  inr: 'INR',
};
// Numbers that mix() tells the measurements apart by.
const PRESSURE = 101;
const PULSE = 102;
const WEIGHT = 103;

/** Behandlungstag and time of the next row; each row is written some minutes after the one before. */
export function stamp(visit: Visit): { behandlungstag: string; uhrzeit: string } {
  const minute = visit.minute + visit.drafts.length * 3;
  return { behandlungstag: dateOf(visit.day), uhrzeit: `${pad2(Math.floor(minute / 60))}:${pad2(minute % 60)}` };
}

/** Writes a text after one of the patterns, with the values of this visit. */
export function say(visit: Visit, patterns: readonly string[], more: Slots = unknownSlot): string {
  const { random, person } = visit;
  return phrase(random.pick(patterns), { random, slots: (name) => slotValue(visit, name, more), person: person.index });
}

/** Adds a note, Anamnese or Therapie. */
export function addNote(visit: Visit, fields: NoteFields): void {
  visit.drafts.push({ kind: 'note', value: { ...stamp(visit), ...fields } });
}

/** Adds a diagnosis. */
export function addDiagnosis(visit: Visit, icd: IcdCode, more: Partial<ValueOfKind<'diagnosis'>> = {}): void {
  const value = {
    ...stamp(visit),
    text: ICD[icd],
    icd,
    icdVersion: dateOf(visit.day).slice(0, 4),
    sicherheit: 'G' as const,
  };
  visit.drafts.push({ kind: 'diagnosis', value: { ...value, ...more } });
}

/** Adds a prescription of a drug. */
export function addPrescription(visit: Visit, name: DrugName, dosierung: number): void {
  const drug = DRUGS[name];
  visit.drafts.push({
    kind: 'medication',
    value: {
      ...stamp(visit),
      text: `${drugText(drug)} ${drug.packungsgroesse}`,
      art: 'verordnung',
      wirkstoff: drug.wirkstoff,
      staerke: drug.staerke,
      darreichungsform: drug.form,
      packungsgroesse: drug.packungsgroesse,
      menge: '1',
      dosierung: drug.dosierung[dosierung % drug.dosierung.length] ?? '',
    },
  });
}

/** The drugs of the medication plan on that day. */
export function planOf(visit: Visit): OwnCondition['drugs'] {
  return visit.conditions.flatMap(({ drugs }) => drugs);
}

/** Blood pressure of the day; the second measurement is a little lower. */
export function pressureOf(visit: Visit, measurement: 0 | 1): { sys: number; dia: number } {
  const { person, day, conditions } = visit;
  const age = Math.floor((day - person.birthDay) / DAYS_PER_YEAR);
  const own = (mix(person.index, PRESSURE, 0) % 15) - 7;
  const today = (mix(person.index, PRESSURE + measurement, day) % 15) - 7;
  const ill = conditions.reduce((sum, { condition }) => sum + (condition.pressure ?? 0), 0);
  const base = age < 16 ? 92 + age : 108 + Math.floor(Math.min(age, 80) / 4);
  const sys = base + own + today + ill - measurement * 4;
  return { sys, dia: 44 + Math.floor((sys * 7) / 25) + (mix(person.index, PRESSURE, day + 1) % 5) };
}

/** Pulse of the day per minute. */
export function pulseOf({ person, day }: Visit): number {
  return (person.ageYears < 10 ? 96 : 62) + (mix(person.index, PULSE, 0) % 14) + (mix(person.index, PULSE, day) % 7);
}

/** Weight of the day in units of 100 g; grows with children and wanders a little with adults. */
export function weightOf({ person, day }: Visit): number {
  const age = Math.floor((day - person.birthDay) / DAYS_PER_YEAR);
  if (age < 16) return 45 + age * 34 + (mix(person.index, WEIGHT, 0) % 30);
  const adult = Math.round((person.bmi10 * person.heightCm * person.heightCm) / 10_000);
  const years = Math.floor((person.lastDay - day) / DAYS_PER_YEAR);
  const drift = ((mix(person.index, WEIGHT, 1) % 15) - 7) * Math.min(years, 8);
  return adult + drift + (mix(person.index, WEIGHT, day) % 13) - 6;
}

/** How the reception speaks of the person. */
export function addressOf(person: DemoPerson): string {
  if (person.ageYears < 16) return person.value.vorname ?? '';
  return `${person.sex === 'w' ? 'Frau' : 'Herr'} ${person.value.familienname}`;
}

function slotValue(visit: Visit, name: string, more: Slots): string {
  const analyte = ANALYTE_SLOTS[name];
  if (analyte !== undefined) return labText(analyte, labValue(visit.lab, analyte, visit.day), ',');
  switch (name) {
    case 'rr':
    case 'rr2': {
      const { sys, dia } = pressureOf(visit, name === 'rr' ? 0 : 1);
      return `${sys}/${dia}`;
    }
    case 'puls':
      return String(pulseOf(visit));
    case 'gewicht':
      return comma(weightOf(visit));
    case 'bmi':
      return comma(Math.round((weightOf(visit) * 10_000) / (visit.person.heightCm * visit.person.heightCm)));
    case 'seite':
      return SIDES[visit.seite];
    case 'nextYear':
      return String(Number(dateOf(visit.day).slice(0, 4)) + 1);
    case 'frau':
      return addressOf(visit.person);
    default:
      return more(name);
  }
}

function comma(tenths: number): string {
  return `${Math.floor(tenths / 10)},${tenths % 10}`;
}

function unknownSlot(name: string): string {
  throw new Error(`DD2: no value for ${name} here`);
}
