import { equalBytes, hexOf, type Id } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';

/** A Betriebsstaette of the house. */
export interface SiteOfHouse {
  readonly site: Id;
  /** The group whose members hold the keys of its Akten; its record carries the sealed name. */
  readonly group: Id;
  readonly isOpen: boolean;
  /** Who belongs to it now. */
  readonly users: readonly Id[];
}

/** All sites, in the order they were entered. */
export function sitesOf({ follower: { membership, head } }: Safe): readonly SiteOfHouse[] {
  const users = membership.usersAt(head.size).filter(({ active }) => active);
  return membership
    .groupsAt(head.size)
    .filter(({ groupKind }) => groupKind === 'site')
    .map(({ group, site }) => ({
      site,
      group,
      isOpen: membership.isSiteAt(site, head.size),
      users: users.filter(({ sites }) => sites.some((own) => equalBytes(own, site))).map(({ user }) => user),
    }));
}

/** Sites of the own user that take new Akten. */
export function openOwnSites(safe: Safe): readonly Id[] {
  return safe.sites.filter((site) => safe.follower.membership.isSiteAt(site, safe.follower.head.size));
}

/** How many Akten there are at each site this user may read, by hex id of the site. */
export function aktenBySite({ directory }: Safe): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const person of directory.persons())
    for (const { site, stammakte } of directory.openAktenOfPerson(person))
      if (!stammakte) counts.set(hexOf(site), (counts.get(hexOf(site)) ?? 0) + 1);
  return counts;
}
