import type { LocalDate } from '../field-type.ts';
import { doOverlap, type TimeRange } from './time-range.ts';

/** A time that is taken of one or more resources. */
export interface TakenTime extends TimeRange {
  readonly day: LocalDate;
  readonly resources: readonly string[];
}

/** The appointments that `wanted` would be put upon, by who or what both need (TE14). A clash is a warning, never a refusal: two at
 *  once is common. */
export function clashesOf<T extends TakenTime>(
  wanted: TakenTime,
  others: readonly T[],
): readonly { readonly other: T; readonly resources: readonly string[] }[] {
  return others.flatMap((other) => {
    if (other.day !== wanted.day || !doOverlap(other, wanted)) return [];
    const resources = other.resources.filter((resource) => wanted.resources.includes(resource));
    return resources.length === 0 ? [] : [{ other, resources }];
  });
}

/** Appointments side by side, each with its lane and how many lanes there are where it stands: the first free lane from the left. */
export function lanesOf<T extends TimeRange>(
  appointments: readonly T[],
): readonly { readonly appointment: T; readonly lane: number; readonly lanes: number }[] {
  const placed: { appointment: T; lane: number; group: number }[] = [];
  const lanesOfGroup: number[] = [];
  let ends: number[] = [];
  let groupEnd = Number.NEGATIVE_INFINITY;
  for (const appointment of appointments.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (appointment.from >= groupEnd) {
      lanesOfGroup.push(0);
      ends = [];
    }
    const group = lanesOfGroup.length - 1;
    const free = ends.findIndex((end) => end <= appointment.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = appointment.to;
    groupEnd = Math.max(groupEnd, appointment.to);
    lanesOfGroup[group] = ends.length;
    placed.push({ appointment, lane, group });
  }
  return placed.map(({ appointment, lane, group }) => ({ appointment, lane, lanes: lanesOfGroup[group] ?? 1 }));
}
