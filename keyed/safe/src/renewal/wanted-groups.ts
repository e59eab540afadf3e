import type { Compartment } from '@siegel/akten';
import { equalBytes, hexOf, type Id } from '@siegel/wire';
import type { JournalFollower } from '../journal/journal-follower.ts';
import type { AkteDirectory } from '../records/akte-directory.ts';
import type { NamedCaseKey } from './named-case-key.ts';

/** Who is to open an Akte: groups all of it, and groups that open single compartments (SL7). */
export interface WantedGroups {
  readonly groups: readonly Id[];
  readonly parts: readonly { readonly group: Id; readonly compartment: Compartment }[];
}

/** What of a safe says whom a Stammakte is for. */
export interface WantingSafe {
  readonly follower: JournalFollower;
  readonly directory: AkteDirectory;
  readonly given: { readonly user: Id };
}

/** Who somebody is, and notes of the administration. */
const WHO = ['identity', 'admin'] as const satisfies readonly Compartment[];

/** Whom the house wants a Stammakte to be wrapped for now, as far as this device can see (BS23). In strict mode the sites that have an Akte
 *  of the person; a site this user does not belong to stays as the key names it, because its Akten are not seen here. Otherwise those who
 *  read records, and who somebody is everybody (RO20). Undefined: nothing else than what it is wrapped for. */
export function wantedGroups(safe: WantingSafe, named: NamedCaseKey): WantedGroups | undefined {
  if (!named.stammakte) return undefined;
  return isStrictNow(safe) ? wantedOfSites(safe, named) : wantedOfHouse(safe);
}

/** True while the organisation keeps strict mode. */
export function isStrictNow({ follower: { membership, head } }: Pick<WantingSafe, 'follower'>): boolean {
  return membership.isStrictAt(head.size);
}

/** The groups of sites: all of a Stammakte for whoever reads there, who somebody is for whoever sees persons there (BS21). Undefined when
 *  the house does not know one of the sites. */
export function groupsOfSites(
  { follower: { membership, head } }: Pick<WantingSafe, 'follower'>,
  sites: readonly Id[],
): WantedGroups | undefined {
  const ordered = sites.toSorted((a, b) => (hexOf(a) < hexOf(b) ? -1 : 1));
  const groups = ordered.flatMap((site) => membership.groupOfKindAt('site', head.size, site) ?? []);
  // An office without members has nobody to wrap for; its key comes with its first.
  const offices = ordered.flatMap((site) => membership.groupOfKindAt('office', head.size, site) ?? []);
  const keyed = offices.filter((office) => membership.groupKeyAt(office, head.size) !== undefined);
  const parts = keyed.flatMap((group) => WHO.map((compartment) => ({ group, compartment })));
  return groups.length === sites.length ? { groups, parts } : undefined;
}

/** Sites that have an Akte of a person, among those this device sees; one it was moved away from has none (BS8). */
export function knownSitesOf({ directory }: Pick<WantingSafe, 'directory'>, personId: string): readonly Id[] {
  const sites = new Map<string, Id>();
  for (const { site, stammakte } of directory.openAktenOfPerson(personId)) if (!stammakte) sites.set(hexOf(site), site);
  return [...sites.values()];
}

/** True when a key is wrapped for exactly these. */
export function isWrappedFor({ groups, parts }: WantedGroups, named: NamedCaseKey): boolean {
  const areSame = groups.length === named.groups.length && groups.every((group) => includes(named.groups, group));
  const hasPart = ({ group, compartment }: WantedGroups['parts'][number]) =>
    named.parts.some((part) => part.compartment === compartment && equalBytes(part.group, group));
  return areSame && parts.length === named.parts.length && parts.every(hasPart);
}

function wantedOfHouse({ follower: { membership, head } }: WantingSafe): WantedGroups | undefined {
  const records = membership.groupOfKindAt('records', head.size);
  const organisation = membership.groupOfKindAt('organisation', head.size);
  if (records === undefined || organisation === undefined) return undefined;
  if (membership.groupKeyAt(records, head.size) === undefined) return undefined;
  return { groups: [records], parts: WHO.map((compartment) => ({ group: organisation, compartment })) };
}

function wantedOfSites(safe: WantingSafe, named: NamedCaseKey): WantedGroups | undefined {
  const { membership, head } = safe.follower;
  const own = membership.userAt(safe.given.user, head.size)?.sites ?? [];
  const known = knownSitesOf(safe, hexOf(named.person));
  const foreign = named.groups.flatMap((group) => {
    const of = membership.groupAt(group, head.size);
    return of?.groupKind === 'site' && !includes(own, of.site) ? [of.site] : [];
  });
  const sites = [...known, ...foreign.filter((site) => !includes(known, site))];
  // Of a person without any Akte nobody could be left to open it.
  return sites.length === 0 ? undefined : groupsOfSites(safe, sites);
}

const includes = (ids: readonly Id[], id: Id): boolean => ids.some((one) => equalBytes(one, id));
