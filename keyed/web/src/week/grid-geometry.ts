import type { TimeRange } from '@siegel/akten';

const HOUR = 60;
/** Places are multiples of so many minutes (KG12). */
export const SNAP = 5;
const DAY_MINUTES = 1_440;

/** Where minutes are drawn: one picture for all columns. */
export interface GridScale extends TimeRange {
  /** Pixels of a minute. */
  readonly px: number;
}

/** Height of an hour; with the finger a quarter of an hour is as high as a control. */
export function scaleOf(span: TimeRange, isPhone: boolean): GridScale {
  return { ...span, px: (isPhone ? 176 : 84) / HOUR };
}

/** Top and height of a time in a column, in pixels. */
export function boxOf({ from, px }: GridScale, time: TimeRange) {
  return { top: (time.from - from) * px, height: (time.to - time.from) * px };
}

/** Whole hours of the scale. */
export function hoursOf({ from, to }: TimeRange): readonly number[] {
  return Array.from({ length: Math.ceil((to - from) / HOUR) }, (_, i) => from + i * HOUR);
}

/** The place next to a minute, so that all of it lies within the day. */
export function snapped(minute: number, minutes: number): number {
  const near = Math.round(minute / SNAP) * SNAP;
  return Math.max(0, Math.min(DAY_MINUTES - minutes, near));
}

/** A length next to so many minutes that ends with the day. */
export function snappedLength(minutes: number, from: number): number {
  const near = Math.round(minutes / SNAP) * SNAP;
  return Math.max(SNAP, Math.min(DAY_MINUTES - from, near));
}
