import { type Compartment, readsPersons } from '@siegel/akten';
import { type CborValue, equalBytes, hexOf, type Id, type OpenFields, WIRE_KINDS, ZERO_ID } from '@siegel/wire';
import type { JournalFollower } from '../journal/journal-follower.ts';
import { readOpen } from '../journal/read-open.ts';
import type { AkteDirectory } from '../records/akte-directory.ts';
import { knownSitesOf } from '../renewal/wanted-groups.ts';

/** Akten all of whose content the server owes this user. Empty without the right `read-records`. */
export function readableAkten(owner: ContentOwner): readonly Id[] {
  const { columns, membership, head } = owner.follower;
  if (!membership.rightsAt(owner.user, head.size).has('read-records')) return [];
  const akten = new Map<string, Id>();
  for (let seq = 0; seq < columns.size; seq++) {
    const place = columns.placeAt(seq);
    if (place?.kind === WIRE_KINDS.caseKey) akten.set(hexOf(place.akte), place.akte);
  }
  return [...akten.values()].filter((akte) => akteScope(owner, akte) === 'all');
}

/** Who may be owed something, and which entries do not count. */
export interface ContentOwner {
  readonly follower: JournalFollower;
  readonly user: Id;
  readonly isHeldBack: (seq: number) => boolean;
  readonly directory: AkteDirectory;
}

/** What of an Akte is somebody's by rights and keys: all of it, the compartments of `WHO`, or nothing. */
export type AkteScope = 'all' | 'nothing' | ReadonlySet<Compartment>;

/** Who somebody is, and notes of the administration about them. */
const WHO: ReadonlySet<Compartment> = new Set(['identity', 'admin'] as const);

/** What of one Akte the server owes this user (RO20). */
export function akteScope(owner: ContentOwner, akte: Id): AkteScope {
  const { follower, user } = owner;
  const { membership, head } = follower;
  const rights = membership.rightsAt(user, head.size);
  const founded = readsPersons(rights) ? newestCaseKey(owner, akte) : undefined;
  if (founded === undefined) return 'nothing';
  const { site, open } = founded;
  if (equalBytes(site, ZERO_ID) && isHiddenByStrictMode(owner, akte, open)) return 'nothing';
  const isWhole = isForGroupOf(follower, user, open);
  if (rights.has('read-records') && isWhole && isAtSite(follower, user, site)) return 'all';
  const isNamed = isWhole || isForPartOf(follower, user, open);
  return isNamed && equalBytes(site, ZERO_ID) ? WHO : 'nothing';
}

/** In strict mode a Stammakte that is still wrapped for everybody is for the sites that have an Akte of the person (BS25). Who sees no
 *  Akten of sites waits until it is wrapped for their office. */
function isHiddenByStrictMode({ follower, user, directory }: ContentOwner, akte: Id, open: OpenFields | null): boolean {
  const { membership, head } = follower;
  if (!membership.isStrictAt(head.size)) return false;
  const groups = readOpen(open)?.['groups'];
  const isOfSites =
    Array.isArray(groups) &&
    groups.every((group) => group instanceof Uint8Array && membership.groupAt(group, head.size)?.groupKind === 'site');
  const personId = isOfSites ? undefined : directory.personOfAkte(akte);
  if (personId === undefined) return !isOfSites;
  return !knownSitesOf({ directory }, personId).some((site) => isAtSite(follower, user, site));
}

/** Where an Akte stands and what its newest case-key entry that is not held back says. */
function newestCaseKey({ follower: { columns }, isHeldBack }: ContentOwner, akte: Id) {
  const seq = columns
    .seqsOfAkte(akte)
    .findLast((each) => columns.kindAt(each) === WIRE_KINDS.caseKey && !isHeldBack(each));
  const place = seq === undefined ? undefined : columns.placeAt(seq);
  if (seq === undefined || place === undefined) return undefined;
  return { site: place.site, open: columns.openAt(seq) };
}

/** True for a site of the user, and for the place of Stammakten, which belong to none. */
function isAtSite({ membership, head }: JournalFollower, user: Id, site: Id): boolean {
  const sites = [ZERO_ID, ...(membership.userAt(user, head.size)?.sites ?? [])];
  return sites.some((own) => equalBytes(own, site));
}

/** Whether the server owes this user anything of one Akte. */
export function isReadableAkte(owner: ContentOwner, akte: Id): boolean {
  return akteScope(owner, akte) !== 'nothing';
}

/** Whether a case-key entry names a group of the user. An erased one names nobody: its Akte is gone with it. */
function isForGroupOf({ membership, head }: JournalFollower, user: Id, open: OpenFields | null): boolean {
  const groups = readOpen(open)?.['groups'];
  if (!Array.isArray(groups)) return false;
  return groups.some((group) => isMemberOf({ membership, head }, user, group));
}

/** Whether a case-key entry names a group of the user for some compartments. */
function isForPartOf(follower: JournalFollower, user: Id, open: OpenFields | null): boolean {
  const parts = readOpen(open)?.['parts'];
  if (!Array.isArray(parts)) return false;
  return parts.some((part) => isMemberOf(follower, user, (part as { readonly group?: CborValue }).group));
}

function isMemberOf(
  { membership, head }: Pick<JournalFollower, 'membership' | 'head'>,
  user: Id,
  group: CborValue | undefined,
): boolean {
  const members = group instanceof Uint8Array ? membership.groupKeyAt(group, head.size)?.members : undefined;
  return members?.some((member) => equalBytes(member, user)) === true;
}
