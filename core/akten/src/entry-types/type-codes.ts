/** Where the text of a type is sealed; chosen when the type is made, never again (ET3). */
export const TYPE_COMPARTMENTS = ['clinical', 'admin'] as const;
/** One of `TYPE_COMPARTMENTS`. */
export type TypeCompartment = (typeof TYPE_COMPARTMENTS)[number];

/** Signs a type may carry; the design system draws them. */
export const TYPE_SIGNS = [
  'none',
  'alert',
  'calendar',
  'clip',
  'clock',
  'door',
  'eye',
  'info',
  'key',
  'list',
  'people',
  'phone',
  'pin',
  'stamp',
] as const;
/** One of `TYPE_SIGNS`. */
export type TypeSign = (typeof TYPE_SIGNS)[number];

/** Where an Eintrag of the type stands within its day: before all others, by when it was written, or behind them. */
export const DAY_PLACES = ['first', 'byTime', 'last'] as const;
/** One of `DAY_PLACES`. */
export type DayPlace = (typeof DAY_PLACES)[number];
