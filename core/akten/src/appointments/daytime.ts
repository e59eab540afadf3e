import type { TimeRange } from './time-range.ts';

/** Parts of a day as people ask for them. */
export const DAYTIMES = ['frueh', 'vormittag', 'mittag', 'nachmittag', 'abend'] as const;
/** One of `DAYTIMES`. */
export type Daytime = (typeof DAYTIMES)[number];

const RANGES: Readonly<Record<Daytime, TimeRange>> = {
  frueh: { from: 0, to: 600 },
  vormittag: { from: 0, to: 720 },
  mittag: { from: 660, to: 840 },
  nachmittag: { from: 720, to: 1440 },
  abend: { from: 1020, to: 1440 },
};

/** The minutes of a part of the day; the same as the line means by the word (TE30). */
export function rangeOfDaytime(daytime: Daytime): TimeRange {
  return RANGES[daytime];
}
