import type { PresenceApi, Resumed } from '../channel/presence-api.ts';
import type { SafeSession } from './safe-session.ts';
import { mayOpenLater } from './tab-keeper.ts';

/** Who is at home in this browser, and the work that waits. */
export function presenceCalls(session: SafeSession): PresenceApi {
  const { keeper, given, board } = session;
  return {
    async resume(tab): Promise<Resumed> {
      const kept = await keeper.take(tab);
      if (kept?.user === undefined) return { state: 'none' };
      const { record, user } = kept;
      if (record.slot === undefined) return locked(null);
      const isLeft = session.begin();
      const opened = await keeper.openSession(record);
      const signedIn = opened.ok ? await session.enter(record.account, opened.value, undefined) : opened;
      if (signedIn.ok) return { state: 'open', signedIn: signedIn.value };
      // Locked from elsewhere meanwhile: that has been said, and stays.
      return isLeft() ? { state: 'locked', user, reason: null } : locked(signedIn.error.code);

      async function locked(reason: NonNullable<typeof board.status.lockReason> | null): Promise<Resumed> {
        // A session that is over never gives its half again.
        if (reason === null || !mayOpenLater(reason)) await keeper.locked();
        await session.close('locked', reason);
        return { state: 'locked', user, reason };
      }
    },
    knownUsers: () => given.profile.users(),
    keepDraft: async (of, draft) => session.work?.keepDraft(of, draft),
    keepDesk: async (desk) => session.work?.keepDesk(desk),
  };
}
