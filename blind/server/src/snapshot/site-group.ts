import type { Membership } from '@siegel/journal';
import { equalBytes, type Hash, type Id } from '@siegel/wire';
import { activeUser } from '../tenants/member-now.ts';

const NOW = Number.MAX_SAFE_INTEGER;

/** Id of the newest key of a site's group when the user belongs to both now; undefined otherwise, and for a site that does not
 *  exist: both look alike (SY27). */
export function siteGroupKeyId(membership: Membership, user: Id, site: Id): Hash | undefined {
  const isOwn = activeUser(membership, user)?.sites.some((own) => equalBytes(own, site)) === true;
  if (!isOwn) return undefined;
  const group = membership.groupsAt(NOW).find((each) => each.groupKind === 'site' && equalBytes(each.site, site));
  const key = group === undefined ? undefined : membership.groupKeyAt(group.group, NOW);
  return key?.members.some((member) => equalBytes(member, user)) === true ? key.keyId : undefined;
}
