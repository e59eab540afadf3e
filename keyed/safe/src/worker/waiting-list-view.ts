import type { FreePlace } from '@siegel/akten';
import { askedWishes, type AskedWish, countFitting, freePlaces } from '../appointments/waiting-list.ts';
import type { KnownWish } from '../appointments/wish-book.ts';
import { wishFieldsOf } from '../appointments/wish-fields.ts';
import type { WaitingListView, WishView } from '../channel/finding-api.ts';
import type { Safe } from '../safe/safe.ts';
import { calendarOf } from './calendar-of.ts';
import { rowOf } from './person-view.ts';
import type { Unlocked } from './unlocked.ts';

/** Who waits, and which places are free for them (TE72). */
export async function waitingListView(house: Unlocked): Promise<WaitingListView> {
  const { safe } = house;
  const { asked, known, closed } = await askedWishes(safe);
  const places = await freePlaces(safe, await calendarOf(house), asked);
  const wishes = asked.flatMap((wish) => {
    const one = known.get(wish.wishId);
    return one === undefined ? [] : [wishView(safe, wish, one)];
  });
  const rights = safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size);
  return { wishes, places, closed, mayWrite: rights.has('write-records') };
}

/** How many who wait fit a place that has just become free. */
export async function countWaiting(house: Unlocked, place: FreePlace): Promise<number> {
  return countFitting(house.safe, await calendarOf(house), place);
}

function wishView(safe: Safe, asked: AskedWish, { akte, value, waits }: KnownWish): WishView {
  const personId = safe.directory.personOfAkte(akte);
  const person = personId === undefined ? undefined : rowOf(safe, personId);
  const { offers, note } = wishFieldsOf(value);
  return {
    ...asked,
    offers,
    ...(personId !== undefined && { personId }),
    ...(person !== undefined && { person }),
    ...(note !== null && { note }),
    ...(waits !== undefined && { waits }),
  };
}
