/** What a chronic condition is in the demo data: who has it, what it does to values, and what is written about it. */
import type { DrugName } from './drugs.ts';
import type { IcdCode } from './icd.ts';
import type { AnalyteIdent, LabShift } from './lab-values.ts';

/** First age of each of the six age groups that `prevalence` counts. */
const AGE_GROUPS = [0, 18, 35, 50, 65, 80] as const;

/** Six percentages, one per age group. */
export type ByAge = readonly [number, number, number, number, number, number];

/** One chronic condition. Texts are patterns of phrase.ts. */
export type Condition = {
  readonly name: string;
  /** One of them is the permanent diagnosis. */
  readonly icd: readonly IcdCode[];
  /** Further permanent diagnosis that comes with the first code of `icd`. */
  readonly together?: IcdCode;
  readonly sided?: boolean;
  readonly prevalence: ByAge;
  /** Percent of `prevalence` that applies to women and men; 100 when left out. */
  readonly women?: number;
  readonly men?: number;
  /** How much more is written about somebody who has it; a healthy person counts 10. */
  readonly weight: number;
  /** Each is a place on the medication plan: one drug of the list, in so many percent. */
  readonly drugs: readonly { readonly percent: number; readonly of: readonly DrugName[] }[];
  readonly labs: readonly LabShift[];
  /** What the laboratory is asked for at a check. */
  readonly panel: readonly AnalyteIdent[];
  /** Added to the systolic pressure. */
  readonly pressure?: number;
  readonly ana: readonly string[];
  readonly bef: readonly string[];
  readonly the: readonly string[];
};

/** The age group, 0 to 5, of an age in years. */
export function ageGroup(ageYears: number): number {
  return AGE_GROUPS.findLastIndex((first) => ageYears >= first);
}
