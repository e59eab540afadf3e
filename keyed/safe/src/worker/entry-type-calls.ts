import { fail, type Result } from '@siegel/wire';
import type { EntryTypeApi } from '../channel/entry-type-api.ts';
import type { SafeSession } from './safe-session.ts';
import type { Unlocked } from './unlocked.ts';

// Fetched when somebody opens an Akte, not before anybody has signed in.
const work = () => import('./entry-type-work.ts');

/** Types of Eintraege, pins, and filters. */
export function entryTypeCalls(session: SafeSession): EntryTypeApi {
  const inHouse = async <T>(
    use: (house: Unlocked, on: Awaited<ReturnType<typeof work>>) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    session.unlocked === undefined ? fail('SESSION_MISSING') : use(session.unlocked, await work());
  return {
    entryTypes: () => inHouse(({ safe }, on) => on.readEntryTypes(safe)),
    saveEntryTypes: (types) =>
      inHouse(async ({ safe }, on) => {
        const saved = await on.saveEntryTypes(safe, types);
        await session.catchUp();
        return saved;
      }),
    lineAddressees: () => inHouse((house, on) => on.lineAddressees(house)),
    setPinned: (...wish) => inHouse((_, on) => on.setPinned(session, ...wish)),
    savedFilters: () => inHouse(({ safe }, on) => on.savedFilters(safe)),
    keepFilter: (filter) => inHouse(({ safe }, on) => on.keepFilter(safe, filter)),
    forgetFilter: (name) => inHouse(({ safe }, on) => on.forgetFilter(safe, name)),
  };
}
