import type { DayFilterApi, KeptDayFilter } from '@siegel/safe';
import { ok } from '@siegel/wire';

/** Kept filters of the day list, in memory. */
export function fakeDayFilters(): DayFilterApi {
  let kept: readonly KeptDayFilter[] = [];
  return {
    dayFilters: async () => ok(kept.toSorted((a, b) => a.order - b.order)),
    keepDayFilter: async (filter) => {
      kept = [...kept.filter(({ name }) => name !== filter.name), filter];
      return ok(true);
    },
    forgetDayFilter: async (name) => {
      kept = kept.filter((one) => one.name !== name);
      return ok(true);
    },
  };
}
