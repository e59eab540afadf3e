import type { FindingApi } from '@siegel/safe';
import { ok } from '@siegel/wire';

const DONE = { records: [], saved: true };

/** An invented house in which nobody waits and which has no favourites. */
export function fakeFinding(): FindingApi {
  return {
    favourites: async () => ok({ favourites: [], mayAdminister: true }),
    saveFavourite: async () => ok(''),
    setFavouriteUse: async () => ok(true),
    waitingList: async () => ok({ wishes: [], places: [], closed: 0, mayWrite: true }),
    countWaitingFor: async () => ok(0),
    addWish: async () => ok(DONE),
    changeWish: async () => ok(DONE),
    bookWish: async () => ok(DONE),
    appointmentsOfPerson: async () => ok({ chains: [] }),
    laterOfSeries: async () => ok([]),
    changeSeries: async () => ok(DONE),
  };
}
