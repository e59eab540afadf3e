import { type LocalDate, type Vacancy, type VacancyStep, wishOfFavourite } from '@siegel/akten';
import type { FavouriteView } from '@siegel/safe';
import { useEffect, useMemo, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { apart } from './apart.ts';
import { useFavourites } from './use-favourites.ts';

const MOST = 400;
/** So many are offered, and of one day so many: a choice, not a timetable. */
const SHOWN = 8;
const PER_DAY = 3;
const NO_STEPS: readonly VacancyStep[] = [];

/** The favourite of a form, and the places found for it. */
export type FavouriteChoice = ReturnType<typeof useFavouritePlaces>;

/** Choosing a favourite in a form: its places, the first one taken until another is (TE66). */
export function useFavouritePlaces(today: LocalDate) {
  const safe = useSafe();
  const { inUse } = useFavourites();
  const [chosenId, setChosenId] = useState<string>();
  const [found, setFound] = useState<readonly Vacancy[]>();
  const [at, setAt] = useState(0);
  const chosen: FavouriteView | undefined = inUse.find(({ favouriteId }) => favouriteId === chosenId);
  const key = JSON.stringify(chosen === undefined ? null : wishOfFavourite(chosen, today));
  useEffect(() => {
    let left = false;
    setFound(undefined);
    setAt(0);
    const wish = JSON.parse(key) as ReturnType<typeof wishOfFavourite> | null;
    if (wish !== null)
      void safe.findFreeTimes({ ...wish, most: MOST }).then((answer) => {
        if (!left) setFound(answer.ok ? someOf(answer.value) : []);
      });
    return () => {
      left = true;
    };
  }, [safe, key]);
  const words = useMemo(
    () => new Map(inUse.map(({ shortName, favouriteId }) => [shortName.toLowerCase(), favouriteId])),
    [inUse],
  );
  return {
    inUse,
    chosen,
    isChosen: chosen !== undefined,
    choose: setChosenId,
    words,
    found,
    /** The place that will be booked; undefined: none was found. */
    place: chosen === undefined ? undefined : found?.[at],
    take: (place: Vacancy) => setAt(Math.max(0, found?.indexOf(place) ?? 0)),
    steps: chosen?.steps ?? NO_STEPS,
  };
}

function someOf(found: readonly Vacancy[]): readonly Vacancy[] {
  const byDay = new Map<LocalDate, number>();
  const some = apart(found).filter(({ day }) => {
    const before = byDay.get(day) ?? 0;
    byDay.set(day, before + 1);
    return before < PER_DAY;
  });
  return some.slice(0, SHOWN);
}
