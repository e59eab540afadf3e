/** All chronic conditions, and which of them somebody has. */
import { ageGroup, type Condition } from './condition.ts';
import { HEART_AND_LUNG } from './conditions-heart-lung.ts';
import { METABOLISM } from './conditions-metabolism.ts';
import { OTHER_CONDITIONS } from './conditions-other.ts';
import { type Day, DAYS_PER_YEAR } from './day.ts';
import { type DrugName, suitsAge } from './drugs.ts';
import type { IcdCode } from './icd.ts';
import type { Random } from './random.ts';

/** Every condition. Atrial fibrillation comes first: its anticoagulant takes the place of other antithrombotics. */
export const CONDITIONS: readonly Condition[] = [...HEART_AND_LUNG, ...METABOLISM, ...OTHER_CONDITIONS];

/** A condition of one person. */
export type OwnCondition = {
  readonly condition: Condition;
  readonly icd: IcdCode;
  readonly seite?: 'R' | 'L' | 'B';
  readonly since: Day;
  readonly drugs: readonly { readonly name: DrugName; readonly dosierung: number }[];
};

const MOST_YEARS = 18;

// Of each of these, nobody gets two.
const EXCLUSIVE: readonly (readonly DrugName[])[] = [
  ['apixaban', 'rivaroxaban', 'phenprocoumon', 'ass', 'clopidogrel'],
  ['ramipril5', 'ramipril25', 'candesartan', 'valsartan'],
  ['bisoprolol', 'metoprolol'],
  ['atorvastatin', 'simvastatin', 'rosuvastatin'],
  ['amlodipin', 'lercanidipin'],
  ['metformin', 'metformin500'],
  ['citalopram', 'sertralin', 'mirtazapin', 'opipramol'],
  ['hct', 'torasemid'],
  ['ibuprofen', 'metamizol', 'tilidin'],
  ['tiotropium', 'umeclidinium'],
  ['budesonidFormoterol', 'beclometason'],
];

/** Draws the conditions somebody of this age and sex has, with their drugs. */
export function drawConditions(random: Random, sex: 'm' | 'w', ageYears: number, lastDay: Day): OwnCondition[] {
  // Some are ill with many things and some with none.
  const burden = random.pick([40, 70, 90, 100, 110, 140, 160]);
  const taken = new Set<DrugName>();
  return CONDITIONS.flatMap((condition): OwnCondition[] => {
    const bySex = (sex === 'w' ? condition.women : condition.men) ?? 100;
    const percent = condition.prevalence[ageGroup(ageYears)] ?? 0;
    if (!random.permille(Math.floor((percent * bySex * burden) / 1000))) return [];
    const icd = random.pick(condition.icd);
    const years = random.between(1, Math.min(MOST_YEARS, Math.max(1, Math.floor(ageYears / 3))));
    const since = lastDay - years * DAYS_PER_YEAR - random.below(DAYS_PER_YEAR);
    const seite = condition.sided === true ? { seite: random.pick(['R', 'L', 'B'] as const) } : {};
    return [{ condition, icd, ...seite, since, drugs: drawDrugs(random, condition, { ageYears, taken }) }];
  });
}

function drawDrugs(
  random: Random,
  condition: Condition,
  { ageYears, taken }: { readonly ageYears: number; readonly taken: Set<DrugName> },
): OwnCondition['drugs'] {
  return condition.drugs.flatMap(({ percent, of }) => {
    const name = random.pick(of);
    if (!random.percent(percent) || taken.has(name) || !suitsAge(name, ageYears)) return [];
    taken.add(name);
    for (const other of EXCLUSIVE.find((names) => names.includes(name)) ?? []) taken.add(other);
    return [{ name, dosierung: random.below(16) }];
  });
}
