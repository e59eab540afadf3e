import { type EintragKindName, kindByCode, kuerzelOf } from '@siegel/akten';
import { isUnreadable } from '@siegel/seal';
import { fail, ok, type Result } from '@siegel/wire';
import type { LeavingApi, LeftText } from '../channel/leaving-api.ts';
import type { SignInWish } from '../channel/sign-in-api.ts';
import { type LeftBehind, openLeftBehind } from '../people/left-behind.ts';
import { Safe } from '../safe/safe.ts';
import type { SafeSession } from './safe-session.ts';
import { summaryOf } from './summary.ts';

// Fetched when somebody leaves: few days see one.
const tasksModule = () => import('./leaving-tasks.ts');

/** New keys, open tasks and unsent text when somebody leaves. */
export function leavingCalls(session: SafeSession): LeavingApi {
  const { renewals } = session;
  return {
    watchRenewal: (listener) => renewals.watch(listener),
    stopRenewal: async () => renewals.stop(),
    continueRenewal: async () => renewals.begin(),
    openTasksOf: (userId) =>
      withSafe(session, async (safe) => (await tasksModule()).leavingTasks(safe, Safe.idOf(userId))),
    handOverTasks: async (userId, toUserId) => {
      const { handOverTasks } = await tasksModule();
      const handed = await withSafe(session, (safe) => handOverTasks(safe, Safe.idOf(userId), Safe.idOf(toUserId)));
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
  };
}

async function withSafe<T>(session: SafeSession, use: (safe: Safe) => Promise<Result<T>>): Promise<Result<T>> {
  const safe = session.unlocked?.safe;
  return safe === undefined ? fail('SESSION_MISSING') : use(safe);
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
