import { equalBytes, hexOf, type Id } from '@siegel/wire';
import type { Safe } from '../safe/safe.ts';

/** What somebody is to be: the whole of it, not the difference. */
export interface UserWish {
  readonly roles: readonly Id[];
  readonly rights: readonly string[];
  readonly sites: readonly Id[];
}

/** What one batch changes about who may what; whatever is not named stays as it is. */
export interface RightsChange {
  /** Rights of roles by hex id; none for a role that ends. */
  readonly roles?: ReadonlyMap<string, readonly string[]>;
  /** By hex id of the user. */
  readonly users?: ReadonlyMap<string, UserWish>;
}

/** What a user may, and where, once the change stands: rights of the roles and those of their own. */
export function standingAfter(
  { follower: { membership, head } }: Safe,
  user: Id,
  change: RightsChange,
): { readonly rights: ReadonlySet<string>; readonly sites: readonly Id[] } {
  const now = membership.userAt(user, head.size);
  const wish = change.users?.get(hexOf(user)) ?? (now?.active === true ? now : { roles: [], rights: [], sites: [] });
  const ofRole = (role: Id): readonly string[] => {
    const known = membership.roleAt(role, head.size);
    return change.roles?.get(hexOf(role)) ?? (known?.active === true ? known.rights : []);
  };
  return { rights: new Set([...wish.rights, ...wish.roles.flatMap(ofRole)]), sites: wish.sites };
}

/** True when somebody who may administer is left once the change stands. */
export function leavesAdministrator(safe: Safe, change: RightsChange): boolean {
  const { membership, head } = safe.follower;
  return membership
    .usersAt(head.size)
    .some(({ user, active }) => active && standingAfter(safe, user, change).rights.has('administer'));
}

/** Users the change touches: those it names, and those who have a role it names. */
export function usersTouched({ follower: { membership, head } }: Safe, { roles, users }: RightsChange): readonly Id[] {
  return membership
    .usersAt(head.size)
    .filter(
      ({ user, active, roles: own }) =>
        active && (users?.has(hexOf(user)) === true || own.some((role) => roles?.has(hexOf(role)) === true)),
    )
    .map(({ user }) => user);
}

/** True when both hold the same id. */
export const includesId = (ids: readonly Id[], id: Id): boolean => ids.some((one) => equalBytes(one, id));
