/** Units of the way from today to the middle of a span. */
export const OFFSET_UNITS = ['day', 'week', 'month'] as const;
/** One of `OFFSET_UNITS`. */
export type OffsetUnit = (typeof OFFSET_UNITS)[number];
