/** The fixed list of wire kinds (docs/spec/wire.md WR10). Record kinds with content start at 64 and come from core/akten. */
export const WIRE_KINDS = {
  genesis: 0,
  user: 1,
  role: 2,
  group: 3,
  groupKey: 4,
  caseKey: 5,
  device: 6,
  policy: 7,
  site: 8,
  tombstone: 9,
  run: 10,
  runWithdrawn: 11,
  attestation: 12,
  restoreEpoch: 13,
  factorsRemoved: 14,
  orgUnit: 15,
  placement: 16,
  resource: 17,
  appointmentType: 18,
  blockedTime: 19,
  textBlock: 22,
  appointmentFavourite: 20,
  houseTask: 23,
  houseMessage: 24,
  entryType: 21,
  backupKey: 25,
  delivery: 32,
  opening: 33,
  failedLogin: 34,
  backupMade: 35,
  mailSent: 36,
  reminderRefused: 37,
  signIn: 38,
  signOut: 39,
  report: 40,
  alarmSeen: 41,
  accessChanged: 42,
  freigabe: 48,
  freigabeVorgelegt: 49,
  freigabeZurueckgegeben: 50,
  patientenFreigabe: 51,
} as const;

export type WireKindName = keyof typeof WIRE_KINDS;

/** First code of the record kinds that core/akten declares. */
export const FIRST_RECORD_KIND = 64;
const LAST_RECORD_KIND = 4095;

/** Record kind `person` of core/akten: who somebody is, and whether their Akte is in the archive (PM45). */
export const PERSON_KIND = 64;

/** Record kind `staff` of core/akten: names of users. It is about colleagues, so it belongs to the house like their keys. */
export const STAFF_KIND = 73;

/** Record kind `personMerge` of core/akten: where a Stammakte points after its person was merged into another (PM1). */
export const PERSON_MERGE_KIND = 80;

/** Leaf classes: 0 house, to every device in full; 1 records; 2 access log, in full only to its readers. */
export const LEAF_CLASS = { house: 0, records: 1, accessLog: 2 } as const;
export type LeafClass = (typeof LEAF_CLASS)[keyof typeof LEAF_CLASS];

const KNOWN = new Set<number>(Object.values(WIRE_KINDS));
const HOUSE_UNTIL = 31;
/** True for a house kind whose part is handed out one by one, to those it names, and never with the parts of the house (BK24). */
export function isHeldBack(kind: number): boolean {
  return kind === WIRE_KINDS.backupKey;
}

/** Work of the house that grows every day: it travels and is fetched like records, not to every device with each change (AU20). */
const WORK_OF_HOUSE: ReadonlySet<number> = new Set([WIRE_KINDS.houseTask, WIRE_KINDS.houseMessage]);

/** True for kinds that stand in no Akte and are records all the same. */
export function isWorkOfHouse(kind: number): boolean {
  return WORK_OF_HOUSE.has(kind);
}

/** Kinds the server log key may author; clients refuse every other kind from it. JN9. */
export const SERVER_AUTHORED_KINDS: ReadonlySet<number> = new Set([
  WIRE_KINDS.delivery,
  WIRE_KINDS.failedLogin,
  WIRE_KINDS.backupMade,
  WIRE_KINDS.mailSent,
  WIRE_KINDS.reminderRefused,
  WIRE_KINDS.signIn,
  WIRE_KINDS.signOut,
  WIRE_KINDS.accessChanged,
]);

/** True for a kind this protocol version knows; an unknown kind is refused, never passed on. */
export function isKnownKind(kind: number): boolean {
  return KNOWN.has(kind) || (kind >= FIRST_RECORD_KIND && kind <= LAST_RECORD_KIND);
}

/** The leaf class that follows from a kind. Case keys travel with the records of their Akte. */
export function classOfKind(kind: number): LeafClass {
  if (kind === WIRE_KINDS.caseKey || WORK_OF_HOUSE.has(kind)) return LEAF_CLASS.records;
  if (kind <= HOUSE_UNTIL || kind === STAFF_KIND) return LEAF_CLASS.house;
  if (kind >= WIRE_KINDS.delivery && kind < WIRE_KINDS.freigabe) return LEAF_CLASS.accessLog;
  return LEAF_CLASS.records;
}
