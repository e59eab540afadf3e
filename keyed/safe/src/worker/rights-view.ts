import { hexOf, type Id } from '@siegel/wire';
import type { RightsView } from '../channel/people-api.ts';
import { administratorsOf, explainRights, explainSites } from '../people/explain-rights.ts';
import { Safe } from '../safe/safe.ts';
import { siteName } from './person-view.ts';
import type { Unlocked } from './unlocked.ts';

/** Every right of somebody, with since when and by whom (IV32). */
export function rightsView({ safe, names }: Unlocked, userId: string): RightsView {
  const nameOf = (user: string) => names.byUser.get(user) ?? '';
  const turnView = ({ seq, by }: { readonly seq?: number; readonly by?: Id }) => ({
    ...(seq !== undefined && { sinceMs: safe.follower.columns.receivedAt(seq) }),
    ...(by !== undefined && { by: nameOf(hexOf(by)) }),
  });
  const rights = explainRights(safe, Safe.idOf(userId)).map(({ right, isHeld, roles, isOwn, ...turn }) => ({
    right,
    isHeld,
    roles: roles.map((role) => names.byRole.get(hexOf(role)) ?? ''),
    isOwn,
    ...turnView(turn),
  }));
  const sites = explainSites(safe, Safe.idOf(userId)).map(({ site, isAssigned, hasKey, ...turn }) => ({
    name: siteName(safe, hexOf(site), names),
    isAssigned,
    hasKey,
    ...turnView(turn),
  }));
  return { name: nameOf(userId), rights, sites, administrators: administratorsOf(safe).map(nameOf) };
}
