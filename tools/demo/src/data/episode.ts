/** What an acute reason for coming is in the demo data. */
import type { DrugName } from './drugs.ts';
import type { IcdCode } from './icd.ts';

/** One acute reason. Texts are patterns of phrase.ts. */
export type Episode = {
  readonly name: string;
  /** How often it happens among those it can happen to. */
  readonly weight: number;
  /** Youngest and oldest age in years. */
  readonly ages: readonly [number, number];
  readonly sex?: 'm' | 'w';
  /** Months in which it happens, 1 to 12; all when left out. */
  readonly months?: readonly number[];
  readonly icd: readonly IcdCode[];
  /** Whether the diagnosis has a side, which the texts name as {seite}. */
  readonly sided?: boolean;
  readonly ana: readonly string[];
  readonly bef: readonly string[];
  readonly the: readonly string[];
  readonly drugs?: readonly DrugName[];
  readonly drugPercent?: number;
  /** Days unfit for work, least and most; none when left out. */
  readonly sickDays?: readonly [number, number];
};
