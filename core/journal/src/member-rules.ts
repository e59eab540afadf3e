import { type Body, type CborValue, equalBytes, type ErrorCode, type Id, SIGNER, WIRE_KINDS } from '@siegel/wire';
import { backupKeyFault } from './backup-key-rules.ts';
import type { Fields, MemberUser } from './member-states.ts';
import type { Membership } from './membership.ts';
import { orgUnitFault, placementFault } from './org-rules.ts';
import { sameValue } from './same-value.ts';
import { textBlockFault } from './text-block-rules.ts';
import { hasKeysOf, isSupport, SUPPORT_KIND, supportUserFault } from './support-rules.ts';

/** A house entry with its author and the author's rights at that seq. */
export interface MemberChange {
  readonly body: Body;
  readonly fields: Fields;
  readonly seq: number;
  readonly author: Id;
  readonly rights: ReadonlySet<string>;
  readonly receivedAt: number;
}

/** Rules of single house kinds beyond "has the right": what may change, and what never does (JN8, JN11). */
export function memberRuleFault(change: MemberChange, membership: Membership): ErrorCode | undefined {
  switch (change.body.kind) {
    case WIRE_KINDS.user:
      return userFault(change, membership);
    case WIRE_KINDS.device:
      return deviceFault(change, membership);
    case WIRE_KINDS.groupKey:
      return groupKeyFault(change, membership);
    case WIRE_KINDS.policy:
      return policyFault(change, membership);
    case WIRE_KINDS.site:
      return siteFault(change, membership);
    case WIRE_KINDS.orgUnit:
      return orgUnitFault(change, membership);
    case WIRE_KINDS.placement:
      return placementFault(change, membership);
    case WIRE_KINDS.textBlock:
      return textBlockFault(change, membership);
    case WIRE_KINDS.backupKey:
      return backupKeyFault(change, membership);
    case WIRE_KINDS.run:
      return runStateFault(change, membership);
    default:
      return undefined;
  }
}

const SET_BY_ADMINISTRATION = ['userKind', 'state', 'roles', 'rights', 'sites'] as const;

/** Without the right to administer a user may renew its own keys, nothing else; never its rights, sites or state. With it, rights
 *  and state of others are set; their keys only by a restoration. */
function userFault(change: MemberChange, membership: Membership): ErrorCode | undefined {
  const { body, fields, seq, author, rights } = change;
  const before = membership.userAt(body.record, seq);
  if (isSupport(fields, before)) return supportUserFault(change, before);
  const isForeign = before !== undefined && !equalBytes(body.record, author);
  if (isForeign && !hasKeysOf(before, fields)) return restorationFault(change, before, membership);
  if (rights.has('administer')) return undefined;
  return before !== undefined && isSetAlike(before, fields) ? undefined : 'RIGHT_MISSING';
}

/** JN19: new keys for somebody else are a restoration. An administrator gives them to an active person, with nothing else changed,
 *  once no device of that person is in any more. */
function restorationFault(
  { fields, seq, rights }: MemberChange,
  before: MemberUser,
  membership: Membership,
): ErrorCode | undefined {
  const hasDevice = membership.devicesAt(seq).some(({ active, user }) => active && equalBytes(user, before.user));
  const isAllowed = rights.has('administer') && before.active && before.userKind === 'person';
  return isAllowed && !hasDevice && isSetAlike(before, fields) ? undefined : 'RIGHT_MISSING';
}

function isSetAlike(before: MemberUser, fields: Fields): boolean {
  const now: Record<(typeof SET_BY_ADMINISTRATION)[number], CborValue> = {
    userKind: before.userKind,
    state: before.active ? 'active' : 'removed',
    roles: before.roles,
    rights: before.rights,
    sites: before.sites,
  };
  return SET_BY_ADMINISTRATION.every((name) => sameValue(fields[name], now[name]));
}

/** A device keeps its keys and its user for ever; a removed one does not come back. */
function deviceFault({ body, fields, seq }: MemberChange, membership: Membership): ErrorCode | undefined {
  const owner = fields['user'];
  if (!(owner instanceof Uint8Array) || membership.userAt(owner, seq)?.active !== true) return 'RIGHT_MISSING';
  const before = membership.deviceAt(body.record, seq);
  if (before === undefined) return undefined;
  const same =
    equalBytes(before.user, owner) &&
    sameValue(fields['ed25519Public'], before.ed25519Public) &&
    sameValue(fields['xwingPublic'], before.xwingPublic);
  return same && before.active ? undefined : 'RIGHT_MISSING';
}

/** A group key stays at its version (members only) or goes one further with a new key (SL43). */
function groupKeyFault({ body, fields, seq }: MemberChange, membership: Membership): ErrorCode | undefined {
  const group = fields['group'];
  if (!(group instanceof Uint8Array) || membership.groupAt(group, seq) === undefined) return 'RIGHT_MISSING';
  const before = membership.groupKeyAt(group, seq);
  if ((before === undefined) !== (body.parent === null)) return 'ENTRY_STALE';
  const version = before?.version ?? 0;
  const members = fields['members'] as readonly Id[];
  // SU4: nobody wraps a key for support, whatever a program would do.
  if (members.some((member) => membership.userAt(member, seq)?.userKind === SUPPORT_KIND)) return 'RIGHT_MISSING';
  const keyStays = before !== undefined && sameValue(fields['keyId'], before.keyId);
  return fields['version'] === (keyStays ? version : version + 1) ? undefined : 'ENTRY_STALE';
}

/** Floors only rise; lowering or dropping one takes the kit (JN18). No rule for passwords lies below its floor, whoever signs
 *  (PW2). */
function policyFault({ body, fields, seq }: MemberChange, membership: Membership): ErrorCode | undefined {
  const before = membership.policyAt(seq)?.floors ?? {};
  const now = fields['floors'] as Fields;
  const isLowered = Object.entries(before).some(([name, floor]) => !(Number(now[name]) >= Number(floor)));
  const byKit = body.coSignatures.some(({ signer }) => signer === SIGNER.kit);
  if (isLowered && !byKit) return 'RIGHT_MISSING';
  const { length, strength } = (fields['password'] ?? {}) as Fields;
  const isBelow = Number(length) < Number(now['passwordLength']) || Number(strength) < Number(now['passwordStrength']);
  return isBelow ? 'PASSWORD_RULE_BELOW_FLOOR' : undefined;
}

/** One site at least stays open (BS3). */
function siteFault({ body, fields, seq }: MemberChange, membership: Membership): ErrorCode | undefined {
  if (fields['state'] !== 'removed') return undefined;
  const isOtherOpen = membership
    .sitesAt(seq)
    .some((site) => !equalBytes(site, body.record) && membership.isSiteAt(site, seq));
  return isOtherOpen ? undefined : 'LAST_SITE';
}

/** A run is opened once and ended once, by the device that opened it. */
function runStateFault({ body, fields, seq }: MemberChange, membership: Membership): ErrorCode | undefined {
  const before = membership.runAt(body.record, seq);
  if (before === undefined) return fields['state'] === 'open' ? undefined : 'KIND_NOT_ALLOWED';
  const ends = before.state === 'open' && fields['state'] !== 'open';
  return ends && equalBytes(before.author, body.author) ? undefined : 'KIND_NOT_ALLOWED';
}
