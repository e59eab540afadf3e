import { fail, ok, type Result } from '@siegel/wire';
import { DAY_FILTERS, keepDayFilter, readDayFilters } from '../appointments/day-filters.ts';
import type { DayFilterApi } from '../channel/day-filter-api.ts';
import { dropOwnNote } from '../own-notes/own-notes.ts';
import type { Safe } from '../safe/safe.ts';
import type { SafeSession } from './safe-session.ts';

/** Kept filters of the day list: shown, kept, forgotten. */
export function dayFilterCalls(session: SafeSession): DayFilterApi {
  async function inHouse<T>(use: (safe: Safe) => Promise<Result<T>>): Promise<Result<T>> {
    const safe = session.unlocked?.safe;
    return safe === undefined ? fail('SESSION_MISSING') : use(safe);
  }
  async function change(by: (safe: Safe) => Promise<Result<true>>): Promise<Result<true>> {
    const changed = await inHouse(by);
    await session.catchUp();
    return changed;
  }
  return {
    dayFilters: () => inHouse(async (safe) => ok(await readDayFilters(safe))),
    keepDayFilter: (filter) => change((safe) => keepDayFilter(safe, filter)),
    forgetDayFilter: (name) => change((safe) => dropOwnNote(safe, DAY_FILTERS, name)),
  };
}
