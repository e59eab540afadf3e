import { type LocalDate, rangeOfDaytime, type Vacancy, type VacancyStep, wishOfFavourite } from '@siegel/akten';
import type { CalendarView, FavouriteView, FreeTimeWish, PersonRow, SignedIn } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useEffect, useState } from 'react';
import { useSafe } from '../safe/safe-context.ts';
import { apart } from './apart.ts';
import { type AskedPlace, emptyAsked, stepOf } from './asked-place.ts';

const MOST = 120;

/** A search as it is typed. */
export interface Finding extends AskedPlace {
  readonly person: PersonRow | undefined;
  readonly reason: string;
  /** Its steps are searched for instead of type, length and resources. */
  readonly favourite: string | undefined;
}

/** What was typed, for whoever comes back to the screen (TE62). It goes with the session: a locked page knows no name. */
const keptBySession = new WeakMap<SignedIn, Finding>();

/** Leaves a search for the screen that somebody goes to next. */
export function keepFinding(session: SignedIn, finding: Finding): void {
  keptBySession.set(session, finding);
}

/** The search as it is typed, kept while the session lasts (TE62). */
export function useFindingForm(session: SignedIn, calendar: CalendarView, today: LocalDate) {
  const [finding, setFinding] = useState<Finding>(
    () =>
      keptBySession.get(session) ?? {
        ...emptyAsked(calendar, today),
        person: undefined,
        reason: '',
        favourite: undefined,
      },
  );
  useEffect(() => void keptBySession.set(session, finding), [session, finding]);
  const set = (changes: Partial<Finding>) => setFinding((before) => ({ ...before, ...changes }));
  function choose(favourite: FavouriteView | undefined): void {
    if (favourite === undefined) return set({ favourite: undefined });
    const { from, to } = wishOfFavourite(favourite, today);
    set({
      favourite: favourite.favouriteId,
      from,
      to,
      daytime: favourite.daytime,
      weekdays: favourite.weekdays ?? [],
    });
  }
  return { finding, set, choose };
}

/** The steps a search is for. */
export function stepsOf(finding: Finding, favourites: readonly FavouriteView[]): readonly VacancyStep[] {
  return favourites.find(({ favouriteId }) => favouriteId === finding.favourite)?.steps ?? [stepOf(finding)];
}

/** Undefined while nobody and nothing was chosen. */
export function wishOf(finding: AskedPlace, steps: readonly VacancyStep[]): FreeTimeWish | undefined {
  if (steps.some(({ needs }) => needs.length === 0) || finding.to < finding.from) return undefined;
  const [first] = steps;
  return {
    from: finding.from,
    to: finding.to,
    steps,
    most: MOST,
    // One after the other instead of every five minutes; a chain is looked for as finely as it can be found.
    ...(steps.length === 1 && first !== undefined && { grid: first.minutes }),
    ...(finding.daytime !== undefined && { within: rangeOfDaytime(finding.daytime) }),
    ...(finding.weekdays.length > 0 && { weekdays: finding.weekdays }),
  };
}

/** What was found; undefined while it is looked for. Again whenever the journal grows. */
export function useVacancies(wish: FreeTimeWish | undefined, journalSize: number) {
  const safe = useSafe();
  const [found, setFound] = useState<readonly Vacancy[]>();
  const [failure, setFailure] = useState<Failure>();
  const key = JSON.stringify(wish ?? null);
  useEffect(() => {
    let left = false;
    const asked = JSON.parse(key) as FreeTimeWish | null;
    if (asked === null) setFound([]);
    else
      void safe.findFreeTimes(asked).then((answer) => {
        if (left) return;
        setFound(answer.ok ? apart(answer.value) : []);
        setFailure(answer.ok ? undefined : answer.error);
      });
    return () => {
      left = true;
    };
  }, [safe, key, journalSize]);
  return { found, failure };
}
