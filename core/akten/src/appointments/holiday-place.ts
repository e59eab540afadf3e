/** Bundeslaender by the codes of ISO 3166-2:DE. */
export const LAENDER = [
  'BW',
  'BY',
  'BE',
  'BB',
  'HB',
  'HH',
  'HE',
  'MV',
  'NI',
  'NW',
  'RP',
  'SL',
  'SN',
  'ST',
  'SH',
  'TH',
] as const;
/** One of `LAENDER`. */
export type Land = (typeof LAENDER)[number];

/** Holidays of single communes; a site that lies in one switches them on (TE3). */
export const COMMUNAL_HOLIDAYS = ['mariaeHimmelfahrt', 'fronleichnam', 'friedensfest'] as const;
/** One of `COMMUNAL_HOLIDAYS`. */
export type CommunalHoliday = (typeof COMMUNAL_HOLIDAYS)[number];

/** Where a site lies. */
export interface HolidayPlace {
  readonly land: Land;
  readonly communal?: readonly CommunalHoliday[];
}
