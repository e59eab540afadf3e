import type { WeekApi } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

/** A calendar that cannot be had: its screens are looked at with a real safe. */
export function fakeWeek(): WeekApi {
  return {
    weekView: async () => fail('OFFLINE'),
    watchWeek: () => () => undefined,
    changeBlockedTimes: async () => ok({ blocked: [], over: 0 }),
    undoBlockedTimes: async () => ok({ blocked: [], over: 0 }),
  };
}
