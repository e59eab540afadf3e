import { groupKeyRecordId } from '@siegel/akten';
import {
  type GroupKey,
  groupKeyEntry,
  makeGroupKey,
  type ParentVersion,
  platformHasher,
  wrapForRecovery,
  wrapForUser,
  wrapPreviousVersion,
} from '@siegel/seal';
import { decodeBody, type EntryPacket, equalBytes, hexOf, type Id } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';

/** The next version of a group key for the members of now, the own user with the keys of now among them. `without`: who leaves. */
export async function rotateGroup(safe: Safe, before: GroupKey, without?: Id): Promise<EntryPacket> {
  const { follower, given, author } = safe;
  const { membership, head } = follower;
  const next = await makeGroupKey({ tenant: given.tenant, group: before.group, version: before.version + 1 });
  const members = (membership.groupKeyVersions(before.group).at(-1)?.members ?? []).filter(
    (member) =>
      membership.userAt(member, head.size)?.active === true && (without === undefined || !equalBytes(member, without)),
  );
  const recovery = membership.genesis?.recoveryPublic;
  const wraps = await Promise.all([
    ...members.map((user) => wrapForUser(next, { user, xwingPublic: publicOf(safe, user) })),
    ...(recovery === undefined ? [] : [wrapForRecovery(next, recovery)]),
    wrapPreviousVersion(before, next),
  ]);
  const parent = newestOf(safe, groupKeyRecordId(before.group, platformHasher.sha256));
  return groupKeyEntry(next, { members, wraps, parent }, author);
}

function publicOf({ follower, given }: Safe, user: Id): Uint8Array {
  if (hexOf(user) === hexOf(given.user)) return given.userKey.xwing.publicKey;
  return follower.membership.userAt(user, follower.head.size)?.xwingPublic ?? new Uint8Array(0);
}

/** The newest version of a record of the house, or undefined when it has none: the first user and device stand in the genesis. */
export function newestOf({ follower }: Safe, record: Id): ParentVersion | undefined {
  const seq = follower.columns.seqsOfRecord(record).at(-1);
  const entry = seq === undefined ? undefined : follower.columns.entryAt(seq);
  if (seq === undefined || entry === undefined) return undefined;
  return { entryHash: follower.columns.hashAt(seq), body: decodeBody(entry.body) };
}
