import { groupKeyRecordId } from '@siegel/akten';
import { type GroupKey, groupKeyEntry, platformHasher, wrapForUser } from '@siegel/seal';
import type { EntryPacket, Id } from '@siegel/wire';
import { newestVersion } from '../safe/newest-version.ts';
import type { Safe } from '../safe/safe.ts';

/** Who gets the keys of a group. */
export interface NewMember {
  readonly user: Id;
  readonly xwingPublic: Uint8Array;
}

/** The same version of a group key with more members (SL43). */
export async function widenGroup(safe: Safe, key: GroupKey, ...added: readonly NewMember[]): Promise<EntryPacket> {
  const members = safe.follower.membership.groupKeyVersions(key.group).at(-1)?.members ?? [];
  const parent = newestVersion(safe, groupKeyRecordId(key.group, platformHasher.sha256));
  const wraps = await Promise.all(added.map((member) => wrapForUser(key, member)));
  return groupKeyEntry(key, { members: [...members, ...added.map(({ user }) => user)], wraps, parent }, safe.author);
}
