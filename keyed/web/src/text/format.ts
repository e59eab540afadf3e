import { localDay } from '@siegel/safe/channel';
import type { Language } from './i18n.ts';

export { localDay };

/** Writes `JJJJ`, `JJJJ-MM` or `JJJJ-MM-TT` the way people do: 24.11.2026, in English 24/11/2026; unknown parts are left out. */
export function formatDay(day: string, language: Language): string {
  return day
    .split('-')
    .reverse()
    .join(language === 'de' ? '.' : '/');
}

/** The same with a year of two digits, for narrow columns: 24.11.26. */
export function formatShortDay(day: string, language: Language): string {
  return formatDay(day.slice(2), language);
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
/** Made once: each row of a long list asks, and making one takes longer than drawing the row. */
const CLOCKS = { de: new Intl.DateTimeFormat('de-DE', CLOCK), en: new Intl.DateTimeFormat('en-GB', CLOCK) } as const;

/** Clock time of an instant, 10:42, in the practice's time zone. */
export function formatTime(atMs: number, language: Language): string {
  return CLOCKS[language].format(atMs);
}

/** Day and clock time of an instant: 24.11.2026, 10:42. */
export function formatMoment(atMs: number, language: Language): string {
  return `${formatDay(localDay(atMs), language)}, ${formatTime(atMs, language)}`;
}

/** Weekday, day and month with clock time, for the locked screen. */
export function formatNow(atMs: number, language: Language): string {
  const day = new Intl.DateTimeFormat(locale(language), { weekday: 'long', day: 'numeric', month: 'long' });
  return `${day.format(atMs)}, ${formatTime(atMs, language)}`;
}

/** A count with a thin space between thousands, in every language: 12 406. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Whole years, or under two years of age whole months, from a full birth date to a day. Undefined for a date of which
 *  parts are unknown, or for one in the future. */
export function ageOn(
  birth: string,
  day: string,
): { readonly years: number } | { readonly months: number } | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(birth) || birth > day) return undefined;
  const [year = 0, month = 0, dayOfMonth = 0] = birth.split('-').map(Number);
  const [nowYear = 0, nowMonth = 0, nowDay = 0] = day.split('-').map(Number);
  const months = (nowYear - year) * 12 + (nowMonth - month) - (nowDay < dayOfMonth ? 1 : 0);
  return months < 24 ? { months } : { years: Math.floor(months / 12) };
}

/** Two letters for a person: KA for "Dr. Katrin Albers". Titles do not count; what is short already stays. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s,]+/).filter((word) => /^\p{L}/u.test(word) && !word.endsWith('.'));
  const [first = '', ...others] = words.length > 0 ? words : [name];
  if (others.length === 0) return first.slice(0, 3).toUpperCase();
  return `${first.charAt(0)}${others.at(-1)?.charAt(0) ?? ''}`.toUpperCase();
}

function locale(language: Language): string {
  return language === 'de' ? 'de-DE' : 'en-GB';
}
