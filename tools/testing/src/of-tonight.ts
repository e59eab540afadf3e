/** Whether this is the long run: `npm run test:night`. */
export const IS_NIGHT = process.env['SIEGEL_NIGHT'] !== undefined;

/** By day the first of several alike ways suffice; at night all of them are tried. @param byDay how many by day */
export function ofTonight<T>(ways: readonly T[], byDay = 1): readonly T[] {
  return IS_NIGHT ? ways : ways.slice(0, byDay);
}
