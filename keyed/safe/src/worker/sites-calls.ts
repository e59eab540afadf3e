import { equalBytes, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { SitesApi, SitesView } from '../channel/sites-api.ts';
import { Safe } from '../safe/safe.ts';
import { addSite, renameSite, setSiteOpen } from '../sites/change-sites.ts';
import { mayReleaseCarried } from '../sites/release-carried.ts';
import { aktenBySite, sitesOf } from '../sites/site-list.ts';
import { completeOffices } from '../strict/strict-mode.ts';
import type { SafeSession } from './safe-session.ts';
import { openHouseNames } from './staff-names.ts';
import type { Unlocked } from './unlocked.ts';

/** Adding, renaming, closing and opening sites. */
export function sitesCalls(session: SafeSession): SitesApi {
  async function changing<T>(change: (safe: Safe) => Promise<Result<T>>): Promise<Result<T>> {
    const safe = session.unlocked?.safe;
    if (safe === undefined) return fail('SESSION_MISSING');
    const changed = await change(safe);
    await session.catchUp();
    return changed;
  }
  return {
    sitesView: async () => (session.unlocked === undefined ? fail('SESSION_MISSING') : sitesView(session.unlocked)),
    addSite: (name, userIds) =>
      changing(async (safe) => {
        const users = userIds.map((user) => Safe.idOf(user));
        const added = await addSite(safe, { name: name.trim(), users });
        // What fails here is made when somebody who administers comes in next.
        if (added.ok) await completeOffices(safe, 'de');
        return added.ok ? ok(hexOf(added.value)) : added;
      }),
    renameSite: (siteId, name) => changing((safe) => renameSite(safe, Safe.idOf(siteId), name.trim())),
    setSiteOpen: (siteId, isOpen) => changing((safe) => setSiteOpen(safe, Safe.idOf(siteId), isOpen)),
  };
}

async function sitesView({ safe }: Unlocked): Promise<Result<SitesView>> {
  const { membership, head } = safe.follower;
  const names = await openHouseNames(safe);
  const counts = aktenBySite(safe);
  const nameOf = (user: Uint8Array) => names.byUser.get(hexOf(user)) ?? '';
  const isPerson = (user: Uint8Array) => membership.userAt(user, head.size)?.userKind === 'person';
  const sites = sitesOf(safe).map(({ site, group, isOpen, users }) => {
    const isOwn = safe.sites.some((own) => equalBytes(own, site));
    return {
      siteId: hexOf(site),
      name: names.byGroup.get(hexOf(group)) ?? '',
      isOpen,
      people: users
        .filter(isPerson)
        .map(nameOf)
        .toSorted((a, b) => a.localeCompare(b, 'de')),
      ...(isOwn && { akten: counts.get(hexOf(site)) ?? 0 }),
    };
  });
  const people = membership
    .usersAt(head.size)
    .filter(({ user, active }) => active && isPerson(user))
    .map(({ user }) => ({ userId: hexOf(user), name: nameOf(user), isOwn: equalBytes(user, safe.given.user) }));
  const write = membership.rightsAt(safe.given.user, head.size).has('write-records');
  return ok({ sites, people, may: { write, release: mayReleaseCarried(safe) } });
}
