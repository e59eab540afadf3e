import type { ImportFinding } from './import-finding.ts';
import type { PlannedPerson, UnassignedContent, UnplacedItem } from './import-plan.ts';

/** One thing a stream gives. A person may come more than once under the same `sourceRef`, each time with further Eintraege (the
 *  first value counts): the caller joins them. Whether the file is sound is known only at the end: run the stream dry once,
 *  then for real (or undo on a refused end). */
export type PlanStep =
  | { readonly type: 'person'; readonly person: PlannedPerson }
  | { readonly type: 'unassigned'; readonly content: UnassignedContent }
  | { readonly type: 'envelope'; readonly items: readonly UnplacedItem[] };

/** What a stream ends with. */
export interface StreamEnd {
  readonly type: 'end';
  /** True: the file is broken; whatever was made of the steps before must be undone. */
  readonly refused: boolean;
  readonly charset: string;
  readonly findings: readonly ImportFinding[];
}
