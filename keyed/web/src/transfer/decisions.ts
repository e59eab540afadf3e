import type { CaseDecision, PersonRow } from '@siegel/safe';

/** What the user decided about one file so far. */
export interface Decisions {
  readonly cases: Readonly<Record<string, CaseDecision>>;
  /** For possible ones nobody decided one by one. */
  readonly possible?: CaseDecision;
  /** Who content without a person belongs to. */
  readonly home?: PersonRow;
}

export const NO_DECISIONS: Decisions = { cases: {} };
export const CASE_DECISIONS = ['same', 'new', 'skip'] as const satisfies readonly CaseDecision[];
