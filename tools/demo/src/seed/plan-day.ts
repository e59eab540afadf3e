import type { AppointmentState } from '@siegel/akten';

const DAY_MINUTES = 1_440;
const QUARTER = 15;
/** A practice begins at half past seven and has two hours of pause. */
export const BEGINS = 450;
const PAUSE = 120;
const PER_QUARTER = 2.2;
/** Where the day lies around the time the demo begins, it began so many minutes before. */
const BEFORE = 180;
/** What is behind by so many minutes is over; what lies that far ahead is still expected. */
const OVER_AFTER = 75;
const LEAVING_AFTER = 45;
const EARLY_BY = 5;
/** So many are always still expected, and so long before the last one an ordinary day is still worth showing. */
const EXPECTED = 4;
const AHEAD = 60;

/** When an appointment begins, in minutes of the day, and how far it is. */
export interface PlannedAppointment {
  readonly from: number;
  readonly state: AppointmentState;
}

/** The appointments of a day, in the order of their times: a morning and an afternoon as in every practice. Where the demo begins so late or
 *  early that nobody would wait and nobody come, the day lies around that time (DM1).
 *  @param now minute of the day; undefined: a day that is still to come. */
export function planDay(count: number, now: number | undefined): readonly PlannedAppointment[] {
  const usual = Array.from({ length: count }, (_, i) => BEGINS + slot(i) + (i >= count / 2 ? PAUSE : 0));
  if (now === undefined) return usual.map((from) => ({ from, state: 'erwartet' }));
  const ordinary = atTimes(usual, now);
  const isAhead = now < (usual.at(-1) ?? 0) - AHEAD;
  if (isAhead && ordinary.some(({ state }) => state === 'fertig') && ordinary.some(isInHouse)) return ordinary;
  const begin = Math.max(0, now - (now % QUARTER) - BEFORE);
  const around = usual.map((_, i) => Math.min(DAY_MINUTES - QUARTER, begin + slot(i)));
  return atTimes(around, now);
}

function atTimes(times: readonly number[], now: number): readonly PlannedAppointment[] {
  const stays = times.length - EXPECTED;
  return times.map((from, i) => ({ from, state: i >= stays ? 'erwartet' : stateAt(now - from, i) }));
}

function isInHouse({ state }: PlannedAppointment): boolean {
  return state === 'da' || state === 'aufgerufen' || state === 'imRaum';
}

function slot(i: number): number {
  return Math.floor(i / PER_QUARTER) * QUARTER;
}

function stateAt(late: number, i: number): AppointmentState {
  if (late > OVER_AFTER) return i === 7 ? 'nichtErschienen' : 'fertig';
  if (late > LEAVING_AFTER) return i % 2 === 0 ? 'imRaum' : 'fertig';
  if (late > -EARLY_BY) return i % 5 === 0 ? 'aufgerufen' : 'da';
  return 'erwartet';
}
