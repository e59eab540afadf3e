import { equalBytes, fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import type { HandedInvitation, PeopleApi } from '../channel/people-api.ts';
import { admitColleague } from '../people/admit-colleague.ts';
import { changeColleague } from '../people/change-colleague.ts';
import { endInvitation, inviteColleague, type MadeInvitation, openInvitations } from '../people/invite-colleague.ts';
import { inviteRestoration, restoreColleague } from '../people/restore-colleague.ts';
import { removeColleague } from '../people/remove-colleague.ts';
import { Safe } from '../safe/safe.ts';
import { peopleView } from './people-view.ts';
import type { SafeSession } from './safe-session.ts';

/** Inviting, admitting and removing colleagues. */
export function peopleCalls(session: SafeSession): PeopleApi {
  async function withSafe<T>(use: (safe: Safe) => Promise<Result<T>>): Promise<Result<T>> {
    const safe = session.unlocked?.safe;
    return safe === undefined ? fail('SESSION_MISSING') : use(safe);
  }
  /** What changes who belongs to the house shows at once. */
  async function changing(use: (safe: Safe) => Promise<Result<true>>): Promise<Result<true>> {
    const changed = await withSafe(use);
    await session.catchUp();
    // Whoever changed who holds the keys gives the Akten new ones (IV43).
    if (changed.ok) session.renewals.begin();
    return changed;
  }
  return {
    peopleView: async () => (session.unlocked === undefined ? fail('SESSION_MISSING') : peopleView(session.unlocked)),
    rightsOfPerson: async (userId) =>
      session.unlocked === undefined
        ? fail('SESSION_MISSING')
        : ok((await import('./rights-view.ts')).rightsView(session.unlocked, userId)),
    invitePerson: ({ siteIds, name, profession, rights, roleIds }) =>
      withSafe(async (safe) => {
        const wish = {
          name: name.trim(),
          profession: profession.trim(),
          rights,
          sites: siteIds.map((site) => Safe.idOf(site)),
          roles: roleIds.map((role) => Safe.idOf(role)),
        };
        const made = await inviteColleague(safe, wish);
        if (!made.ok) return made;
        return ok(handedOf(safe, made.value));
      }),
    restorePerson: (userId) =>
      withSafe(async (safe) => {
        const made = await inviteRestoration(safe, Safe.idOf(userId));
        return made.ok ? ok(handedOf(safe, made.value)) : made;
      }),
    admitPerson: (userId) => changing((safe) => admit(safe, Safe.idOf(userId))),
    endInvitation: (userId) => withSafe((safe) => endInvitation(safe, Safe.idOf(userId))),
    changePerson: (userId, { name, profession, rights, siteIds, roleIds }) =>
      changing((safe) => {
        const sites = siteIds.map((site) => Safe.idOf(site));
        const roles = roleIds.map((role) => Safe.idOf(role));
        const wish = { name: name.trim(), profession: profession.trim(), roles, rights, sites };
        return changeColleague(safe, Safe.idOf(userId), wish);
      }),
    removePerson: (userId) => changing((safe) => removeColleague(safe, Safe.idOf(userId))),
    watchAdmissions(listener) {
      let isLeft = false;
      const look = async () => {
        const waiting = await waitingFor(session);
        if (!isLeft && waiting !== undefined) listener(waiting);
      };
      const stop = session.onApprovals(() => void look());
      void look();
      return () => {
        isLeft = true;
        stop();
      };
    },
  };
}

/** Link and code as the page hands them out. */
export function handedOf(safe: Safe, { user, token, code, expiresAtMs }: MadeInvitation): HandedInvitation {
  const fragment = `${hexOf(safe.given.tenant)}.${hexOf(user)}.${token}`;
  return { userId: hexOf(user), fragment, code, expiresAtMs };
}

/** What the sealed note says decides: somebody new, or new keys for a colleague. */
async function admit(safe: Safe, user: Id): Promise<Result<true>> {
  const listed = await openInvitations(safe);
  if (!listed.ok) return listed;
  const note = listed.value.find((known) => equalBytes(known.user, user))?.note;
  return note?.restores === undefined ? admitColleague(safe, user) : restoreColleague(safe, user);
}

/** How many wait for the own answer; undefined when it cannot be told now, or nobody of this user is asked. */
async function waitingFor({ unlocked }: SafeSession): Promise<number | undefined> {
  if (unlocked === undefined) return undefined;
  const { safe } = unlocked;
  const { membership, head } = safe.follower;
  if (!membership.rightsAt(safe.given.user, head.size).has('administer')) return undefined;
  const known = await openInvitations(safe);
  if (!known.ok) return undefined;
  const isWaiting = ({ by, request, isAnswered }: (typeof known.value)[number]) =>
    equalBytes(by, safe.given.user) && request !== undefined && !isAnswered;
  return known.value.filter(isWaiting).length;
}
