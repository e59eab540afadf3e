import type { LocalDate } from '../field-type.ts';
import type { BlockWords } from './expand.ts';

/** Of whom and by whom a text is written. */
export interface BlockMoment {
  readonly today: LocalDate;
  /** Display name of who writes. */
  readonly author: string;
  /** The person whose Akte is open. */
  readonly person?:
    | { readonly familienname: string; readonly vorname: string; readonly geburtsdatum?: string }
    | undefined;
}

/** The words of a moment: `{heute}`, `{ich}`, and of the open Akte `{name}` and `{alter}` (TB2). What is not known is left out, so that
 *  it stays in the text as it is written. */
export function momentWords({ today, author, person }: BlockMoment): BlockWords {
  const words = new Map([['heute', germanDay(today)]]);
  if (author !== '') words.set('ich', author);
  if (person === undefined) return words;
  words.set('name', [person.vorname, person.familienname].filter((part) => part !== '').join(' '));
  const age = ageOn(person.geburtsdatum, today);
  if (age !== undefined) words.set('alter', String(age));
  return words;
}

/** Whole years on a day; undefined unless the day of birth is known to the day. */
function ageOn(born: string | undefined, today: LocalDate): number | undefined {
  if (born === undefined || born.length !== today.length || born > today) return undefined;
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? years - 1 : years;
}

function germanDay(day: LocalDate): string {
  const [year, month, date] = day.split('-');
  return `${date}.${month}.${year}`;
}
