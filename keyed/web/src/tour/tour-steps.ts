/** The stops of the tour, in order. Each has a title and a sentence in the catalogues under `tour.step`. */
export const TOUR_STEPS = ['search', 'akte', 'write', 'server', 'second', 'lock', 'import', 'end'] as const;

/** Where somebody is on the tour; `ended` when it was finished or put away. */
export type TourState = { readonly at: number } | 'ended';

const STORED_AS = 'siegel-tour';

/** The state this browser kept; the beginning for a new one. */
export function readTour(storage: Pick<Storage, 'getItem'>): TourState {
  const kept = storage.getItem(STORED_AS);
  if (kept === 'ended') return 'ended';
  const at = TOUR_STEPS.findIndex((step) => step === kept);
  return { at: Math.max(0, at) };
}

/** Keeps the state. It says nothing about any person. */
export function keepTour(storage: Pick<Storage, 'setItem'>, state: TourState): void {
  storage.setItem(STORED_AS, state === 'ended' ? 'ended' : (TOUR_STEPS[state.at] ?? TOUR_STEPS[0]));
}

/** One step on; behind the last one the tour has ended. */
export function nextOf(state: TourState): TourState {
  if (state === 'ended') return 'ended';
  return state.at + 1 < TOUR_STEPS.length ? { at: state.at + 1 } : 'ended';
}

/** One step back, not before the first one. */
export function previousOf(state: TourState): TourState {
  return state === 'ended' ? 'ended' : { at: Math.max(0, state.at - 1) };
}
