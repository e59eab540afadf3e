/** One invented person: the record, and what the history is written from. */
import type { ValueOfKind } from '@siegel/akten';
import { drawConditions, type OwnCondition } from './conditions.ts';
import { type Day, DAYS_PER_YEAR, dateOf } from './day.ts';
import type { Home } from './home.ts';
import type { Member } from './household.ts';
import { drawInsurance } from './insurance.ts';
import { drawContacts } from './person-contacts.ts';
import { drawNames } from './person-names.ts';
import { drawCave, drawRepresentatives, drawVerwaltungsnotiz } from './person-notes.ts';
import type { Random } from './random.ts';

/** The practice as the source of patient numbers. */
const PATIENT_NUMBER_SOURCE = 'Praxis am Lindenhof';
const FIRST_PATIENT_NUMBER = 20_001;

/** One invented person. */
export type DemoPerson = {
  /** 0, 1, 2 ...; also the seed of the person's values. */
  readonly index: number;
  readonly value: ValueOfKind<'person'>;
  readonly sex: 'm' | 'w';
  readonly birthDay: Day;
  /** First and last day that something can be written about. */
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly ageYears: number;
  readonly heightCm: number;
  /** Body mass index times ten as an adult. */
  readonly bmi10: number;
  readonly conditions: readonly OwnCondition[];
  readonly isPenicillinAllergic: boolean;
  /** How much is written about this person, compared with others. */
  readonly weight: number;
};

/** Draws one member of a household. @param today the last day of the history. */
export function drawPerson(random: Random, home: Home, member: Member, at: { index: number; today: Day }): DemoPerson {
  const { sex, ageYears } = member;
  const { index, today } = at;
  const birthDay = today - ageYears * DAYS_PER_YEAR - Math.floor(ageYears / 4) - random.between(40, DAYS_PER_YEAR - 1);
  const diedAgo = ageYears >= 70 && random.permille(14) ? random.between(12, 700) : 0;
  const lastDay = today - diedAgo;
  const firstDay = Math.max(birthDay + 14, lastDay - random.between(3, 15) * DAYS_PER_YEAR);
  const conditions = drawConditions(random, sex, ageYears, lastDay);
  const cave = drawCave(random);
  const names = drawNames(random, home, member, Number(dateOf(birthDay).slice(0, 4)));
  const verwaltungsnotiz = drawVerwaltungsnotiz(random, ageYears);
  const vertretungen = drawRepresentatives(random, home, { ...member, familienname: names.familienname });
  const value: ValueOfKind<'person'> = {
    ...names,
    geburtsdatum: dateOf(birthDay),
    geschlecht: sex,
    ...(diedAgo === 0 ? {} : { verstorbenAm: dateOf(lastDay) }),
    ...(home.origin !== 'deutsch' && random.percent(70) ? { muttersprache: home.language } : {}),
    ...home.address,
    land: 'D',
    ...drawContacts(random, home.landline, ageYears, names),
    versicherungen: [drawInsurance(random, home.insurer, { index, ageYears, birthDay })],
    patientennummern: patientNumbers(random, index),
    ...(vertretungen.length === 0 ? {} : { vertretungen }),
    ...(cave === '' ? {} : { cave }),
    ...(verwaltungsnotiz === '' ? {} : { verwaltungsnotiz }),
  };
  return {
    index,
    value,
    sex,
    birthDay,
    firstDay,
    lastDay,
    ageYears,
    heightCm: sex === 'w' ? random.between(154, 178) : random.between(166, 194),
    bmi10: random.between(205, 285) + (conditions.some(({ condition }) => condition.name === 'adipositas') ? 75 : 0),
    conditions,
    isPenicillinAllergic: cave.startsWith('Penicillin'),
    weight: drawWeight(random, ageYears, conditions),
  };
}

function patientNumbers(random: Random, index: number): NonNullable<ValueOfKind<'person'>['patientennummern']> {
  const own = { quelle: PATIENT_NUMBER_SOURCE, nummer: String(FIRST_PATIENT_NUMBER + index) };
  if (!random.percent(7)) return [own];
  return [own, { quelle: 'Praxis Dr. Hellwig (bis 2016)', nummer: `H-${String(index).padStart(5, '0')}` }];
}

function drawWeight(random: Random, ageYears: number, conditions: readonly OwnCondition[]): number {
  const byAge = ageYears < 18 ? 8 : ageYears < 35 ? 7 : ageYears < 65 ? 9 : 13;
  const byConditions = conditions.reduce((sum, { condition }) => sum + condition.weight, 0);
  return (byAge + byConditions) * random.pick([5, 7, 9, 10, 10, 12, 15, 22]);
}
