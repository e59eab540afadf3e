import { groupKeyRecordId } from '@siegel/akten';
import {
  type GroupKey,
  groupKeyEntry,
  makeGroupKey,
  platformHasher,
  wrapForRecovery,
  wrapForUser,
  wrapPreviousVersion,
} from '@siegel/seal';
import { type EntryPacket, equalBytes, hexOf, type Id } from '@siegel/wire';
import { newestVersion } from '../safe/newest-version.ts';
import type { Safe } from '../safe/safe.ts';
import type { NewMember } from './widen-group.ts';

/** Who leaves a group, and who comes to it with the same new key. */
export interface MemberChange {
  readonly leave?: readonly Id[];
  readonly join?: readonly NewMember[];
}

/** The next version of a group key for the members of now, the own user with the keys of now among them. */
export async function rotateGroup(
  safe: Safe,
  before: GroupKey,
  { leave = [], join = [] }: MemberChange = {},
): Promise<EntryPacket> {
  const { follower, given, author } = safe;
  const { membership, head } = follower;
  const next = await makeGroupKey({ tenant: given.tenant, group: before.group, version: before.version + 1 });
  const stay = (membership.groupKeyVersions(before.group).at(-1)?.members ?? []).filter(
    (member) =>
      membership.userAt(member, head.size)?.active === true && !leave.some((user) => equalBytes(member, user)),
  );
  const members = [...stay, ...join.map(({ user }) => user)];
  const recovery = membership.genesis?.recoveryPublic;
  const wraps = await Promise.all([
    ...stay.map((user) => wrapForUser(next, { user, xwingPublic: publicOf(safe, user) })),
    ...join.map((member) => wrapForUser(next, member)),
    ...(recovery === undefined ? [] : [wrapForRecovery(next, recovery)]),
    wrapPreviousVersion(before, next),
  ]);
  const parent = newestVersion(safe, groupKeyRecordId(before.group, platformHasher.sha256));
  return groupKeyEntry(next, { members, wraps, parent }, author);
}

function publicOf({ follower, given }: Safe, user: Id): Uint8Array {
  if (hexOf(user) === hexOf(given.user)) return given.userKey.xwing.publicKey;
  return follower.membership.userAt(user, follower.head.size)?.xwingPublic ?? new Uint8Array(0);
}
