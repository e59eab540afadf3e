import type { LocalDate } from '@siegel/akten';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../text/language.ts';
import type { Language } from '../text/i18n.ts';
import type { GridColumn } from './week-columns.ts';

/** Says a day in words; `JJJJ-MM-TT` is a day of the calendar and knows no time zone. */
export function dayText(day: LocalDate, language: Language, form: Intl.DateTimeFormatOptions): string {
  return formatOf(language, form).format(instantOf(day));
}

/** Says the days from one to another, what they share once: 23.–29. November 2026. */
export function daysText(
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  language: Language,
  form: Intl.DateTimeFormatOptions,
): string {
  return formatOf(language, form).formatRange(instantOf(from), instantOf(to));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once each: every column of a week asks, and making one takes longer than drawing the column. */
function formatOf(language: Language, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${language} ${JSON.stringify(form)}`;
  const known = formats.get(name);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { ...form, timeZone: 'UTC' });
  formats.set(name, made);
  return made;
}

function instantOf(day: LocalDate): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Weekday and day as a column head says it: Mo 23.11. */
export function shortDay(day: LocalDate, language: Language): string {
  return `${dayText(day, language, { weekday: 'short' })} ${dayText(day, language, { day: '2-digit', month: '2-digit' })}`;
}

/** How a column is called: its day and whom it belongs to. */
export function useColumnName(): (column: GridColumn) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ day, resource }) =>
    `${dayText(day, language, { weekday: 'long', day: 'numeric', month: 'long' })}, ${resource?.name ?? t('week.nobody')}`;
}
