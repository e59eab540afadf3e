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
};

/** The answer to one keystroke. Each group holds at most `limit` rows; the totals count all rows that match. */
export type PersonSearchResult = {
  readonly exact: readonly PersonRow[];
  readonly soundAlike: readonly PersonRow[];
  readonly total: number;
  readonly soundAlikeTotal: number;
};
