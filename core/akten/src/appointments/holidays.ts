import type { LocalDate } from '../field-type.ts';
import { addDays, weekdayOf } from './day-number.ts';
import { type CommunalHoliday, type HolidayPlace, type Land, LAENDER } from './holiday-place.ts';

/** A day on which nobody is expected to work. */
export interface Holiday {
  readonly day: LocalDate;
  /** German, as printed in a calendar. */
  readonly name: string;
}

type Rule = (year: number, place: HolidayPlace) => LocalDate | undefined;

const inLand =
  (laender: readonly Land[], day: (year: number) => LocalDate, since = 0): Rule =>
  (year, { land }) =>
    laender.includes(land) && year >= since ? day(year) : undefined;
const on =
  (monthDay: string) =>
  (year: number): LocalDate =>
    `${String(year).padStart(4, '0')}-${monthDay}`;
const afterEaster =
  (days: number) =>
  (year: number): LocalDate =>
    addDays(easterOf(year), days);
const everywhere = LAENDER;
const orCommunal =
  (rule: Rule, communal: CommunalHoliday, day: (year: number) => LocalDate): Rule =>
  (year, place) =>
    rule(year, place) ?? (place.communal?.includes(communal) === true ? day(year) : undefined);
const once =
  (land: Land, ...days: readonly LocalDate[]): Rule =>
  (year, place) =>
    place.land === land ? days.find((day) => Number(day.slice(0, 4)) === year) : undefined;

/** Feast by feast: the holiday laws of the sixteen Laender as of 2026. */
const rules = (): readonly (readonly [name: string, rule: Rule])[] => [
  ['Neujahr', inLand(everywhere, on('01-01'))],
  ['Heilige Drei Könige', inLand(['BW', 'BY', 'ST'], on('01-06'))],
  ['Frauentag', inLand(['BE'], on('03-08'), 2019)],
  ['Frauentag', inLand(['MV'], on('03-08'), 2023)],
  ['Karfreitag', inLand(everywhere, afterEaster(-2))],
  ['Ostersonntag', inLand(['BB'], afterEaster(0))],
  ['Ostermontag', inLand(everywhere, afterEaster(1))],
  ['Tag der Arbeit', inLand(everywhere, on('05-01'))],
  ['Tag der Befreiung', once('BE', '2020-05-08', '2025-05-08')],
  ['Jahrestag des Volksaufstandes', once('BE', '2028-06-17')],
  ['Christi Himmelfahrt', inLand(everywhere, afterEaster(39))],
  ['Pfingstsonntag', inLand(['BB'], afterEaster(49))],
  ['Pfingstmontag', inLand(everywhere, afterEaster(50))],
  [
    'Fronleichnam',
    orCommunal(inLand(['BW', 'BY', 'HE', 'NW', 'RP', 'SL'], afterEaster(60)), 'fronleichnam', afterEaster(60)),
  ],
  ['Friedensfest', orCommunal(() => undefined, 'friedensfest', on('08-08'))],
  ['Mariä Himmelfahrt', orCommunal(inLand(['SL'], on('08-15')), 'mariaeHimmelfahrt', on('08-15'))],
  ['Weltkindertag', inLand(['TH'], on('09-20'), 2019)],
  ['Tag der Deutschen Einheit', inLand(everywhere, on('10-03'), 1990)],
  ['Reformationstag', inLand(['BB', 'MV', 'SN', 'ST', 'TH'], on('10-31'))],
  ['Reformationstag', inLand(['HB', 'HH', 'NI', 'SH'], on('10-31'), 2018)],
  ['Allerheiligen', inLand(['BW', 'BY', 'NW', 'RP', 'SL'], on('11-01'))],
  ['Buß- und Bettag', inLand(['SN'], dayOfRepentance)],
  ['1. Weihnachtstag', inLand(everywhere, on('12-25'))],
  ['2. Weihnachtstag', inLand(everywhere, on('12-26'))],
];
// Marked as pure: who looks at no calendar does not load it.
const RULES = /* @__PURE__ */ rules();

/** The holidays of a place in a year, in order of days (TE3). Source: the laws of the Laender on Sundays and holidays as of 2026. */
export function holidaysOf(place: HolidayPlace, year: number): readonly Holiday[] {
  const holidays = RULES.flatMap(([name, rule]) => {
    const day = rule(year, place);
    return day === undefined ? [] : [{ day, name }];
  });
  return holidays.sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The name of the holiday a day is at a place, or undefined. */
export function holidayOn(place: HolidayPlace, day: LocalDate): string | undefined {
  return holidaysOf(place, Number(day.slice(0, 4))).find((holiday) => holiday.day === day)?.name;
}

/** Easter Sunday of the Gregorian calendar. Source: J. Meeus, Astronomical Algorithms, chapter 8 (valid for every year since 1583). */
export function easterOf(year: number): LocalDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return on(`${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)(year);
}

/** Buss- und Bettag: the Wednesday before 23 November. */
function dayOfRepentance(year: number): LocalDate {
  const last = on('11-22')(year);
  return addDays(last, -((weekdayOf(last) + 4) % 7));
}
