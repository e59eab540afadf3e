import type { FreePlace } from '@siegel/akten';

/** The place that became free last on this page, for the waiting list to begin with: times and random ids only. */
let last: FreePlace | undefined;

/** Notes a place that has become free. */
export function noteFreed(place: FreePlace): void {
  last = place;
}

/** True for a place on the time that became free last. */
export function isFreedLast({ day, from, to }: FreePlace): boolean {
  return last?.day === day && last.from <= from && to <= last.to;
}
