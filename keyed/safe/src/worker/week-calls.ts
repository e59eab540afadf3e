import { fail, ok, type Result } from '@siegel/wire';
import type { WeekApi } from '../channel/week-api.ts';
import type { SafeSession } from './safe-session.ts';
import type { Unlocked } from './unlocked.ts';

// Fetched when somebody opens the calendar.
const weeks = () => import('./week-view.ts');
const changes = () => import('../appointments/change-blocked-times.ts');

/** The calendar and its blocked times. */
export function weekCalls(session: SafeSession): WeekApi {
  const inHouse = async <T>(use: (house: Unlocked) => Promise<Result<T>>): Promise<Result<T>> =>
    session.unlocked === undefined ? fail('SESSION_MISSING') : use(session.unlocked);
  const changing = <T>(use: (house: Unlocked) => Promise<Result<T>>): Promise<Result<T>> =>
    inHouse(async (house) => {
      const changed = await use(house);
      await session.catchUp();
      return changed;
    });
  return {
    weekView: (monday) => inHouse(async (house) => ok(await (await weeks()).weekView(house, monday))),
    watchWeek: (monday, listener) => session.days.watchWeek(monday, listener),
    changeBlockedTimes: (wishes) => changing(async ({ safe }) => (await changes()).changeBlockedTimes(safe, wishes)),
    undoBlockedTimes: (done) => changing(async ({ safe }) => (await changes()).undoBlockedTimes(safe, done)),
  };
}
