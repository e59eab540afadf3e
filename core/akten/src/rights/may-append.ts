import { FIRST_RECORD_KIND, WIRE_KINDS } from '@siegel/wire';
import { readsPersons, type Right } from './right.ts';

/** What a right of appending depends on, evaluated with the state before the entry (its seq). */
export interface AppendAuthor {
  readonly rights: ReadonlySet<Right>;
  /** True when the entry is about the author itself (own device, own user keys). */
  readonly ownAffair: boolean;
}

type Rule = (author: AppendAuthor) => boolean;

const has =
  (right: Right): Rule =>
  (author) =>
    author.rights.has(right);
const ownOr =
  (right: Right): Rule =>
  (author) =>
    author.ownAffair || author.rights.has(right);
const everybody: Rule = () => true;
const nobody: Rule = () => false;

/** One sentence per kind; a kind without one may be appended by nobody. */
const RULES: ReadonlyMap<number, Rule> = new Map<number, Rule>([
  // Membership, groups and policy are changed by administration; one's own device and keys by oneself.
  [WIRE_KINDS.user, ownOr('administer')],
  [WIRE_KINDS.role, has('administer')],
  [WIRE_KINDS.group, has('administer')],
  [WIRE_KINDS.groupKey, has('administer')],
  [WIRE_KINDS.device, ownOr('administer')],
  [WIRE_KINDS.site, has('administer')],
  [WIRE_KINDS.policy, has('administer')],
  // The org chart gives nobody a right; who administers keeps it.
  [WIRE_KINDS.orgUnit, has('administer')],
  [WIRE_KINDS.placement, has('administer')],
  // What can be booked, and the types of appointments, belong to the house.
  [WIRE_KINDS.resource, has('administer')],
  [WIRE_KINDS.appointmentType, has('administer')],
  // When nobody can be booked is kept by whoever keeps appointments.
  [WIRE_KINDS.blockedTime, has('write-records')],
  // Whoever writes in Akten keeps the texts they are written with.
  [WIRE_KINDS.textBlock, has('write-records')],
  [WIRE_KINDS.appointmentFavourite, has('administer')],
  // Tasks and messages without a person: whoever works with persons.
  [WIRE_KINDS.houseTask, ({ rights }) => readsPersons(rights)],
  [WIRE_KINDS.houseMessage, ({ rights }) => readsPersons(rights)],
  [WIRE_KINDS.entryType, has('administer')],
  // Who opens backups is set by administration, for everybody to see.
  [WIRE_KINDS.backupKey, has('administer')],
  // Who has lost a second factor is let in by administration, for everybody to see.
  [WIRE_KINDS.factorsRemoved, has('administer')],
  [WIRE_KINDS.tombstone, has('erase')],
  // Runs belong to those who may import.
  [WIRE_KINDS.run, has('import')],
  [WIRE_KINDS.runWithdrawn, has('import')],
  // Whoever verified may say so; whoever opens says so.
  [WIRE_KINDS.attestation, everybody],
  [WIRE_KINDS.opening, everybody],
  [WIRE_KINDS.report, everybody],
  // Only whoever is shown an alarm can say to have seen it.
  [WIRE_KINDS.alarmSeen, has('read-log')],
  // Akten and their content.
  [WIRE_KINDS.caseKey, has('write-records')],
  [WIRE_KINDS.freigabe, has('freigeben')],
  [WIRE_KINDS.freigabeVorgelegt, has('write-records')],
  [WIRE_KINDS.freigabeZurueckgegeben, has('freigeben')],
  [WIRE_KINDS.patientenFreigabe, has('freigeben')],
  // Only the kit starts an organisation or a restore epoch: JN7, JN8 decide, never a user's right.
  [WIRE_KINDS.genesis, nobody],
  [WIRE_KINDS.restoreEpoch, nobody],
]);

/** True when `author` may append an entry of `kind`. Server and clients ask the same function (mission F4, F5). */
export function mayAppend(kind: number, author: AppendAuthor): boolean {
  if (kind >= FIRST_RECORD_KIND) return author.rights.has('write-records');
  return (RULES.get(kind) ?? nobody)(author);
}

/** Kinds whose body must carry a co-signature by the author's user key (crypto.md, Who signs). */
export const USER_CO_SIGNED: ReadonlySet<number> = new Set([
  WIRE_KINDS.genesis,
  WIRE_KINDS.user,
  WIRE_KINDS.role,
  WIRE_KINDS.group,
  WIRE_KINDS.groupKey,
  WIRE_KINDS.device,
  WIRE_KINDS.site,
  WIRE_KINDS.policy,
  WIRE_KINDS.factorsRemoved,
  WIRE_KINDS.orgUnit,
  WIRE_KINDS.placement,
  WIRE_KINDS.resource,
  WIRE_KINDS.appointmentType,
  WIRE_KINDS.blockedTime,
  WIRE_KINDS.appointmentFavourite,
  WIRE_KINDS.entryType,
  WIRE_KINDS.backupKey,
  WIRE_KINDS.tombstone,
  WIRE_KINDS.attestation,
  WIRE_KINDS.freigabe,
]);
