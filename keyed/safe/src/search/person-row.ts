import type { Relation } from '@siegel/akten';

/** What the person list shows of one person, and what the index is fed with. All of it is opened identity data. */
export type PersonRow = {
  /** Random person id; unique in the index. */
  readonly personId: string;
  readonly familienname: string;
  readonly vorname: string;
  readonly geburtsname?: string;
  /** YYYY-MM-DD, or YYYY-MM or YYYY when that is all that is known. */
  readonly geburtsdatum?: string;
  /** Street and house number as written on an envelope. */
  readonly strasse?: string;
  readonly ort?: string;
  readonly patientennummern: readonly string[];
  /** There is a warning; what it says is clinical and not here (PE30). */
  readonly hasCave?: true;
  /** What stands with this person about others of the house (PE26). */
  readonly relations?: readonly RowRelation[];
  /** Present for somebody who has died. */
  readonly isDead?: true;
  /** Present for somebody who is found only where the archive is asked for, too (PM41). */
  readonly isArchived?: true;
};

/** Another person, by hex id, and what they are to this one. */
export interface RowRelation {
  readonly personId: string;
  readonly relation: Relation;
}

/** The answer to one keystroke. Each group holds at most `limit` rows; the totals count all rows that match. */
export type PersonSearchResult = {
  readonly exact: readonly PersonRow[];
  readonly soundAlike: readonly PersonRow[];
  readonly total: number;
  readonly soundAlikeTotal: number;
};
