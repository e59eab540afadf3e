import { type EintragKindName, kindByCode, kuerzelOf } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { equalBytes, fail, hexOf, ok, type Result } from '@siegel/wire';
import type { LeftText, PeopleApi } from '../channel/people-api.ts';
import type { SignInWish } from '../channel/sign-in-api.ts';
import { admitColleague } from '../people/admit-colleague.ts';
import { changeColleague } from '../people/change-colleague.ts';
import { endInvitation, inviteColleague, openInvitations } from '../people/invite-colleague.ts';
import { handOverTasks, openTasksOf } from '../people/hand-over-tasks.ts';
import { type LeftBehind, openLeftBehind } from '../people/left-behind.ts';
import { removeColleague } from '../people/remove-colleague.ts';
import { Safe } from '../safe/safe.ts';
import { peopleView, rightsView } from './people-view.ts';
import type { SafeSession } from './safe-session.ts';
import { summaryOf } from './summary.ts';

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
      session.unlocked === undefined ? fail('SESSION_MISSING') : ok(rightsView(session.unlocked, userId)),
    invitePerson: ({ siteIds, name, profession, rights }) =>
      withSafe(async (safe) => {
        const wish = {
          name: name.trim(),
          profession: profession.trim(),
          rights,
          sites: siteIds.map((site) => Safe.idOf(site)),
        };
        const made = await inviteColleague(safe, wish);
        if (!made.ok) return made;
        const { user, token, code, expiresAtMs } = made.value;
        const fragment = `${hexOf(safe.given.tenant)}.${hexOf(user)}.${token}`;
        return ok({ userId: hexOf(user), fragment, code, expiresAtMs });
      }),
    admitPerson: (userId) => changing((safe) => admitColleague(safe, Safe.idOf(userId))),
    endInvitation: (userId) => withSafe((safe) => endInvitation(safe, Safe.idOf(userId))),
    changePerson: (userId, { name, profession, rights, siteIds }) =>
      changing((safe) => {
        const sites = siteIds.map((site) => Safe.idOf(site));
        const wish = { name: name.trim(), profession: profession.trim(), rights, sites };
        return changeColleague(safe, Safe.idOf(userId), wish);
      }),
    removePerson: (userId) => changing((safe) => removeColleague(safe, Safe.idOf(userId))),
    countTasksOf: (userId) =>
      withSafe(async (safe) => {
        const tasks = await openTasksOf(safe, Safe.idOf(userId));
        return tasks.ok ? ok(tasks.value.length) : tasks;
      }),
    handOverTasks: async (userId, toUserId) => {
      const handed = await withSafe((safe) => handOverTasks(safe, Safe.idOf(userId), Safe.idOf(toUserId)));
      await session.catchUp();
      return handed;
    },
    readLeftBehind: (wish) =>
      withLeftBehind(session, wish, async ({ entries }) => entries.map((entry) => leftText(entry))),
    forgetLeftBehind: (wish) =>
      withLeftBehind(session, wish, async ({ forget }) => {
        await forget();
        return true as const;
      }),
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

/** The server lets a user who has left nowhere in: what opens here is the way in without it, as long as that holds (DV13). */
async function withLeftBehind<T>(
  session: SafeSession,
  wish: SignInWish,
  use: (left: LeftBehind) => Promise<T>,
): Promise<Result<T>> {
  if (session.unlocked !== undefined) return fail('SESSION_MISSING');
  const given = await session.keeper.openOffline(wish.account, wish.password);
  if (!given.ok) return given;
  const left = await openLeftBehind(given.value);
  if (!left.ok) return left;
  const used = await use(left.value);
  await left.value.close();
  return ok(used);
}

function leftText({ body, opened, personName }: LeftBehind['entries'][number]): LeftText {
  const kind = kindByCode(body.kind);
  const value = isUnreadable(opened) ? undefined : (opened.value as Readonly<Record<string, unknown>>);
  const isEintrag = kind !== undefined && 'eintrag' in kind;
  const name = kind?.name as EintragKindName;
  return {
    personName,
    kuerzel: isEintrag ? kuerzelOf(name, value ?? {}).kuerzel : (kind?.label.de ?? ''),
    authoredAtMs: body.authoredAt,
    text: value === undefined ? '' : isEintrag ? summaryOf(name, value) : wordsOf(value),
  };
}

/** All words of a record that is no row of the Akte: the person. */
function wordsOf(value: Readonly<Record<string, unknown>>): string {
  return Object.values(value)
    .filter((word) => typeof word === 'string')
    .join('\n');
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
