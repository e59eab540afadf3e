import { equalBytes, hexOf, type Id, type OpenFields, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { readOpen } from '../journal/read-open.ts';

/** Akten whose content the server owes this user: of one of the user's sites, and its newest case key is for a group the user
 *  is in. Empty without the right `read-records`. */
export function readableAkten(follower: JournalFollower, user: Id): readonly Id[] {
  const { columns, membership, head } = follower;
  if (!membership.rightsAt(user, head.size).has('read-records')) return [];
  const sites = [ZERO_ID, ...(membership.userAt(user, head.size)?.sites ?? [])];
  const newest = new Map<string, Id | undefined>();
  for (let seq = 0; seq < columns.size; seq++) {
    const place = columns.placeAt(seq);
    const entry = place?.kind === WIRE_KINDS.caseKey ? columns.entryAt(seq) : undefined;
    if (place === undefined || entry === undefined) continue;
    const isMine = sites.some((site) => equalBytes(site, place.site)) && isForGroupOf(follower, user, entry.open);
    newest.set(hexOf(place.akte), isMine ? place.akte : undefined);
  }
  return [...newest.values()].filter((akte) => akte !== undefined);
}

/** Who may be owed something, and which entries do not count. */
export interface ContentOwner {
  readonly follower: JournalFollower;
  readonly user: Id;
  readonly isHeldBack: (seq: number) => boolean;
}

/** Whether the server owes this user the content of one Akte. */
export function isReadableAkte({ follower, user, isHeldBack }: ContentOwner, akte: Id): boolean {
  const { columns, membership, head } = follower;
  if (!membership.rightsAt(user, head.size).has('read-records')) return false;
  const seq = columns
    .seqsOfAkte(akte)
    .findLast((each) => columns.kindAt(each) === WIRE_KINDS.caseKey && !isHeldBack(each));
  const place = seq === undefined ? undefined : columns.placeAt(seq);
  if (seq === undefined || place === undefined) return false;
  const sites = [ZERO_ID, ...(membership.userAt(user, head.size)?.sites ?? [])];
  const isMine = sites.some((site) => equalBytes(site, place.site));
  return isMine && isForGroupOf(follower, user, columns.entryAt(seq)?.open ?? null);
}

/** Whether a case-key entry names a group of the user. An erased one names nobody: its Akte is gone with it. */
function isForGroupOf({ membership, head }: JournalFollower, user: Id, open: OpenFields | null): boolean {
  const groups = readOpen(open)?.['groups'];
  if (!Array.isArray(groups)) return false;
  return groups.some((group) => {
    const members = group instanceof Uint8Array ? membership.groupKeyAt(group, head.size)?.members : undefined;
    return members?.some((member) => equalBytes(member, user)) === true;
  });
}
