import type { LocalDate } from '@siegel/akten';
import type { Language } from '../text/i18n.ts';

/** "Mo., 24. November" in the language on screen. */
export function longDay(day: LocalDate, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}
