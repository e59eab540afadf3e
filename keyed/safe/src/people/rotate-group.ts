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

/** The next version of a group key for the members of now, the own user with the keys of now among them. `without`: who leaves;
 *  `renewed`: who gets it under new keys that are entered with it. */
export async function rotateGroup(
  safe: Safe,
  before: GroupKey,
  { without, renewed }: { readonly without?: Id; readonly renewed?: NewMember } = {},
): Promise<EntryPacket> {
  const { follower, given, author } = safe;
  const { membership, head } = follower;
  const next = await makeGroupKey({ tenant: given.tenant, group: before.group, version: before.version + 1 });
  const members = (membership.groupKeyVersions(before.group).at(-1)?.members ?? []).filter(
    (member) =>
      membership.userAt(member, head.size)?.active === true && (without === undefined || !equalBytes(member, without)),
  );
  const recovery = membership.genesis?.recoveryPublic;
  const wraps = await Promise.all([
    ...members.map((user) => wrapForUser(next, { user, xwingPublic: publicOf(safe, user, renewed) })),
    ...(recovery === undefined ? [] : [wrapForRecovery(next, recovery)]),
    wrapPreviousVersion(before, next),
  ]);
  const parent = newestVersion(safe, groupKeyRecordId(before.group, platformHasher.sha256));
  return groupKeyEntry(next, { members, wraps, parent }, author);
}

function publicOf({ follower, given }: Safe, user: Id, renewed: NewMember | undefined): Uint8Array {
  if (renewed !== undefined && equalBytes(renewed.user, user)) return renewed.xwingPublic;
  if (hexOf(user) === hexOf(given.user)) return given.userKey.xwing.publicKey;
  return follower.membership.userAt(user, follower.head.size)?.xwingPublic ?? new Uint8Array(0);
}
