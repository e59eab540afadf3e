/** How soon somebody should come, the most urgent last. */
export const URGENCIES = ['normal', 'bald', 'dringend'] as const;
/** One of `URGENCIES`. */
export type Urgency = (typeof URGENCIES)[number];
