/** Where in a record: field names and list positions joined by points, `telecom.0.wert`. Never a value. */
export type FieldPath = string;

/** Stable codes of what can be wrong with a field; the user interface owns the sentences. */
export const FIELD_FINDING_CODES = [
  'FIELD_UNKNOWN',
  'FIELD_MISSING',
  'FIELD_TYPE',
  'FIELD_TOO_LONG',
  'FIELD_TOO_MANY',
  'FIELD_RANGE',
  'FIELD_FORMAT',
  'FIELD_CODE',
] as const;
/** One of `FIELD_FINDING_CODES`. */
export type FieldFindingCode = (typeof FIELD_FINDING_CODES)[number];

/** One fault of one field; names the place and the rule, never the content. */
export interface FieldFinding {
  readonly path: FieldPath;
  readonly code: FieldFindingCode;
}

/** Why a record is refused: every finding, in order of the fields. */
export interface RecordInvalid {
  readonly code: 'RECORD_INVALID';
  readonly findings: readonly FieldFinding[];
}
