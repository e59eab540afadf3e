/** Where somebody with an appointment is: expected, in the waiting room, called, in a room, gone; or did not come, or will not. */
export const VISIT_STATES = [
  'erwartet',
  'da',
  'aufgerufen',
  'imRaum',
  'fertig',
  'nichtErschienen',
  'abgesagt',
] as const;
/** One of `VISIT_STATES`. */
export type VisitState = (typeof VISIT_STATES)[number];

/** What can be done next, the usual step first. Every step can be taken back (TE21). */
const NEXT: Readonly<Record<VisitState, readonly VisitState[]>> = {
  erwartet: ['da', 'nichtErschienen', 'abgesagt'],
  da: ['aufgerufen', 'imRaum', 'fertig', 'erwartet'],
  aufgerufen: ['imRaum', 'da', 'fertig'],
  // Back to the waiting room for the next part of the chain.
  imRaum: ['fertig', 'da', 'aufgerufen'],
  fertig: ['da', 'imRaum'],
  nichtErschienen: ['erwartet', 'da'],
  abgesagt: ['erwartet'],
};

/** The states a visit may come to from here, the usual one first. */
export function nextStates(state: VisitState): readonly VisitState[] {
  return NEXT[state];
}

/** True while somebody is in the house. */
export function isInHouse(state: VisitState): boolean {
  return state === 'da' || state === 'aufgerufen' || state === 'imRaum';
}

/** True while the time is kept free for somebody. */
export function holdsTime(state: VisitState): boolean {
  return state !== 'nichtErschienen' && state !== 'abgesagt';
}

/** Minutes from which a wait is long (TE22). Source: thresholds seen in other practices' boards; every house may set its own. */
export const LONG_WAIT = { da: 20, aufgerufen: 15, imRaum: 40 } as const;
/** Somebody without an appointment who has waited so long comes before those who have one. */
export const WALK_IN_FIRST_AFTER = 45;

/** Somebody on the board. */
export interface Waiting {
  readonly state: VisitState;
  /** Minutes since the state began. */
  readonly waitedMinutes: number;
  /** Minute of the day of the appointment; undefined: came without one. */
  readonly bookedAt?: number;
}

/** True when somebody waits longer than the house wants (TE22). */
export function isLongWait(
  { state, waitedMinutes }: Waiting,
  limits: Readonly<Record<'da' | 'aufgerufen' | 'imRaum', number>> = LONG_WAIT,
): boolean {
  return (state === 'da' || state === 'aufgerufen' || state === 'imRaum') && waitedMinutes >= limits[state];
}

/** Who waits, whoever should come next first (TE23): whoever has waited longest; but nobody without an appointment before somebody
 *  with one, unless they have waited `WALK_IN_FIRST_AFTER` minutes. */
export function inOrderOfNext<T extends Waiting>(waiting: readonly T[]): readonly T[] {
  const isLater = ({ bookedAt, waitedMinutes }: Waiting) =>
    bookedAt === undefined && waitedMinutes < WALK_IN_FIRST_AFTER ? 1 : 0;
  return waiting
    .filter(({ state }) => state === 'da' || state === 'aufgerufen')
    .toSorted(
      (a, b) => isLater(a) - isLater(b) || b.waitedMinutes - a.waitedMinutes || (a.bookedAt ?? 0) - (b.bookedAt ?? 0),
    );
}
