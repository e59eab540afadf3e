import type { LocalDate } from '../field-type.ts';
import { monthsLater } from './appointment-line.ts';
import { addDays, type Weekday } from './day-number.ts';
import { type Daytime, rangeOfDaytime } from './daytime.ts';
import type { OffsetUnit } from './offset-unit.ts';
import type { VacancyStep, VacancyWish } from './vacancies.ts';

/** When and what a favourite looks for: "in 3 months, a week more or less, in the morning: blood test, then doctor" (TE64). */
export interface FavouriteSpan {
  readonly offset: { readonly count: number; readonly unit: OffsetUnit };
  /** Days before and after. */
  readonly spanDays: number;
  readonly daytime?: Daytime;
  readonly weekdays?: readonly Weekday[];
  readonly steps: readonly VacancyStep[];
}

/** The days a favourite means today: offset, minus and plus its span, never before today (TE64). */
export function daysOfFavourite(
  { offset: { count, unit }, spanDays }: Pick<FavouriteSpan, 'offset' | 'spanDays'>,
  today: LocalDate,
): { readonly from: LocalDate; readonly to: LocalDate } {
  const middle = unit === 'month' ? monthsLater(today, count) : addDays(today, unit === 'week' ? count * 7 : count);
  const from = addDays(middle, -spanDays);
  return { from: from < today ? today : from, to: addDays(middle, spanDays) };
}

/** What a favourite asks of the search today. */
export function wishOfFavourite(favourite: FavouriteSpan, today: LocalDate): Omit<VacancyWish, 'grid' | 'most'> {
  const { daytime, weekdays, steps } = favourite;
  return {
    ...daysOfFavourite(favourite, today),
    steps,
    ...(daytime !== undefined && { within: rangeOfDaytime(daytime) }),
    ...(weekdays !== undefined && weekdays.length > 0 && { weekdays }),
  };
}

/** Takes the Kuerzel of a favourite out of a typed line; the rest is a line like every other (TE66). The first one counts. */
export function favouriteOfLine(
  line: string,
  favourites: ReadonlyMap<string, string>,
): { readonly favourite: string; readonly rest: string } | undefined {
  const words = line.split(/\s+/).filter((word) => word !== '');
  const at = words.findIndex((word) => favourites.has(word.toLowerCase()));
  const favourite = favourites.get(words[at]?.toLowerCase() ?? '');
  return favourite === undefined ? undefined : { favourite, rest: words.toSpliced(at, 1).join(' ') };
}
