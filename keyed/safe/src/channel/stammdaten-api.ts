import type { Result } from '@siegel/wire';
import type { WriteOutcome } from './akte-api.ts';
import type { CallForms } from './call-form.ts';
import type { RelationWish } from './relation-view.ts';

/** What belongs to a person beside the fields of the form: relations, picture, and the table of towns. */
export interface StammdatenApi {
  /** Says how another person belongs to this one; it stands with this one and is found from both (PE26). RELATION_KNOWN,
   *  RELATION_SELF, and what writing a person says. */
  addRelation(wish: RelationWish): Promise<Result<WriteOutcome>>;
  /** Takes a relation away where it stands, from either side. AKTE_UNKNOWN: it stands there no more. */
  removeRelation(wish: RelationWish): Promise<Result<WriteOutcome>>;
  /** Puts a picture in; undefined takes it out (PE20, PE22). PORTRAIT_WRONG for what is none that fits. */
  setPortrait(personId: string, picture: Uint8Array | undefined): Promise<Result<WriteOutcome>>;
  /** The towns of a postal code, looked up on this device; none without a table (PE3). */
  townsOf(code: string): Promise<readonly string[]>;
  /** How many postal codes the table of the house has; 0 without one. */
  townTable(): Promise<Result<TownTableView>>;
  /** Puts another table in; an empty one takes it out. RIGHT_MISSING, TOWNS_TOO_MANY, ENTRY_STALE, OFFLINE. */
  saveTowns(text: string): Promise<Result<true>>;
}

export const STAMMDATEN_CALLS = {
  addRelation: 'result',
  removeRelation: 'result',
  setPortrait: 'result',
  townsOf: 'plain',
  townTable: 'result',
  saveTowns: 'result',
} as const satisfies CallForms<StammdatenApi>;

export interface TownTableView {
  readonly codes: number;
}
