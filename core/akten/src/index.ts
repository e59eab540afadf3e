export * from './appointments/appointment-line.ts';
export * from './appointments/bookable-plan.ts';
export * from './appointments/clashes.ts';
export * from './appointments/day-number.ts';
export * from './appointments/daytime.ts';
export * from './appointments/favourite.ts';
export * from './appointments/needs.ts';
export * from './appointments/offset-unit.ts';
export * from './appointments/urgency.ts';
export * from './appointments/waiting-order.ts';
export * from './appointments/vacancies.ts';
export * from './appointments/holiday-place.ts';
export * from './appointments/holidays.ts';
export * from './appointments/recurrence.ts';
export * from './appointments/time-range.ts';
export * from './appointments/visit.ts';
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
  comparePersons,
  soundKeysOf,
} from './duplicate.ts';
export { elsewhereFacts } from './elsewhere-facts.ts';
export { foldName, koelnerPhonetik } from './fold-name.ts';
export { appointment, APPOINTMENT_STATES, type AppointmentState } from './kinds/appointment.ts';
export { appointmentWish, OFFER_ANSWERS, WISH_ENDS } from './kinds/appointment-wish.ts';
export { diagnosis } from './kinds/diagnosis.ts';
export { document } from './kinds/document.ts';
export { DIAGNOSESICHERHEIT, GESCHLECHT, SEITENLOKALISATION } from './kinds/eintrag-fields.ts';
export { finding } from './kinds/finding.ts';
export { labReport } from './kinds/lab-report.ts';
export { letter } from './kinds/letter.ts';
export { medication } from './kinds/medication.ts';
export { nachtrag } from './kinds/nachtrag.ts';
export { note } from './kinds/note.ts';
export {
  CONTACT_KINDS,
  INSURANCE_KINDS,
  person,
  REPRESENTATIVE_SCOPES,
  TELECOM_KINDS,
} from './kinds/person.ts';
export { portrait, PORTRAIT_MOST_BYTES } from './kinds/portrait.ts';
export { staff } from './kinds/staff.ts';
export { message } from './kinds/message.ts';
export { task } from './kinds/task.ts';
export { houseMessageForm, houseTaskForm, MESSAGE_ACTS, type MessageAct } from './forms/desk-forms.ts';
export * from './tasks/due-order.ts';
export * from './tasks/task-state.ts';
export { TASK_RHYTHMS, type TaskRhythm } from './tasks/task-fields.ts';
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
export {
  type CarriedFrom,
  carryEintrag,
  isMovedAway,
  moveEintrag,
  type MovedPair,
  type MovedPlace,
  takeMoveBack,
} from './move-eintrag.ts';
export { joinRecord, type PlainRecord, type PlainValue, type RecordParts, splitRecord } from './split-record.ts';
export * from './numbers/check-digit.ts';
export * from './password-rules.ts';
export * from './text-blocks/blocks-table.ts';
export { withCaveMark } from './persons/cave-mark.ts';
export * from './persons/insurance.ts';
export * from './persons/relation.ts';
export * from './persons/town-table.ts';
export * from './persons/validity.ts';
export * from './text-blocks/expand.ts';
export * from './text-blocks/find-blocks.ts';
export * from './text-blocks/join-blocks.ts';
export * from './text-blocks/kuerzel.ts';
export * from './text-blocks/moment-words.ts';
export { validateRecord } from './validate-record.ts';
export { foldFreigabe, type FreigabeAct, type FreigabeMark } from './freigabe/freigabe-mark.ts';
export { isOpenToPerson, type PersonWhen } from './freigabe/open-to-person.ts';
export { mayBeReleased } from './freigabe/may-be-released.ts';
export { mayLeaveHouse } from './freigabe/may-leave-house.ts';
export type { Form } from './forms/form.ts';
export { FORMS } from './forms/forms.ts';
export { ACCOUNT_RECORDS } from './forms/account-forms.ts';
export * from './entry-types/entry-type.ts';
export * from './entry-types/entry-type-fault.ts';
export * from './entry-types/task-line.ts';
export * from './entry-types/type-codes.ts';
export { entryTypeForm } from './forms/entry-type-form.ts';
export * from './forms/calendar-forms.ts';
export * from './forms/backup-key-form.ts';
export * from './forms/text-block-form.ts';
export * from './forms/favourite-form.ts';
export * from './forms/journal-forms.ts';
export * from './forms/log-forms.ts';
export * from './forms/membership-forms.ts';
export * from './forms/org-forms.ts';
export * from './forms/record-forms.ts';
export * from './forms/record-id.ts';
export * from './org/org-history.ts';
export { placementsAt, placementsOf } from './org/placements-at.ts';
export { unitsAt } from './org/units-at.ts';
export { unitMembersAt } from './org/unit-members.ts';
export { type OrgTemplateUnit, orgTemplate } from './org/org-template.ts';
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
export {
  areDifferentDays,
  type JoinField,
  joinFields,
  joinPersons,
  type JoinSide,
  type JoinWarning,
  joinWarnings,
} from './merge/join-persons.ts';
export { personMerge } from './kinds/person-merge.ts';
