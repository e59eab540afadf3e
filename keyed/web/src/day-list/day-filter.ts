import type { AppointmentRow, DayView, KeptDayFilter } from '@siegel/safe';
import { isInSegment, lanesOfDay, ofResources, SEGMENTS, type Segment } from './day-rows.ts';

/** What is shown of a day: all of it has to hold (TL20). */
export interface DayFilter {
  readonly segment: Segment;
  /** Resources whose tick was taken away. */
  readonly without: readonly string[];
  /** Types of appointments; none: all. */
  readonly types: readonly string[];
  /** What name, reason, note or a step contains. */
  readonly text: string;
}

/** Everything of a day. */
export const EVERYTHING: DayFilter = { segment: 'all', without: [], types: [], text: '' };

type DayRows = Pick<DayView, 'rows' | 'calendar'>;

/** Rows of the ticked resources, of the chosen types, that say the text; of every segment, so that segments can be counted. */
export function ofFilter({ rows, calendar }: DayRows, filter: DayFilter): readonly AppointmentRow[] {
  const words = plain(filter.text).split(/\s+/u).filter(Boolean);
  return ofResources(rows, filter.without, calendar.resources).filter(
    (row) =>
      (filter.types.length === 0 || (row.type !== undefined && filter.types.includes(row.type))) && says(row, words),
  );
}

/** Rows that are listed. */
export function listed(day: DayRows, filter: DayFilter): readonly AppointmentRow[] {
  return ofFilter(day, filter).filter((row) => isInSegment(row, filter.segment));
}

/** True when nothing is left out. */
export function isEverything({ segment, without, types, text }: DayFilter): boolean {
  return segment === 'all' && without.length === 0 && types.length === 0 && text.trim() === '';
}

type Resources = Parameters<typeof lanesOfDay>[0];

/** A filter as it is kept: with the resources it shows, unless it shows all of them. */
export function toKeep(filter: DayFilter, resources: Resources): Omit<KeptDayFilter, 'name' | 'order'> {
  const { segment, without, types, text } = filter;
  const lanes = lanesOfDay(resources).map(({ resourceId }) => resourceId);
  const shown = lanes.filter((id) => !without.includes(id));
  return { segment, types, text: text.trim(), resources: shown.length === lanes.length ? [] : shown };
}

/** The filter that was kept, for the resources there are now: one that is out of use hides nobody. */
export function ofKept({ segment, resources, types, text }: KeptDayFilter, house: Resources): DayFilter {
  const lanes = lanesOfDay(house).map(({ resourceId }) => resourceId);
  const shown = lanes.filter((id) => resources.includes(id));
  return {
    segment: SEGMENTS.find((one) => one === segment) ?? 'all',
    without: shown.length === 0 ? [] : lanes.filter((id) => !shown.includes(id)),
    types,
    text,
  };
}

/** True when both list the same. */
export function isSameFilter(a: DayFilter, b: DayFilter): boolean {
  const sorted = (ids: readonly string[]) => ids.toSorted().join(' ');
  const isAlike = a.segment === b.segment && a.text.trim() === b.text.trim();
  return isAlike && sorted(a.without) === sorted(b.without) && sorted(a.types) === sorted(b.types);
}

/** Every word somewhere in name, reason, note or steps; what is not opened here says its name alone. */
function says({ person, reason, note, chain }: AppointmentRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const steps = chain.map(({ text }) => text);
  const said = plain([person?.familienname, person?.vorname, reason, note, ...steps].filter(Boolean).join(' '));
  return words.every((word) => said.includes(word));
}

/** Without case and signs above letters: `Güler` is found by `guler`. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
