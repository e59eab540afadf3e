import { fail, ok, type Result } from '@siegel/wire';
import type { FindingApi } from '../channel/finding-api.ts';
import { Safe } from '../safe/safe.ts';
import { act } from './appointment-calls.ts';
import type { SafeSession } from './safe-session.ts';
import type { Unlocked } from './unlocked.ts';

// Fetched when somebody looks for a time.
const favourites = () => import('../appointments/favourites.ts');
const lists = () => import('./waiting-list-view.ts');
const wishes = () => import('../appointments/write-wishes.ts');
const ofPerson = () => import('../appointments/of-person.ts');
const series = () => import('../appointments/series.ts');

/** Favourites, the waiting list, whole series. */
export function findingCalls(session: SafeSession): FindingApi {
  const inHouse = async <T>(use: (house: Unlocked) => Promise<Result<T>>): Promise<Result<T>> =>
    session.unlocked === undefined ? fail('SESSION_MISSING') : use(session.unlocked);
  const changing = <T>(use: (house: Unlocked) => Promise<Result<T>>): Promise<Result<T>> =>
    inHouse(async (house) => {
      const changed = await use(house);
      await session.catchUp();
      return changed;
    });
  return {
    favourites: () => inHouse(async ({ safe }) => ok(await (await favourites()).readFavourites(safe))),
    saveFavourite: (draft) => changing(async ({ safe }) => (await favourites()).saveFavourite(safe, draft)),
    setFavouriteUse: (id, isUsed) =>
      changing(async ({ safe }) => (await favourites()).setFavouriteUse(safe, Safe.idOf(id), isUsed)),
    waitingList: () => inHouse(async (house) => ok(await (await lists()).waitingListView(house))),
    countWaitingFor: (place) => inHouse(async (house) => ok(await (await lists()).countWaiting(house, place))),
    addWish: (draft) => act(session, async (safe) => (await wishes()).sealWish(safe, draft)),
    changeWish: (wishId, fields) => act(session, async (safe) => (await wishes()).sealWishChange(safe, wishId, fields)),
    bookWish: (wishId, draft) => act(session, async (safe) => (await wishes()).sealBookedWish(safe, wishId, draft)),
    laterOfSeries: (recordId) =>
      inHouse(async ({ safe }) => {
        const { laterOfSeries, seriesTime } = await series();
        return ok((await laterOfSeries(safe, recordId)).map(seriesTime));
      }),
    appointmentsOfPerson: (personId, from) =>
      inHouse(async ({ safe }) => ok(await (await ofPerson()).appointmentsOfPerson(safe, personId, from))),
    changeSeries: (recordId, change) =>
      act(session, async (safe) => (await series()).sealSeries(safe, recordId, change)),
  };
}
