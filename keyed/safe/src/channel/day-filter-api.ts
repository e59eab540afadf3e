import type { Result } from '@siegel/wire';
import type { CallForms } from './call-form.ts';

/** Filters of the day list that somebody keeps under a name (docs/spec/day-list.md TL20). */
export interface DayFilterApi {
  /** The own ones in their order, on whichever device they were kept. */
  dayFilters(): Promise<Result<readonly KeptDayFilter[]>>;
  /** Keeps a filter in place of one of its name. OWN_NOTES_FULL, RIGHT_MISSING, GROUP_KEY_MISSING, OFFLINE, ENTRY_STALE. */
  keepDayFilter(filter: KeptDayFilter): Promise<Result<true>>;
  /** RIGHT_MISSING, OFFLINE, ENTRY_STALE. */
  forgetDayFilter(name: string): Promise<Result<true>>;
}

export const DAY_FILTER_CALLS = {
  dayFilters: 'result',
  keepDayFilter: 'result',
  forgetDayFilter: 'result',
} as const satisfies CallForms<DayFilterApi>;

/** A kept filter: all of it has to hold for a row to be listed. */
export interface KeptDayFilter {
  readonly name: string;
  readonly order: number;
  /** Name of a segment of the day list. */
  readonly segment: string;
  /** Resources of the rows, as random ids; none: all, those that come later included. */
  readonly resources: readonly string[];
  /** Types of the appointments; none: all. */
  readonly types: readonly string[];
  /** What name, reason, note or a step contains; may be empty. */
  readonly text: string;
}
