import type { EintragKindName } from '@siegel/akten';
import type { ImportFormat, PersonHint, UnplacedItem } from './import-plan.ts';

/** Fields of a record while a reader collects them; `settle-plan` checks them against the kind. */
export type DraftValue = Record<string, unknown>;

/** A row of the Akte while a reader collects it. */
export interface EintragInMaking {
  readonly kind: EintragKindName;
  readonly value: DraftValue;
  readonly unplaced: UnplacedItem[];
  readonly attachment?: Uint8Array;
}

/** A person while a reader collects it. */
export interface PersonInMaking {
  readonly sourceRef: string;
  readonly value: DraftValue;
  readonly unplaced: UnplacedItem[];
  readonly eintraege: EintragInMaking[];
}

/** Content without a person while a reader collects it. */
export interface UnassignedInMaking {
  readonly sourceRef: string;
  readonly hint: PersonHint;
  readonly eintraege: EintragInMaking[];
  readonly content: UnplacedItem[];
}

/** Everything a reader makes of one file. */
export interface PlanInMaking {
  readonly format: ImportFormat;
  readonly charset: string;
  readonly persons: PersonInMaking[];
  readonly unassigned: UnassignedInMaking[];
  readonly envelope: UnplacedItem[];
}

/** Adds elements to a list, however many: as arguments of one call a hundred thousand overflow the stack. */
export function append<T>(list: T[], elements: readonly T[]): void {
  for (const element of elements) list.push(element);
}

/** Makes an empty plan. */
export function emptyPlan(format: ImportFormat, charset: string): PlanInMaking {
  return { format, charset, persons: [], unassigned: [], envelope: [] };
}
