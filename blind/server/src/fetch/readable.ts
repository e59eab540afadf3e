import { readsPersons } from '@siegel/akten';
import type { Membership } from '@siegel/journal';
import type { BodyPeek } from '@siegel/store';
import { classOfKind, hexOf, type Id, LEAF_CLASS, ZERO_ID } from '@siegel/wire';
import { activeUser, rightsOf } from '../tenants/member-now.ts';

/** What a user may read now. Built once per request; asked per entry. */
export interface Reader {
  readonly user: Id;
  readonly rights: ReadonlySet<string>;
  /** True when the body of an entry goes to this reader; else the reader gets its 58 bytes (SY20). */
  mayReadBody(peek: Pick<BodyPeek, 'kind' | 'site'>): boolean;
  /** True when the site is one of the reader's, or none (Stammakten). */
  mayReadSite(site: Id): boolean;
  /** True when the reader sees who the persons are. */
  readonly readsPersons: boolean;
  /** True for a service user with the right `mirror`: it holds everything sealed (SY23). */
  readonly mirrors: boolean;
}

const NO_SITE = hexOf(ZERO_ID);

/** The house to everybody; records of the own sites to those who read records, Stammakten to those who see who the persons are; the access log to its readers; a
 *  mirror holds everything. */
export function readerOf(membership: Membership, user: Id): Reader {
  const rights = rightsOf(membership, user);
  const member = activeUser(membership, user);
  const sites = new Set([NO_SITE, ...(member?.sites ?? []).map(hexOf)]);
  // A person never mirrors, not even an administrator: only the connector or a replica needs all.
  const mirrors = member?.userKind === 'service' && rights.has('mirror');
  const mayReadSite = (site: Id) => mirrors || sites.has(hexOf(site));
  return {
    user,
    rights,
    mayReadSite,
    mirrors,
    readsPersons: readsPersons(rights),
    mayReadBody({ kind, site }) {
      const leafClass = classOfKind(kind);
      if (leafClass === LEAF_CLASS.house || mirrors) return true;
      if (leafClass === LEAF_CLASS.accessLog) return rights.has('read-log');
      if (hexOf(site) === NO_SITE) return readsPersons(rights);
      return rights.has('read-records') && mayReadSite(site);
    },
  };
}
