export { daysInMonth, isLocalDate, isLocalTime, isPartialDate } from './calendar.ts';
export type { FieldType, LocalDate, LocalTime, PartialDate, ValueOfFields, ValueOfType } from './field-type.ts';
export {
  FIELD_FINDING_CODES,
  type FieldFinding,
  type FieldFindingCode,
  type FieldPath,
  type RecordInvalid,
} from './finding.ts';
export {
  COMPARTMENT_CODES,
  COMPARTMENTS,
  type Compartment,
  compartmentsOf,
  type EintragLook,
  type Field,
  HUES,
  type Hue,
  type OpenField,
  type RecordKind,
  type SealedField,
  type ValueOf,
} from './kind.ts';
export {
  type DuplicateReason,
  makePersonMatcher,
  matchPersons,
  type PersonIdentity,
  type PersonMatch,
} from './duplicate.ts';
export { foldName, koelnerPhonetik } from './fold-name.ts';
export { diagnosis } from './kinds/diagnosis.ts';
export { document } from './kinds/document.ts';
export { DIAGNOSESICHERHEIT, GESCHLECHT, SEITENLOKALISATION } from './kinds/eintrag-fields.ts';
export { finding } from './kinds/finding.ts';
export { labReport } from './kinds/lab-report.ts';
export { letter } from './kinds/letter.ts';
export { medication } from './kinds/medication.ts';
export { nachtrag } from './kinds/nachtrag.ts';
export { note } from './kinds/note.ts';
export { person } from './kinds/person.ts';
export { staff } from './kinds/staff.ts';
export { task } from './kinds/task.ts';
export {
  type EintragDraft,
  type EintragKindName,
  KUERZEL,
  type KindNamed,
  type Kuerzel,
  kindByCode,
  kindByName,
  kuerzelOf,
  type OpenFieldLine,
  RECORD_KINDS,
  type RecordKindName,
  type ValueOfKind,
  whatTheServerCanRead,
} from './record-kinds.ts';
export { changedFields, mergeRecords, type MergeOutcome, type ThreeVersions } from './merge-record.ts';
export { isMovedAway, moveEintrag, type MovedPair, type MovedPlace, takeMoveBack } from './move-eintrag.ts';
export { joinRecord, type PlainRecord, type PlainValue, type RecordParts, splitRecord } from './split-record.ts';
export * from './password-rules.ts';
export { validateRecord } from './validate-record.ts';
export { foldFreigabe, type FreigabeAct, type FreigabeMark } from './freigabe/freigabe-mark.ts';
export { isOpenToPerson, type PersonWhen } from './freigabe/open-to-person.ts';
export { mayBeReleased } from './freigabe/may-be-released.ts';
export { mayLeaveHouse } from './freigabe/may-leave-house.ts';
export type { Form } from './forms/form.ts';
export { FORMS } from './forms/forms.ts';
export { ACCOUNT_RECORDS } from './forms/account-forms.ts';
export * from './forms/journal-forms.ts';
export * from './forms/log-forms.ts';
export * from './forms/membership-forms.ts';
export * from './forms/record-forms.ts';
export * from './forms/record-id.ts';
export * from './rights/access-rules.ts';
export { HOUSE_RANGES, isAddressRange, isInRanges } from './rights/address-range.ts';
export { APPEND_POLICY } from './rights/append-policy.ts';
export { mayAppend, USER_CO_SIGNED } from './rights/may-append.ts';
export {
  ALL_RIGHTS,
  comesTo,
  isRight,
  readsPersons,
  type Right,
  RIGHT_HELD_BY,
  type RightHolder,
  RIGHTS,
} from './rights/right.ts';
export { RIGHT_CLAIMS, type RightClaims } from './rights/right-claims.ts';
export { isSupportArea, SUPPORT_AREAS, type SupportArea } from './rights/support-area.ts';
export { type RoleTemplate, roleTemplates } from './rights/role-template.ts';
