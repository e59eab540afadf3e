import type { Fields, MemberGroup, Membership, MemberUser } from '@siegel/journal';
import { equalBytes, type Id } from '@siegel/wire';

/** "With every entry so far." */
const NOW = Number.MAX_SAFE_INTEGER;

/** The user as the newest entries have it, if active. */
export function activeUser(membership: Membership, user: Id): MemberUser | undefined {
  const member = membership.userAt(user, NOW);
  return member?.active === true ? member : undefined;
}

/** True when the device stands active in the journal and belongs to the active user (SY3). */
export function isApprovedDevice(membership: Membership, user: Id, device: Id): boolean {
  const member = membership.deviceAt(device, NOW);
  return member?.active === true && equalBytes(member.user, user) && activeUser(membership, user) !== undefined;
}

/** The public key of an active device of an active user. */
export function devicePublicKey(membership: Membership, user: Id, device: Id): Uint8Array | undefined {
  return isApprovedDevice(membership, user, device) ? membership.deviceAt(device, NOW)?.ed25519Public : undefined;
}

/** What somebody of support was admitted for; undefined for everybody else. */
export function supportOf(membership: Membership, user: Id): MemberUser['support'] {
  return membership.userAt(user, NOW)?.support;
}

/** Rights of a user now. */
export function rightsOf(membership: Membership, user: Id): ReadonlySet<string> {
  return membership.rightsAt(user, NOW);
}

/** Rules of the organisation now; one that is not named stands at its default (JN18). */
export function rulesOf(membership: Membership): Fields {
  return membership.policyAt(NOW)?.rules ?? {};
}

/** Ids of the groups whose newest key version names the user. */
export function groupsOf(membership: Membership, user: Id): readonly Id[] {
  return membership
    .groupsAt(NOW)
    .map(({ group }: MemberGroup) => group)
    .filter((group) => membership.groupKeyAt(group, NOW)?.members.some((member) => equalBytes(member, user)) === true);
}

/** True for whoever stands in the journal, also removed. */
export function isMember(membership: Membership, user: Id): boolean {
  return membership.userAt(user, NOW) !== undefined;
}

/** True when the user is not in the journal yet, or is active there: a removed one is as good as unknown. */
export function mayHoldAccount(membership: Membership, user: Id): boolean {
  return membership.userAt(user, NOW)?.active ?? true;
}
