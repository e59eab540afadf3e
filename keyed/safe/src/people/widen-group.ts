import { groupKeyRecordId } from '@siegel/akten';
import { type GroupKey, groupKeyEntry, platformHasher, wrapForUser } from '@siegel/seal';
import { decodeBody, type EntryPacket, type Id } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';

/** Who gets the keys of a group. */
export interface NewMember {
  readonly user: Id;
  readonly xwingPublic: Uint8Array;
}

/** The same version of a group key with one more member (SL43). */
export async function widenGroup(safe: Safe, key: GroupKey, { user, xwingPublic }: NewMember): Promise<EntryPacket> {
  const { columns, membership } = safe.follower;
  const members = membership.groupKeyVersions(key.group).at(-1)?.members ?? [];
  const seq = columns.seqsOfRecord(groupKeyRecordId(key.group, platformHasher.sha256)).at(-1);
  const entry = seq === undefined ? undefined : columns.entryAt(seq);
  const parent =
    seq === undefined || entry === undefined
      ? undefined
      : { entryHash: columns.hashAt(seq), body: decodeBody(entry.body) };
  const wraps = [await wrapForUser(key, { user, xwingPublic })];
  return groupKeyEntry(key, { members: [...members, user], wraps, ...(parent && { parent }) }, safe.author);
}
